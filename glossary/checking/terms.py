"""Terms: does the draft use what was approved, and nothing that was ruled out?

Any approved rendering of any concept the Chinese term may mean passes, inflected or not; the longest match wins on both
sides, so a rendering inside a longer approved one is not held against the draft. A Chinese term of one character is part
of too many words (令 in 责令) for its rendering to be missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.languages import Language
from glossary.checking.model import Face, Finding, FindingKind
from glossary.model import Concept, Term, TermStatus
from glossary.recognition import Hit, Recogniser, find_all, longest, recogniser

_RULED_OUT = frozenset((TermStatus.FORBIDDEN, TermStatus.SUPERSEDED, TermStatus.DEPRECATED))


@dataclass(frozen=True, slots=True)
class Termbase:
    """What was decided for one language: key of a Chinese term -> its concepts, key of a rendering -> its terms."""

    chinese: dict[str, list[Concept]]
    draft: dict[str, list[Term]]
    find_chinese: Recogniser
    find_draft: Recogniser
    language: Language


def termbase(concepts: Sequence[Concept], source: Language, draft: Language) -> Termbase:
    """Those concepts of which a rendering in the language of the draft was approved or ruled out."""
    chinese: dict[str, list[Concept]] = {}
    renderings: dict[str, list[Term]] = {}
    for concept in concepts:
        decided = [t for t in concept.terms_in(draft.code) if t.status.approved or t.status in _RULED_OUT]
        for term in decided:
            for form in (term.text, *term.forms):
                renderings.setdefault(draft.key(form), []).append(term)
        for term in concept.terms_in(source.code) if decided else ():
            chinese.setdefault(source.key(term.text), []).append(concept)
    return Termbase(chinese, renderings, recogniser(source, chinese), recogniser(draft, renderings), draft)


def check(faces: Sequence[Face], base: Termbase) -> list[Finding]:
    """术语、禁用译法"""
    if not base.chinese:
        return []
    return [f for face in faces if face.source.text and face.draft.text for f in _findings(face, base)]


def _findings(face: Face, base: Termbase) -> Iterator[Finding]:
    found = find_all(base.find_draft, face.draft.text)
    visible = longest(found)
    present = {hit.key for hit in found}
    told: set[str] = set()
    for hit in longest(find_all(base.find_chinese, face.source.text)):
        if hit.key in told:
            continue
        told.add(hit.key)
        terms = [t for c in base.chinese[hit.key] for t in c.terms_in(base.language.code)]
        good = [t for t in terms if t.status.approved]
        bad = {base.language.key(t.text): t for t in terms if t.status in _RULED_OUT}
        used = [h for h in visible if h.key in bad and not _approved(base, h.key)]
        if used:
            yield from (_ruled_out(face, hit, h, bad[h.key], good) for h in used)
        elif (
            good
            and len(hit.key) > 1
            and not any(base.language.key(f) in present for t in good for f in (t.text, *t.forms))
        ):
            yield _unused(face, hit, good)


def _approved(base: Termbase, key: str) -> bool:
    return any(term.status.approved for term in base.draft[key])


def _ruled_out(face: Face, hit: Hit, used: Hit, term: Term, good: Sequence[Term]) -> Finding:
    instead = term.replacement or "、".join(t.text for t in _best_first(good))
    why = f"，理由：{term.reason}" if term.reason else ""
    return Finding(
        FindingKind.FORBIDDEN,
        face.source.at(*hit.span),
        face.draft.at(*used.span),
        f"“{face.source.text[slice(*hit.span)]}”的译法“{term.text}”{term.status.label}{why}。",
        f"请改用“{instead}”。" if instead else "请另择译法，并报术语审定。",
    )


def _unused(face: Face, hit: Hit, good: Sequence[Term]) -> Finding:
    first = _best_first(good)[0]
    who = f"（{first.authority}）" if first.authority else ""
    return Finding(
        FindingKind.TERM,
        face.source.at(*hit.span),
        face.draft.span,
        f"“{face.source.text[slice(*hit.span)]}”没有用核定的译法。",
        f"请用“{'”或“'.join(t.text for t in _best_first(good))}”{who}；如这里不是术语，可以忽略。",
    )


def _best_first(terms: Sequence[Term]) -> list[Term]:
    return sorted(terms, key=lambda t: t.status is not TermStatus.PREFERRED)
