"""The words by which a judgment's parts are known, per language: data in languages/cues.json.

A cue is compared with the folded form (`Language.key`) of a sentence. `^` in front: the sentence begins so;
`$` behind: it ends so, closing punctuation aside; `~` in front: the rest is a regular expression, searched
in the folded form as it stands.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import regex

from corpora.languages import get
from corpora.model import Section

_CLOSING = regex.compile(r"[\p{P}\s]+$")
_NEVER = regex.compile(r"(?!)")
_Key = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A folded form and where in a sentence it must stand, or a pattern that is searched."""

    key: str
    first: bool = False
    last: bool = False
    pattern: regex.Pattern[str] | None = None

    def meets(self, key: str) -> bool:
        """Whether a sentence of this key shows the cue."""
        if self.pattern:
            return self.pattern.search(key) is not None
        if self.first and not key.startswith(self.key):
            return False
        return self.ends(key) if self.last else self.key in key

    def ends(self, key: str) -> bool:
        """Whether a sentence of this key ends with the cue; punctuation counts where the cue has some."""
        return (key if _CLOSING.search(self.key) else _CLOSING.sub("", key)).endswith(self.key)


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues of one language; kinds and roles are named in Chinese, the longest forms first.

    `name` is the pattern of a party's name in running text, `named` patterns that name a party without
    its role word, `labels` the field names of a metadata block, `cause` and `crime` patterns with a group
    `cause`, `before_cause` what that group may hold before the cause, `before_role` what a line may say before
    its role (二被告共同). So far only Chinese has these. `around_name` are particles that a sentence puts round
    a name.
    """

    kinds: tuple[tuple[str, Cue], ...]
    court: tuple[Cue, ...]
    roles: tuple[tuple[str, Cue], ...]
    openings: tuple[tuple[Section, tuple[Cue, ...]], ...]
    labels: tuple[tuple[str, regex.Pattern[str]], ...] = ()
    named: tuple[tuple[str, regex.Pattern[str]], ...] = ()
    name: str = ""
    cause: regex.Pattern[str] = _NEVER
    before_cause: regex.Pattern[str] = _NEVER
    before_role: regex.Pattern[str] = _NEVER
    around_name: regex.Pattern[str] = _NEVER
    crime: regex.Pattern[str] = _NEVER

    def meets(self, section: Section, key: str) -> bool:
        """Whether a sentence of this key opens the section."""
        return any(cue.meets(key) for name, openings in self.openings if name is section for cue in openings)


@lru_cache(maxsize=16)
def cues(code: str) -> Cues | None:
    """The cues of a language, None for one whose judgments nobody has described yet."""
    data = json.loads(files("corpora.languages").joinpath("cues.json").read_text(encoding="utf-8")).get(code)
    if data is None:
        return None
    key = get(code).key
    return Cues(
        kinds=_longest_first(data["kinds"], key),
        court=_cues(data["court"], key),
        roles=_longest_first(data["roles"], key, first=True),
        openings=tuple((Section(name), _cues(forms, key)) for name, forms in data["openings"].items()),
        labels=_patterns(data.get("labels", {})),
        named=_patterns(data.get("named", {})),
        name=data.get("name", ""),
        **{
            field: regex.compile(data[field])
            for field in ("cause", "before_cause", "before_role", "around_name", "crime") if field in data
        },
    )


def _patterns(sources: dict[str, str]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((name, regex.compile(source)) for name, source in sources.items())


def _longest_first(
    forms: dict[str, list[str]] | list[str], key: _Key, first: bool = False
) -> tuple[tuple[str, Cue], ...]:
    """(Chinese word, cue) of each form; a list names forms that are the Chinese words themselves."""
    named = forms if isinstance(forms, dict) else {form: [form] for form in forms}
    found = [(name, _cue(form, key, first)) for name, words in named.items() for form in words]
    return tuple(sorted(found, key=lambda pair: -len(pair[1].key)))


def _cues(forms: Sequence[str], key: _Key) -> tuple[Cue, ...]:
    return tuple(_cue(form, key) for form in forms)


def _cue(form: str, key: _Key, first: bool = False) -> Cue:
    if form.startswith("~"):
        return Cue("", pattern=regex.compile(form[1:]))
    bare = form.removeprefix("^").removesuffix("$")
    return Cue(key(bare), first or form.startswith("^"), form.endswith("$"))
