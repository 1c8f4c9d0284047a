"""Names withheld at import: 扎西多杰 becomes 扎某, བཀྲ་ཤིས་རྡོ་རྗེ་ becomes བཀྲ་ཆེ་གེ་མོ, in every place of the text.

法释〔2016〕19号: the surname, or the first character of a minority name, stays, 某 takes the place of the rest, and
numbers tell equals apart. Who is a person is read from the lines of the parties; bodies keep their names. Two
versions of a case must withhold the same people in the same way, and no list of real names is kept to do it
with: what one version says of the first plaintiff's number, the other takes over by role and order.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.languages.common import digits
from corpora.model import Kind, Party

_BODY_ROLES = frozenset("公诉机关 原公诉机关 抗诉机关 赔偿义务机关 执行机关 被告单位 原审被告单位".split())
_NEVER = r"(?!)"
_EDGE = regex.compile(r"[^\p{L}\p{M}\p{N}]+$")  # a tsheg before the shad is no part of a name


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language withholds a name; see `languages/masks.json`."""

    kept: regex.Pattern[str]
    mask: str
    number: str
    person: regex.Pattern[str]
    first: regex.Pattern[str]
    behind: regex.Pattern[str]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masking:
    """What a text's names turn into, and party names of which it is not clear whose they are."""

    names: Mapping[str, str] = field(default_factory=dict)
    doubtful: tuple[str, ...] = ()


@lru_cache(maxsize=16)
def rules(code: str) -> Rules | None:
    """The rules of a language, None for one whose parties nobody can find yet."""
    data = json.loads(files("corpora.languages").joinpath("masks.json").read_text(encoding="utf-8")).get(code)
    if data is None:
        return None
    patterns = {n: regex.compile(data.get(n, _NEVER)) for n in ("kept", "person", "first", "behind")}
    return Rules(mask=data["mask"], number=data["number"], bodies=tuple(data["bodies"]), **patterns)


def unmasked(parties: Sequence[Party], language: Language) -> tuple[list[Party], list[Party]]:
    """(persons with their whole names, names of which it is not clear whose they are) among the parties."""
    known = rules(language.code)
    if known is None:
        return [], list(parties)
    persons, doubtful = [], []
    for party in _bare(parties, known):
        if (
            party.role in _BODY_ROLES
            or _is_body(party.name, known, language)
            or withheld(party.name, language)
        ):
            continue
        (persons if known.person.fullmatch(party.name) else doubtful).append(party)
    return persons, doubtful


def _bare(parties: Sequence[Party], known: Rules) -> list[Party]:
    """Parties with nothing behind their names."""
    return [Party(party.role, _EDGE.sub("", known.behind.sub("", party.name))) for party in parties]


def _is_body(name: str, known: Rules, language: Language) -> bool:
    key = language.key(name)
    return any(key.endswith(language.key(body)) for body in known.bodies)


def withheld(name: str, language: Language) -> bool:
    """Whether a name is masked: 扎某, ཝང་ཆེ་གེ་མོ, 김모, ×××, 张A."""
    found = any(p.kind is Kind.MASK for p in placeables.find(name, language))
    return found or bool(regex.search(r"[×✕＊*○某]|^\p{L}[A-ZＡ-Ｚ]$", name))


def masking(
    parties: Sequence[Party], language: Language, versions: Sequence[Sequence[Party]] = ()
) -> Masking:
    """What to put in place of each person's name.

    `versions` are the parties of other versions of the same case, withheld already; their numbers are taken over.
    """
    known = rules(language.code)
    persons, doubtful = unmasked(parties, language)
    if known is None:
        return Masking(doubtful=tuple(party.name for party in doubtful))
    parties = _bare(parties, known)
    bases = {party.name: _base(party.name, known) for party in persons}
    numbers = _numbers(parties, bases, _said(versions))
    names = {
        name: base + (known.number + str(numbers[name]) if numbers[name] else "")
        for name, base in bases.items()
    }
    return Masking(_with_first_parts(names, known), tuple(party.name for party in doubtful))


def _base(name: str, known: Rules) -> str:
    kept = known.kept.match(name)
    return (kept[0] if kept else name[:1]) + known.mask


def _said(versions: Sequence[Sequence[Party]]) -> dict[tuple[str, int], int]:
    """(role, how manieth of this role) -> the number other versions give the name, 0 for none."""
    said: dict[tuple[str, int], int] = {}
    for parties in versions:
        for place, party in _places(parties):
            number = regex.search(r"\p{Nd}{1,2}$", _EDGE.sub("", party.name))
            said[place] = max(said.get(place, 0), int(digits(number[0])) if number else 0)
    return said


def _places(parties: Sequence[Party]) -> list[tuple[tuple[str, int], Party]]:
    seen: Counter[str] = Counter()
    found = []
    for party in parties:
        found.append(((party.role, seen[party.role]), party))
        seen[party.role] += 1
    return found


def _numbers(
    parties: Sequence[Party], bases: Mapping[str, str], said: Mapping[tuple[str, int], int]
) -> dict[str, int]:
    """The number of each name, 0 where none is needed: what another version says, else the next free among equals."""
    numbers = dict.fromkeys(bases, 0)
    for place, party in _places(parties):
        if party.name in numbers:
            numbers[party.name] = numbers[party.name] or said.get(place, 0)
    equals: defaultdict[str, list[str]] = defaultdict(list)
    for name, base in bases.items():
        equals[base].append(name)
    for party in parties:  # withheld before it came
        base = regex.sub(r"\P{L}*\p{Nd}+$", "", party.name)
        if base in equals and party.name not in bases:
            equals[base].append(party.name)
            number = regex.search(r"\p{Nd}+$", party.name)
            numbers[party.name] = int(digits(number[0])) if number else 0
    for names in equals.values():
        if len(names) > 1:
            _number_apart(names, numbers, bases)
    return numbers


def _number_apart(names: Sequence[str], numbers: dict[str, int], bases: Mapping[str, str]) -> None:
    """Numbers for names that would be equal: those given stay, the others get the lowest free."""
    taken = {numbers[name] for name in names}
    for name in names:
        if name in bases and (not numbers[name] or [numbers[n] for n in names].count(numbers[name]) > 1):
            numbers[name] = next(n for n in range(1, len(names) + len(taken) + 1) if n not in taken)
            taken.add(numbers[name])


def _with_first_parts(names: Mapping[str, str], known: Rules) -> dict[str, str]:
    """Names, and their first parts where these name one person alone: 艾合买提 of 艾合买提·吐尔逊."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for name, mask in names.items():
        if part := known.first.match(name):
            parts[part[1]].add(mask)
    return {part: min(masks) for part, masks in parts.items() if len(masks) == 1} | dict(names)


def apply(text: str, names: Mapping[str, str], language: Language) -> str:
    """A display text with every one of these names replaced, with or without endings, the longest first."""
    for name in sorted(names, key=lambda name: (-len(name), name)):
        text = _replaced(text, name, names[name], language)
    return text


def _replaced(text: str, name: str, mask: str, language: Language) -> str:
    shapes = [(name, ""), *((shape, r"(?=\p{L})") for shape in sorted(language.stems(language.key(name))))]
    for shape, before in shapes:
        pattern = regex.compile(regex.escape(shape, literal_spaces=True) + before)
        pieces, at = [], 0
        for match in pattern.finditer(text):
            if language.boundary(text, match.start(), match.end()):
                pieces += [text[at : match.start()], mask]
                at = match.end()
        text = "".join((*pieces, text[at:]))
    return text
