"""From word links to candidates: phrase pairs that agree with the links, counted and ranked.

A Chinese run of words and the tight span of its links form a phrase pair when no link leaves it on
either side (Koehn, Och and Marcu 2003, "Statistical Phrase-Based Translation", section 3). Pairs are
counted by bead, ranked by log-likelihood (Dunning 1993) and given the lower bound of their share
(Wilson 1927) as confidence: seen often and always rendered so, it comes near 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

import regex

from aligner.model import Link
from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Span
from corpora.subwords import Stems
from glossary.model import Candidate, Occurrence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a phrase pair must have to become a candidate."""

    source_words: int = 5  # a longer run is a formula
    source_characters: int = 12
    target_words: int = 10
    posterior: float = 0.25  # of a link that counts
    together: int = 2
    share: float = 0.2
    score: float = 8.0
    variants: int = 5
    complete: float = 0.6  # a rendering this often inside a longer one is cut short
    nested: float = 0.75  # a run this often inside one longer candidate is a piece of it


DEFAULT = Thresholds()
_HANZI = regex.compile(r"\p{Han}{2,}")
_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}]")


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A bead's two texts and the word links between them."""

    bead: int
    source: str
    target: str
    links: tuple[Link, ...]


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
    seen: dict[tuple[str, str], list[tuple[str, str, Occurrence]]] = defaultdict(list)
    sources: Counter[str] = Counter()
    for pair in pairs:
        phrases = list(_phrases(pair, source, target, terms, thresholds))
        for key, text, found, occurrence in phrases:
            if (key[0], key[1]) not in rejected:
                seen[key].append((text, found, occurrence))
        sources.update({key[0] for key, *_ in phrases})
    merged = _uninflected(seen, target, stems)
    beads: dict[str, set[int]] = defaultdict(set)
    for (_, target_key), places in merged.items():
        beads[target_key] |= {occurrence.bead for *_, occurrence in places}
    targets = Counter({target_key: len(found) for target_key, found in beads.items()})
    candidates = [
        candidate
        for key, places in merged.items()
        if (candidate := _candidate(key, places, sources, targets, len(pairs), source, target))
        and _accept(candidate, thresholds)
    ]
    return _tidy(candidates, frozenset(source.key(term) for term in terms), source, thresholds)


def _uninflected(
    seen: dict[tuple[str, str], list], target: Language, stems: Stems | None
) -> dict[tuple[str, str], list]:
    """Renderings of one term that are inflected forms of another, or of one stem, counted together."""
    if stems is not None:
        seen = _stemmed(seen, target, stems)
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source_key, target_key in seen:
        forms[source_key].append((target_key, seen[source_key, target_key][0][1]))
    merged: dict[tuple[str, str], list] = {}
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
    bare: dict[tuple[str, str], list] = defaultdict(list)
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


def _phrases(
    pair: LinkedPair, source: Language, target: Language, terms: Sequence[str], t: Thresholds
) -> Iterator[tuple[tuple[str, str], str, str, Occurrence]]:
    """Phrase pairs of one bead, each (source key, target key) once."""
    links = [link for link in pair.links if link.posterior >= t.posterior]
    words = [w for w in source.words(pair.source, terms) if _WORDLIKE.search(pair.source[w.start : w.end])]
    fixed = [(p.start - (p.kind is Kind.MASK), p.end) for p in placeables.find(pair.source, source)]
    target_words = target.words(pair.target, ())
    target_fixed = [(p.start, p.end) for p in placeables.find(pair.target, target)]
    linked = [link.target for link in links]
    done = set()
    for run in _runs(pair.source, words, source, t):
        if _meets(run, fixed):
            continue
        text = pair.source[run.start : run.end]
        for span in _renderings(pair.target, _tight(run, links, t), linked, target_words, target, t):
            found = pair.target[span.start : span.end]
            key = (source.key(text), target.key(found))
            if key not in done and key[1] and not _meets(span, target_fixed) and not _HANZI.search(found):
                done.add(key)
                yield key, text, found, Occurrence(pair.bead, run, span)


def _runs(text: str, words: Sequence[Span], language: Language, t: Thresholds) -> Iterator[Span]:
    """Runs of adjoining words that could be terms: hanzi, no function word among them."""
    forms = [text[w.start : w.end] for w in words]
    common = [language.key(form) in language.common or not language.content(form) for form in forms]
    for i, first in enumerate(words):
        if common[i]:
            continue
        for j in range(i, min(i + t.source_words, len(words))):
            if j > i and (words[j].start != words[j - 1].end or common[j - 1]):
                break
            run = Span(first.start, words[j].end)
            if run.end - run.start > t.source_characters:
                break
            if not common[j] and _HANZI.fullmatch(text, run.start, run.end):
                yield run


def _tight(run: Span, links: Sequence[Link], t: Thresholds) -> Span | None:
    """The target span of all links from the run, None when a link from outside enters it."""
    inside = [link for link in links if link.source.start < run.end and run.start < link.source.end]
    if not inside:
        return None
    span = Span(min(link.target.start for link in inside), max(link.target.end for link in inside))
    for link in links:
        if (
            link.target.start < span.end
            and span.start < link.target.end
            and not (link.source.start < run.end and run.start < link.source.end)
        ):
            return None
    return span


def _renderings(
    text: str,
    span: Span | None,
    linked: Sequence[Span],
    words: Sequence[Span],
    language: Language,
    t: Thresholds,
) -> Iterator[Span]:
    """The span trimmed, and once more with the unlinked word after it: endings of a term often link to nothing."""
    trimmed = span and _trim(text, span, words, language, t)
    if not trimmed:
        return
    yield trimmed
    after = next((w for w in words if w.start >= trimmed.end), None)
    if after and not _WORDLIKE.search(text[trimmed.end : after.start]) and not _meets(after, linked):
        longer = _trim(text, Span(trimmed.start, after.end), words, language, t)
        if longer and longer != trimmed:
            yield longer


def _trim(text: str, span: Span, words: Sequence[Span], language: Language, t: Thresholds) -> Span | None:
    """The span on whole words, particles and punctuation off both ends."""
    inside = [w for w in words if w.start < span.end and span.start < w.end]

    def empty(word: Span) -> bool:
        form = text[word.start : word.end]
        return not _WORDLIKE.search(form) or language.key(form) in language.common

    while inside and empty(inside[0]):
        inside.pop(0)
    while inside and empty(inside[-1]):
        inside.pop()
    if not inside or len(inside) > t.target_words:
        return None
    start, end = inside[0].start, inside[-1].end
    while end > start and not _WORDLIKE.match(text[end - 1]):
        end -= 1
    return Span(start, end)


def _meets(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in others)


def _candidate(
    key: tuple[str, str],
    places: Sequence[tuple[str, str, Occurrence]],
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


def log_likelihood(k: int, a: int, b: int, n: int) -> float:
    """Dunning's G² of k joint, a and b single counts among n; 0 when they meet less than by chance."""
    if k * n <= a * b:
        return 0.0
    cells = ((k, a * b), (a - k, a * (n - b)), (b - k, (n - a) * b), (n - a - b + k, (n - a) * (n - b)))
    return 2 * sum(
        observed * log(observed * n / margin) for observed, margin in cells if observed > 0 and margin > 0
    )


def wilson(k: int, n: int, z: float = 1.64) -> float:
    """Lower bound of the share k / n (Wilson 1927), one-sided 95 %."""
    if n == 0:
        return 0.0
    p = k / n
    return max(0.0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
