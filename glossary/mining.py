"""From word links to candidates: phrase pairs counted by bead, joined over endings, ranked and tidied.

Ranked by log-likelihood (Dunning 1993); the lower bound of a rendering's share (Wilson 1927) is its
confidence: seen often and always so, it comes near 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from corpora.languages import Language
from corpora.model import Span
from corpora.subwords import Stems
from glossary.association import log_likelihood, wilson
from glossary.model import Candidate, Occurrence
from glossary.phrases import DEFAULT, LinkedPair, Thresholds, phrases

Place = tuple[str, str, Occurrence]  # the two sides as written, and where
Seen = dict[tuple[str, str], list[Place]]  # by (source key, target key)


def mine(
    pairs: Sequence[LinkedPair],
    source: Language,
    target: Language,
    terms: Sequence[str] = (),
    rejected: frozenset[tuple[str, str]] = frozenset(),
    stems: Stems | None = None,
    thresholds: Thresholds = DEFAULT,
) -> list[Candidate]:
    """Candidates of these pairs, best first.

    `terms` are Chinese terms that stay whole; `rejected` holds (source key, target key) that a person
    turned down: they never come back. `stems` tells the endings of a language that joins them to its words.
    """
    seen: Seen = defaultdict(list)
    sources: Counter[str] = Counter()
    for pair in pairs:
        found = list(phrases(pair, source, target, terms, thresholds))
        for key, text, rendering, occurrence in found:
            seen[key].append((text, rendering, occurrence))
        sources.update({key[0] for key, *_ in found})
    merged = _uninflected(seen, target, stems)
    beads: dict[str, set[int]] = defaultdict(set)
    for (_, target_key), places in merged.items():
        beads[target_key] |= {occurrence.bead for *_, occurrence in places}
    targets = Counter({target_key: len(numbers) for target_key, numbers in beads.items()})
    candidates = [
        candidate
        for key, places in merged.items()
        if key not in rejected
        and (candidate := _candidate(key, places, sources, targets, len(pairs), source, target))
        and _accept(candidate, thresholds)
    ]
    return _tidy(candidates, frozenset(source.key(term) for term in terms), source, thresholds)


def _uninflected(seen: Seen, target: Language, stems: Stems | None) -> Seen:
    """Renderings of one term that are inflected forms of another, or of one stem, counted together."""
    if stems is not None:
        seen = _stemmed(seen, target, stems)
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source_key, target_key in seen:
        forms[source_key].append((target_key, seen[source_key, target_key][0][1]))
    merged: Seen = {}
    for source_key, renderings in forms.items():
        bases = sorted(renderings, key=lambda r: len(r[0]))
        for target_key, text in renderings:
            base = next(
                (k for k, b in bases if len(k) < len(target_key) and _inflects(text, b, k, target)),
                target_key,
            )
            merged.setdefault((source_key, base), []).extend(seen[source_key, target_key])
    return {key: list({place[2].bead: place for place in places}.values()) for key, places in merged.items()}


def _stemmed(
    seen: dict[tuple[str, str], list], target: Language, stems: Stems
) -> dict[tuple[str, str], list]:
    """The last word of every rendering without its ending."""
    bare: Seen = defaultdict(list)
    for (source_key, target_key), places in seen.items():
        head, _, last = target_key.rpartition(" ")
        stem = stems.stem(last)
        cut = len(last) - len(stem)
        for text, found, occurrence in places:
            short = found[: len(found) - cut] if cut and target.key(found).endswith(last) else found
            bare[source_key, f"{head} {stem}".strip()].append((text, short, occurrence))
    return bare


def _inflects(text: str, base: str, key: str, language: Language) -> bool:
    """Whether a rendering is one word or phrase with nothing but an ending after `base`."""
    if not language.key(text).startswith(key[: max(1, len(key) - 2)]):
        return False
    first, *rest = language.words(text, (base,)) or [Span(0, 0)]
    found = language.key(text[first.start : first.end])
    ends = all(language.key(text[w.start : w.end]) in language.common for w in rest)
    return first.start == 0 and ends and (found == key or (not rest and first.end == len(text)))


def _candidate(
    key: tuple[str, str],
    places: Sequence[Place],
    sources: Counter[str],
    targets: Counter[str],
    total: int,
    source: Language,
    target: Language,
) -> Candidate:
    together = len(places)
    a, b = sources[key[0]], targets[key[1]]
    text = Counter(p[0] for p in places).most_common(1)[0][0]
    bare = [p[1] for p in places if target.key(p[1]) == key[1]] or [min((p[1] for p in places), key=len)]
    found = Counter(bare).most_common(1)[0][0]
    return Candidate(
        source_language=source.code,
        target_language=target.code,
        source=text,
        target=found,
        together=together,
        source_count=a,
        target_count=b,
        score=log_likelihood(together, a, b, total),
        confidence=wilson(together, a),
        occurrences=tuple(p[2] for p in places),
    )


def _accept(c: Candidate, t: Thresholds) -> bool:
    return c.together >= t.together and c.together >= t.share * c.source_count and c.score >= t.score


def _tidy(
    candidates: list[Candidate], known: frozenset[str], source: Language, t: Thresholds
) -> list[Candidate]:
    """Pieces of longer candidates (unless they are terms already) and far variants out, best first."""
    counts: dict[str, int] = {}
    for c in candidates:
        counts[c.source] = max(counts.get(c.source, 0), c.source_count)
    around: dict[str, int] = {}  # piece -> count of the most frequent candidate it is a piece of
    for longer, count in counts.items():
        for piece in _pieces(longer):
            around[piece] = max(around.get(piece, 0), count)
    pieces = {
        short
        for short, count in counts.items()
        if around.get(short, 0) >= t.nested * count and source.key(short) not in known
    }
    longer: dict[str, list[Candidate]] = defaultdict(list)
    for c in candidates:
        longer[c.source].append(c)
    candidates = [c for c in candidates if not any(_completes(d, c, t) for d in longer[c.source])]
    kept, variants = [], Counter()
    for c in sorted(candidates, key=lambda c: (-c.score, c.source, c.target)):
        if c.source not in pieces and variants[c.source] < t.variants:
            variants[c.source] += 1
            kept.append(c)
    return kept


def _completes(longer: Candidate, shorter: Candidate, t: Thresholds) -> bool:
    """Whether a rendering is cut short: most of its places show the longer one."""
    return (
        shorter.target in longer.target
        and shorter.target != longer.target
        and longer.together >= t.complete * shorter.together
    )


def _pieces(text: str) -> Iterator[str]:
    """Every proper part of two characters and more."""
    for i in range(len(text)):
        for j in range(i + 2, len(text) + 1):
            if j - i < len(text):
                yield text[i:j]
