"""Who stands before the court: every party is there, in its own role, and a masked name stays masked.

Names are never compared across scripts. Which name of the draft is whom follows from the order of the parties and
from the passages both stand in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from corpora import placeables
from corpora.cues import Cues, cues
from corpora.languages import Language, get
from corpora.model import Document, Kind, Party, Section, Span
from glossary.checking.model import Face, Finding, FindingKind, Passage
from glossary.recognition import Hit, find_terms

_STRICT = frozenset(
    (Section.PARTIES, Section.RULING, Section.COSTS)
)  # a name may not give way to a role here
LISTED = 2  # passages in which the source must name a party before its name in the draft is expected again
SELDOM = 0.25  # of those passages: a name that stands in fewer outside the list is another one
_BETWEEN = regex.compile(r"[\s\p{P}\p{Cf}]*")


@dataclass(frozen=True)
class Side:
    """One document's roles and names: key -> role, key -> name."""

    language: Language
    roles: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True)
class Named:
    """A passage with who is named in it. `roles` and `people` are in order; a role word is not part of a longer one."""

    passage: Passage
    side: Side

    @cached_property
    def roles(self) -> list[tuple[str, Span]]:
        return [(self.side.roles[h.key], h.span) for h in self._found(self.side.roles)]

    @cached_property
    def people(self) -> list[tuple[str, Span]]:
        return [(self.side.names[h.key], h.span) for h in self._found(self.side.names)]

    @cached_property
    def masks(self) -> list[Span]:
        found = placeables.find(self.passage.text, self.side.language)
        return [Span(p.start, p.end) for p in found if p.kind is Kind.MASK]

    def called(self) -> Iterator[tuple[str, str, Span]]:
        """(role, name, where both stand) of names that follow a role word at once."""
        for role, at in self.roles:
            for name, place in self.people:
                if place.start >= at.end and _BETWEEN.fullmatch(self.passage.text, at.end, place.start):
                    yield role, name, Span(at.start, place.end)

    def _found(self, keys: dict[str, str]) -> list[Hit]:
        return find_terms(self.passage.text, self.side.language, keys) if keys else []


def check(faces: Sequence[Face], source: Document, draft: Document) -> list[Finding]:
    """当事人、诉讼地位、隐名"""
    known, its = cues(source.language), cues(draft.language)
    if known is None or its is None:
        return []
    sides = _side(source, known), _side(draft, its)
    rows = [
        (f, Named(f.source, sides[0]), Named(f.draft, sides[1]))
        for f in faces
        if f.source.text and f.draft.text
    ]
    said = {role for role, _ in its.roles}
    twice = set() if _twice(source.parties) else _twice(draft.parties)
    same = counterparts(
        [(s, d) for _, s, d in rows], source.parties, [p for p in draft.parties if p.name not in twice]
    )
    allowed = _allowed([s for _, s, _ in rows], source.parties)
    found = [*_listed_twice(rows, draft.parties, twice), *_only_listed(rows, same)]
    same = {name: other for name, other in same.items() if not _once(rows, name, other)}
    for face, s, d in rows:
        swapped = list(_swapped(s, d, said)) or list(_misplaced(s, d, same, allowed))
        found += [*swapped, *_absent(face, s, d, same), *_unmasked(s, d, said)]
    return found


def _side(document: Document, known: Cues) -> Side:
    language = get(document.language)
    roles = {language.key(cue.key): role for role, cue in known.roles}
    return Side(language, roles, {language.key(p.name): p.name for p in document.parties})


def counterparts(
    rows: Sequence[tuple[Named, Named]], source: Sequence[Party], draft: Sequence[Party]
) -> dict[str, str]:
    """Name of the source -> name of the draft: those that stand in the same passages most often, else in the same order."""
    names = [list(dict.fromkeys(p.name for p in side)) for side in (source, draft)]
    places = [
        {
            name: {n for n, row in enumerate(rows) if any(name == who for who, _ in row[side].people)}
            for name in names[side]
        }
        for side in (0, 1)
    ]
    ranked = sorted(
        (len(places[0][one] ^ places[1][other]), abs(n - m), n, m)
        for n, one in enumerate(names[0])
        for m, other in enumerate(names[1])
        if places[0][one] & places[1][other]
    )
    same: dict[int, int] = {}
    for _, _, n, m in ranked:
        if n not in same and m not in same.values():
            same[n] = m
    return {names[0][n]: names[1][m] for n, m in same.items()}


def _allowed(rows: Sequence[Named], parties: Sequence[Party]) -> set[tuple[str, str]]:
    """(role, name) as the source puts them together."""
    return {(p.role, p.name) for p in parties} | {
        (role, name) for row in rows for role, name, _ in row.called()
    }


# Roles


def _swapped(source: Named, draft: Named, said: set[str]) -> Iterator[Finding]:
    """A role the draft does not have while it has one the source has not; or as many as the source, another at one place."""
    ours, theirs = ({role for role, _ in side.roles} for side in (source, draft))
    lost = [(role, at) for role, at in source.roles if role in said - theirs]
    extra = [(role, at) for role, at in draft.roles if role not in ours]
    other = list(zip(dict(lost).items(), dict(extra).items(), strict=False)) or _in_other_order(
        source, draft, said
    )
    for (role, at), (wrong, place) in other:
        yield _wrong_role(source.passage.at(*at), draft, place, role, wrong)


_Role = tuple[str, Span]


def _in_other_order(source: Named, draft: Named, said: set[str]) -> list[tuple[_Role, _Role]]:
    """The first place where roles that are as many on both sides differ, unless names say whose each of them is.

    Translations keep their order: in 373 of 382 sentences of the sample that have roles they are the very same.
    """
    ours, theirs = ([mark for mark in side.roles if mark[0] in said] for side in (source, draft))
    if len(ours) != len(theirs) or len(list(draft.called())) == len(theirs):
        return []
    return [(one, other) for one, other in zip(ours, theirs, strict=True) if one[0] != other[0]][:1]


def _misplaced(
    source: Named, draft: Named, same: dict[str, str], allowed: set[tuple[str, str]]
) -> Iterator[Finding]:
    """A party called by a role the source never gives it, where the source names it in its own."""
    whose = {other: name for name, other in same.items()}
    people = dict(source.people)
    for role, other, at in draft.called():
        name = whose.get(other)
        if name in people and (role, name) not in allowed:
            right = next((r for r, n in allowed if n == name), "")
            yield _wrong_role(source.passage.at(*people[name]), draft, at, f"{right}{name}", role)


def _wrong_role(where: Span, draft: Named, place: Span, right: str, wrong: str) -> Finding:
    written = draft.passage.text[slice(*place)]
    return Finding(
        FindingKind.ROLE, where, draft.passage.at(*place),
        f"诉讼地位不一致：原文是{right}，译文“{written}”是{wrong}。",
        "请核对是否把双方写反，并改为与原文一致的称谓。",
    )  # fmt: skip


# Names


def _absent(face: Face, source: Named, draft: Named, same: dict[str, str]) -> Iterator[Finding]:
    """A party the source names here and the draft does not; the role alone will do outside the parts that decide."""
    ours, theirs = dict(source.people), dict(draft.people)
    expected = {same[name] for name in ours if name in same}
    others = [(name, at) for name, at in theirs.items() if name not in expected and name in same.values()]
    for name, at in ours.items():
        if same.get(name) in theirs:
            continue
        if others:
            yield _somebody_else(source.passage.at(*at), draft, name, *others.pop(0), same.get(name))
        elif name in same and (
            face.section in _STRICT or not draft.roles or _strangers(draft) > _strangers(source)
        ):
            yield Finding(
                FindingKind.PARTY,
                source.passage.at(*at),
                draft.passage.span,
                f"译文缺当事人：原文“{name}”在译文这一句里找不到，别处译作“{same[name]}”。",
                f"请补上“{same[name]}”；如译法不同，请全文统一。",
            )


def _strangers(named: Named) -> int:
    """How many masked names are no party's."""
    return sum(not any(p.start < m.end and m.start < p.end for _, p in named.people) for m in named.masks)


def _somebody_else(
    where: Span, draft: Named, name: str, other: str, place: Span, right: str | None
) -> Finding:
    return Finding(
        FindingKind.PARTY,
        where,
        draft.passage.at(*place),
        f"当事人不一致：原文是“{name}”，译文写的是另一人“{other}”。",
        f"请改为“{right}”。" if right else f"请改为“{name}”的译名。",
    )


def _once(rows: Sequence[tuple[Face, Named, Named]], name: str, other: str) -> bool:
    """Whether a name the source goes on to use hardly stands in the draft but where the parties are listed."""
    ours = [face.section for face, s, _ in rows if name in dict(s.people)]
    theirs = [face.section for face, _, d in rows if other in dict(d.people)]
    elsewhere = sum(section is not Section.PARTIES for section in theirs)
    return len(ours) > LISTED and Section.PARTIES in theirs and elsewhere < SELDOM * len(ours)


def _only_listed(rows: Sequence[tuple[Face, Named, Named]], same: dict[str, str]) -> Iterator[Finding]:
    """One finding for a party listed by another name than the text uses."""
    for name, other in same.items():
        if _once(rows, name, other):
            s, d = next((s, d) for _, s, d in rows if other in dict(d.people))
            yield Finding(
                FindingKind.PARTY, s.passage.at(*dict(s.people).get(name, (0, len(s.passage.text)))),
                d.passage.at(*dict(d.people)[other]),
                f"当事人前后不一：“{name}”在当事人栏译作“{other}”，正文里用的是别的名字。",
                "请核对名字，并全文统一。",
            )  # fmt: skip


def _twice(parties: Sequence[Party]) -> set[str]:
    """Names that are listed in more than one role."""
    roles: dict[str, set[str]] = {}
    for party in parties:
        roles.setdefault(party.name, set()).add(party.role)
    return {name for name, own in roles.items() if len(own) > 1}


def _listed_twice(
    rows: Sequence[tuple[Face, Named, Named]], parties: Sequence[Party], twice: set[str]
) -> Iterator[Finding]:
    """One name in two roles, where the source has two people."""
    for name in sorted(twice):
        places = [(s, d) for face, s, d in rows if face.section is Section.PARTIES and name in dict(d.people)]
        if len(places) > 1:
            (s, d), (t, e) = places[0], places[-1]
            roles = "、".join(dict.fromkeys(p.role for p in parties if p.name == name))
            yield Finding(
                FindingKind.PARTY, Span(s.passage.span.start, t.passage.span.end),
                Span(d.passage.span.start, e.passage.span.end),
                f"当事人不一致：译文“{name}”同时列为{roles}，原文是两个人。",
                "请核对当事人栏，把写错的一个改过来。",
            )  # fmt: skip


# Masks


def _unmasked(source: Named, draft: Named, said: set[str]) -> Iterator[Finding]:
    """Fewer masked names than the source has, and not because the draft speaks of somebody less often."""
    written = [_with_surname(source.passage.text, s) for s in source.masks]
    if len(draft.masks) >= len(written):
        return
    roles = sum(role in said for role, _ in source.roles)
    if len(draft.masks) < len(set(written)) or 0 < roles <= len(draft.roles):
        yield Finding(
            FindingKind.MASK, source.passage.at(*source.masks[0]), draft.passage.span,
            f"隐名不一致：原文隐名 {len(written)} 处（{'、'.join(dict.fromkeys(written))}），译文 {len(draft.masks)} 处。",
            "请核对译文里是否露出了真名，或者漏了这个人。",
        )  # fmt: skip


def _with_surname(text: str, mask: Span) -> str:
    return text[mask.start - (text[: mask.start][-1:].isalpha()) : mask.end]
