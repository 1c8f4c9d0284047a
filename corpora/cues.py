"""The words by which a judgment's parts are known, per language: data in languages/cues.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from corpora.languages import get
from corpora.model import Section


@dataclass(frozen=True, slots=True)
class Cue:
    """A folded form, and where in a segment it must stand."""

    key: str
    first: bool = False
    last: bool = False

    def meets(self, key: str) -> bool:
        """Whether a segment of this key shows the cue."""
        if self.first and not key.startswith(self.key):
            return False
        if self.last and not key.rstrip(":：。").endswith(self.key):
            return False
        return self.key in key


@dataclass(frozen=True, slots=True)
class Cues:
    """Cues of one language; kinds and roles are named in Chinese, the longest forms first."""

    kinds: tuple[tuple[str, Cue], ...]
    court: tuple[Cue, ...]
    roles: tuple[tuple[str, Cue], ...]
    openings: tuple[tuple[Section, tuple[Cue, ...]], ...]


@lru_cache(maxsize=16)
def cues(code: str) -> Cues | None:
    """The cues of a language, None for one whose judgments nobody has described yet."""
    data = json.loads(files("corpora.languages").joinpath("cues.json").read_text(encoding="utf-8")).get(code)
    if data is None:
        return None
    key = get(code).key

    def cue(form: str, first: bool = False) -> Cue:
        bare = form.removeprefix("^").removesuffix("$")
        return Cue(key(bare).rstrip(":："), first or form.startswith("^"), form.endswith("$"))

    roles = data["roles"] if isinstance(data["roles"], dict) else {role: [role] for role in data["roles"]}
    return Cues(
        tuple((kind, cue(form)) for kind, forms in data["kinds"].items() for form in forms),
        tuple(cue(form) for form in data["court"]),
        tuple(
            sorted(
                ((role, cue(form, first=True)) for role, forms in roles.items() for form in forms),
                key=lambda pair: -len(pair[1].key),
            )
        ),
        tuple(
            (Section(name), tuple(cue(form) for form in forms)) for name, forms in data["openings"].items()
        ),
    )
