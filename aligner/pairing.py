"""Which two documents are versions of one: by case number, else by what they have in common.

A case number decides; where several documents carry it, or it is masked or missing, `likeness` does. Documents
of different kinds are never paired. One Chinese document may be paired with one document of every other
language. Every pair says why it was made; one that others come close to is doubtful, and names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from aligner.blocking import candidates
from aligner.content import Content, Translations
from aligner.correspondences import FIELDS, Correspondences, learn
from aligner.likeness import (
    Evidence,
    Features,
    Sketch,
    cosine,
    features,
    possible,
    rarities,
    same_number,
    score,
    usual_ratio,
    weigh,
)
from aligner.model import DocumentPair, RunnerUp
from aligner.reasons import reasons
from aligner.rivals import assign, margins, told_apart

LEAST = 0.6  # score two documents need
LEAST_NUMBERED = 0.3  # and with the same case number, if no date speaks against it
SURE = 0.7  # score below which a pair is doubtful
CLOSE = 0.08  # margin below which a pair is doubtful
CLOSE_NAMELESS = 0.25  # and where rivals differ in names nobody has learnt to read yet
_NEAR = 0.2  # how near a rival must be to be told apart, or named
_ROUNDS = 8  # of learning names from sure pairs and pairing again
_NAMED = 3  # runners-up kept
_COMPARED = 20  # rivals a pair is told apart from, the nearest
_VALUES = 8  # values from which on sharing hardly any of them rules a pair out
_SHARED = 0.15  # cosine that is hardly any

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two documents and what speaks for them; `contested` when another pair with one of them comes near."""

    source: Sketch
    target: Sketch
    evidence: Evidence
    score: float
    contested: bool = False
    margin: float = 1.0  # by how much the assignment would be worse without it

    @property
    def key(self) -> Key:
        return self.source.id, self.target.id


def pair(
    sources: Sequence[Sketch],
    targets: Sequence[Sketch],
    taken: Collection[Key] = (),
    rejected: Collection[Key] = (),
    translations: Mapping[str, Translations] | None = None,
) -> list[DocumentPair]:
    """New pairs of Chinese documents with documents of one or several other languages, best evidence first.

    `taken` are the pairs (source, target) there are already, `rejected` those a person turned down, `translations`
    what a lexicon knows, by target language.
    """
    found = []
    for code, group in groupby(sorted(targets, key=lambda t: t.language), key=lambda t: t.language):
        known = (translations or {}).get(code, Translations())
        found += _pair_language(sources, list(group), taken, frozenset(rejected), known)
    return sorted(found, key=lambda p: (-p.score, p.source, p.target))


def _pair_language(
    sources: Sequence[Sketch],
    targets: Sequence[Sketch],
    taken: Collection[Key],
    rejected: frozenset[Key],
    translations: Translations,
) -> list[DocumentPair]:
    by_source, by_target = {s.id: s for s in sources}, {t.id: t for t in targets}
    settled = [(by_source[s], by_target[t]) for s, t in taken if s in by_source and t in by_target]
    used_s, used_t = {s.id for s, _ in settled}, {t for _, t in taken}
    free = [s for s in sources if s.id not in used_s], [t for t in targets if t.id not in used_t]
    rarity, scale = rarities([*sources, *targets]), usual_ratio(sources, targets)
    known = {x.id: features(x, rarity) for side in free for x in side}
    content = Content(*free, translations)
    weighed = [
        _candidate(s, t, replace(weigh(s, t, known[s.id], known[t.id], rarity, scale), content=content.likeness(s, t)))
        for s, t in candidates(*free, rarity)
        if (s.id, t.id) not in rejected and possible(s, t) and _promising(s, t, known)
    ]  # fmt: skip
    weighed = _told_apart(weighed, known)
    return [_pair(c, rivals) for c, rivals in _settled(weighed, settled)]


def _candidate(s: Sketch, t: Sketch, evidence: Evidence) -> _Candidate:
    return _Candidate(s, t, evidence, score(evidence))


def _promising(s: Sketch, t: Sketch, known: Mapping[int, Features]) -> bool:
    """Documents with values to compare share some of them, unless their number says enough."""
    few = min(len(known[s.id].counts), len(known[t.id].counts)) < _VALUES
    return few or same_number(s, t) or (cosine(known[s.id], known[t.id]) or 0.0) >= _SHARED


def _told_apart(weighed: Sequence[_Candidate], known: Mapping[int, Features]) -> list[_Candidate]:
    """Those that may become pairs, near duplicates told apart."""
    near = [c for c in weighed if c.score >= LEAST_NUMBERED]
    rivals = _rivals(near)
    found = []
    for c in near:
        others = [
            known[r.target.id if r.source.id == c.source.id else r.source.id].counts
            for r in rivals[c.key][:_COMPARED]
            if r.score > c.score - _NEAR
        ]
        apart = told_apart(known[c.source.id].counts, known[c.target.id].counts, others) if others else None
        again = _candidate(c.source, c.target, replace(c.evidence, apart=apart))
        found.append(replace(again, contested=bool(others)))
    return found


def _rivals(weighed: Iterable[_Candidate]) -> dict[Key, list[_Candidate]]:
    """Of each candidate those that want one of its documents, the best first."""
    of: dict[int, list[_Candidate]] = defaultdict(list)
    for c in sorted(weighed, key=lambda c: (-c.score, c.key)):
        of[c.source.id].append(c)
        of[c.target.id].append(c)
    return {
        c.key: sorted(
            (r for r in (*of[c.source.id], *of[c.target.id]) if r.key != c.key),
            key=lambda r: (-r.score, r.key),
        )
        for c in weighed
    }


# One to one


def _settled(
    weighed: Sequence[_Candidate], settled: Sequence[tuple[Sketch, Sketch]]
) -> list[tuple[_Candidate, list[_Candidate]]]:
    """The pairs with their rivals: by number first, then round by round those that are sure, which teach names."""
    told = _with_names(weighed, learn(settled))
    found = _chosen([c for c in told if same_number(c.source, c.target)], _enough_numbered)
    left = _without(told, found)
    for _ in range(_ROUNDS):
        known = learn([*settled, *((c.source, c.target) for c in found)])
        sure = [c for c in _chosen(_with_names(left, known), _enough) if not _doubtful(c)]
        found, left = [*found, *sure], _without(left, sure)
        if not sure:
            break
    told = _with_names(weighed, known)
    rivals = _rivals(told)
    found += _chosen(_without(told, found), _enough)
    return [(c, rivals[c.key]) for c in found]


def _with_names(weighed: Iterable[_Candidate], known: Correspondences) -> list[_Candidate]:
    told = [
        replace(c.evidence, **{f: known.agreement(c.source, c.target, f) for f in FIELDS}) for c in weighed
    ]
    return [replace(c, evidence=e, score=score(e)) for c, e in zip(weighed, told, strict=True)]


def _without(weighed: Iterable[_Candidate], found: Sequence[_Candidate]) -> list[_Candidate]:
    sources, targets = {c.source.id for c in found}, {c.target.id for c in found}
    return [c for c in weighed if c.source.id not in sources and c.target.id not in targets]


def _chosen(weighed: Sequence[_Candidate], enough: Callable[[_Candidate], bool]) -> list[_Candidate]:
    """As many good pairs as can stand side by side, each with its margin."""
    fit = {c.key: c for c in weighed if enough(c)}
    pairs = assign({key: c.score for key, c in fit.items()})
    margin = margins(pairs, {c.key: c.score for c in weighed})
    return [replace(fit[key], margin=margin[key]) for key in pairs]


def _enough(c: _Candidate) -> bool:
    return c.score >= LEAST


def _enough_numbered(c: _Candidate) -> bool:
    return c.score >= (LEAST if c.evidence.date == 0.0 else LEAST_NUMBERED)


def _doubtful(c: _Candidate) -> bool:
    """Others come near, little speaks for the pair, or an amount was exchanged for another."""
    if same_number(c.source, c.target):
        return c.margin < CLOSE
    nameless = c.contested and c.evidence.names is None and c.source.names
    return c.margin < (CLOSE_NAMELESS if nameless else CLOSE) or c.score < SURE or bool(c.evidence.exchanged)


# The pairs and why


def _pair(c: _Candidate, rivals: Sequence[_Candidate]) -> DocumentPair:
    numbered = same_number(c.source, c.target)
    doubt = 0.1 if c.source.kind and c.source.kind == c.target.kind else 0.3
    worth = 1 - doubt * (1 - c.score) if numbered else c.score
    near = [r for r in rivals if r.score > c.score - _NEAR]
    close = sum(r.score > c.score - CLOSE for r in near)
    said = reasons(c.source, c.target, c.evidence) + ([f"另有 {close} 份相近的文书，请核对"] if close else [])
    runners_up = tuple(
        RunnerUp(
            r.source.id, r.target.id, round(r.score, 3), "；".join(reasons(r.source, r.target, r.evidence))
        )
        for r in near[:_NAMED]
    )
    return DocumentPair(
        c.source.id,
        c.target.id,
        "case_number" if numbered else "content",
        round(worth, 3),
        "；".join(said),
        doubtful=_doubtful(c),
        runners_up=runners_up,
    )
