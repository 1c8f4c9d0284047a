"""One term, one rendering: inside a draft, and among the drafts of a folder.

What counts as a rendering is what the termbase has for the Chinese term, of any status, and for words the termbase does not
know what the draft itself says most of the time (`recurring`). Where every rendering a text uses was approved, it may use
them all. A rendering that belongs to another Chinese term of the same passage is no variant of this one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from corpora.languages import Language
from corpora.model import Span
from glossary.checking.model import Face, Finding, FindingKind
from glossary.checking.recurring import recurring
from glossary.model import Concept, Term
from glossary.recognition import Recogniser, find_all, longest, recogniser

SHORTEST = 2  # characters of a Chinese term: one alone is part of too many words


class Use(NamedTuple):
    """A Chinese term and how it is rendered at one place; spans point into the bodies of the two documents.

    `form` is equal for renderings that are one: the same term in other spellings or with other endings.
    """

    term: str
    rendering: str
    form: str
    source: Span
    draft: Span
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One rendering of a term and where it stands: (name of the draft, use)."""

    rendering: str
    approved: bool
    places: tuple[tuple[str, Use], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A Chinese term that drafts render in several ways, the most frequent first."""

    term: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    chinese: dict[str, list[Term]]
    find_chinese: Recogniser
    find_draft: Recogniser
    keys: dict[str, str]


def _uses(
    faces: Sequence[Face], source: Language, draft: Language, concepts: Sequence[Concept]
) -> Iterator[tuple[int, Use]]:
    """(number of the passage, use) of every term with the rendering found beside it."""
    known = _known(concepts, source, draft)
    found = (
        [(n, use) for n, face in enumerate(faces) for use in _in_face(face, known, draft)] if known else []
    )
    yield from found
    told = {use.term for _, use in found}
    for place in recurring(faces, source, draft, told):
        face = faces[place.n]
        term = source.key(face.source.text[slice(*place.word)])
        spans = face.source.at(*place.word), face.draft.at(*place.at)
        yield place.n, Use(term, place.rendering, place.form, *spans)


def _known(concepts: Sequence[Concept], source: Language, draft: Language) -> _Known | None:
    chinese: dict[str, list[Term]] = {}
    keys: dict[str, str] = {}
    for concept in concepts:
        terms = concept.terms_in(draft.code)
        for term in terms:
            keys |= dict.fromkeys(map(draft.key, (term.text, *term.forms)), draft.key(term.text))
        for term in concept.terms_in(source.code) if terms else ():
            if len(term.text) >= SHORTEST:
                chinese.setdefault(source.key(term.text), []).extend(terms)
    return _Known(chinese, recogniser(source, chinese), recogniser(draft, keys), keys) if chinese else None


def _in_face(face: Face, known: _Known, draft: Language) -> Iterator[Use]:
    """Terms of the passage with those renderings of theirs that are no other term's of the passage."""
    hits = longest(find_all(known.find_chinese, face.source.text))
    seen = longest(find_all(known.find_draft, face.draft.text))
    allowed = {hit.key: {draft.key(term.text): term for term in known.chinese[hit.key]} for hit in hits}
    for key, group in groupby(sorted(hits, key=lambda h: h.key), key=lambda h: h.key):
        own, others = allowed[key], {r for other, terms in allowed.items() if other != key for r in terms}
        rendered = [h for h in seen if known.keys[h.key] in own and known.keys[h.key] not in others]
        for hit, place in zip(group, rendered, strict=False):
            term = own[known.keys[place.key]]
            yield Use(
                key, term.text, known.keys[place.key], face.source.at(*hit.span),
                face.draft.at(*place.span), term.status.approved,
            )  # fmt: skip


# Among drafts


def across(
    drafts: Mapping[str, Sequence[Face]], source: Language, draft: Language, concepts: Sequence[Concept] = ()
) -> list[Difference]:
    """Terms that the drafts, given by name, render in more than one way: the most used terms first.

    All drafts are of one language. Faces are what `aligning.faces` makes of a source and its draft.
    """
    rows = [
        (name, face)
        for name, faces in drafts.items()
        for face in faces
        if face.source.text and face.draft.text
    ]
    terms: dict[str, dict[str, list[tuple[str, Use]]]] = {}
    for n, use in _uses([face for _, face in rows], source, draft, concepts):
        terms.setdefault(use.term, {}).setdefault(use.form, []).append((rows[n][0], use))
    differing = [_difference(term, ways.values()) for term, ways in terms.items() if len(ways) > 1]
    return sorted(differing, key=lambda d: (-sum(len(way.places) for way in d.ways), d.term))


def _difference(term: str, ways: Collection[Sequence[tuple[str, Use]]]) -> Difference:
    found = []
    for places in ways:
        written = Counter(use.rendering for _, use in places)
        rendering = max(written, key=lambda w: (written[w], w))
        found.append(Way(rendering, any(use.approved for _, use in places), tuple(places)))
    return Difference(term, tuple(sorted(found, key=lambda w: (not w.approved, -len(w.places), w.rendering))))


# Inside a draft


def check(
    faces: Sequence[Face], source: Language, draft: Language, concepts: Sequence[Concept] = ()
) -> list[Finding]:
    """前后不一"""
    return [f for difference in across({"": faces}, source, draft, concepts) for f in _inside(difference)]


def _inside(difference: Difference) -> Iterator[Finding]:
    """One finding for every rendering but the first; none where one was approved, for then the check of terms speaks."""
    if any(way.approved for way in difference.ways):
        return
    first, *others = difference.ways
    for way in others:
        use = way.places[0][1]
        yield Finding(
            FindingKind.CONSISTENCY, use.source, use.draft,
            f"前后不一：“{difference.term}”在这里译作“{way.rendering}”（共 {len(way.places)} 处），"
            f"别处译作“{first.rendering}”（{len(first.places)} 处）。",
            f"请全文统一，可改为“{first.rendering}”；如果两处意思不同，可以忽略。",
        )  # fmt: skip
