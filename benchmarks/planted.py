"""Does mining find a glossary that was planted? `python -m benchmarks.planted [PAIRS...]`

The texts are real Chinese statutes (../shared/data/zh_statutes) and their translation into an invented
agglutinative, verb-final language with 5 % of the pairs misaligned: see `benchmarks.invented`. Gold are the
planted terms rendered in at least three pairs.

P@1      of gold terms with a candidate, how often the first candidate is one of the term's renderings
recall   gold terms whose first candidate is one of its renderings, of all gold terms
inflected  as recall, a right rendering with an ending after it counting too
listed   P and recall among candidates of gold terms with a confidence of at least LISTED
words    (term, rendering of two or three words) standing in three pairs or more: found whole, anywhere in the list
variants the same of all renderings
all      all candidates, also of words that were not planted: right are renderings of a term, and of other runs
         those whose target words mostly come from just this run and are no inflected form of its translation

Three ways to know the language: `none` (nothing of its endings), `learnt` (endings learnt from the texts by
sentencepiece, as glossary.build does), `listed` (endings listed in its file, as for Kazakh, and learnt). `dice` is no
alignment at all: the phrase of up to three words with the best Dice coefficient, endings listed.

Sizes go up, so MB, the most the process has held so far, is that of a size and its seeds; seconds are those of mining.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import regex

from aligner.words import link_texts
from benchmarks import invented
from benchmarks.invented import Planted, World
from benchmarks.measuring import DATA, peak
from corpora.languages import Language, get
from corpora.subwords import learn_stems
from glossary.joining import Draft
from glossary.mining import mine
from glossary.model import Candidate
from glossary.sides import LinkedPair

SEEDS = (1, 2)  # numbers are reported on these; nothing was tuned or fitted on them
SIZES = (2_000, 10_000)
SEEN = 3
LISTED = 0.8
ZH = get("zh")


def made(seed: int, number: int) -> tuple[World, list[Planted]]:
    """A world and `number` pairs in it."""
    pick = random.Random(seed)
    texts = invented.clauses()
    terms = invented.chinese_terms(texts, invented.TERMS, pick)
    world = invented.invent(texts, terms, pick)
    return world, invented.corpus(world, texts, number, pick)


def linked(pairs: Sequence[Planted], language: Language) -> list[LinkedPair]:
    texts = [(ZH.text(p.source), language.text(p.target)) for p in pairs]
    links, _ = link_texts(texts, ZH, language)
    return [LinkedPair.of(n, s, t, found) for n, ((s, t), found) in enumerate(zip(texts, links, strict=True))]


def mined(pairs: Sequence[LinkedPair], language: Language, stems: bool) -> list[Candidate]:
    return mine(
        pairs, ZH, language, stems=learn_stems(language.key(p.target) for p in pairs) if stems else None
    )


class Judge:
    """What is right, by what was planted."""

    def __init__(self, world: World, pairs: Sequence[Planted]) -> None:
        self.pairs = pairs
        self.renderings = {t: {" ".join(r).casefold() for r, _ in found} for t, found in world.terms.items()}
        self.seen = Counter(use for p in pairs for use in {u for u in p.used})
        terms = Counter(t for p in pairs for t in {t for t, _ in p.used})
        self.gold = [t for t, k in terms.items() if k >= SEEN]
        self.counts = terms
        self.words = {w: {" ".join(r).casefold() for r, _ in found} for w, found in world.words.items()}

    def right(self, c: Candidate | Draft) -> bool:
        if c.source in self.renderings:
            return c.target.casefold() in self.renderings[c.source]
        bare = self.words.get(c.source, set())
        if c.target.casefold() not in bare and _inflected(c.target, bare):
            return False
        return 2 * sum(self._from(o) for o in c.occurrences) > len(c.occurrences)

    def inflected(self, c: Candidate) -> bool:
        return _inflected(c.target, self.renderings[c.source])

    def _from(self, o) -> bool:
        pair = self.pairs[o.bead]
        words = _words(pair.target)
        inside = {
            origin
            for (a, b), origin in zip(words, pair.origin, strict=True)
            if a < o.target.end and o.target.start < b
        }
        spans = {s for s in pair.origin if s and s[0] < o.source.end and o.source.start < s[1]}
        return (
            bool(spans)
            and inside - {None} == spans
            and all(o.source.start <= a and b <= o.source.end for a, b in spans)
        )


def _inflected(text: str, bare: Iterable[str]) -> bool:
    """Whether nothing but letters, seven at most, follow one of the bare forms; its last letter may have softened."""
    found = text.casefold()
    return any(
        found.startswith(r[:-1]) and len(found) - len(r) <= 7 and " " not in found[len(r) - 1 :] for r in bare
    )


def _words(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in regex.finditer(r"[^\s,.]+(?:\.(?=\S))?", text)]


def score(judge: Judge, candidates: Sequence[Candidate]) -> dict[str, float]:
    """The measures of the module's docstring by name."""
    first: dict[str, Candidate] = {}
    for c in candidates:
        first.setdefault(c.source, c)
    gold = judge.gold
    right = sum(t in first and judge.right(first[t]) for t in gold)
    lenient = sum(t in first and (judge.right(first[t]) or judge.inflected(first[t])) for t in gold)
    wanted = set(gold)
    listed = [c for c in candidates if c.source in wanted and c.confidence >= LISTED]
    good = [c for c in listed if judge.right(c)]
    found = {(c.source, c.target.casefold()) for c in candidates}
    uses = [(t, " ".join(r)) for (t, r), k in judge.seen.items() if k >= SEEN and t in wanted]
    several = [u for u in uses if " " in u[1]]
    return {
        "gold": len(gold),
        "P@1": right / max(1, sum(t in first for t in gold)),
        "recall": right / len(gold),
        "inflected": lenient / len(gold),
        "listed P": len(good) / max(1, len(listed)),
        "listed R": len({c.source for c in good}) / len(gold),
        "words": sum(u in found for u in several) / len(several),
        "variants": sum(u in found for u in uses) / len(uses),
        "all": sum(map(judge.right, candidates)) / max(1, len(candidates)),
        "found": len(candidates),
    }


def reliability(results: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, number) by tenths of confidence."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in results:
        bins[min(9, int(confidence * 10))].append((confidence, right))
    return [
        (sum(p for p, _ in found) / len(found), sum(r for _, r in found) / len(found), len(found))
        for _, found in sorted(bins.items())
    ]


def dice(pairs: Sequence[LinkedPair], language: Language, terms: Sequence[str]) -> list[Candidate]:
    """Each term's phrase with the best Dice coefficient."""
    beads: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        words = [_bare(pair.target[w.start : w.end], language) for w in language.words(pair.target, ())]
        for n in (1, 2, 3):
            for i in range(len(words) - n + 1):
                beads[" ".join(words[i : i + n])].add(pair.bead)
    by_bead: dict[int, list[str]] = defaultdict(list)
    for phrase, found in beads.items():
        if len(found) > 1:
            for bead in found:
                by_bead[bead].append(phrase)
    best = []
    for term in terms:
        here = {p.bead for p in pairs if term in p.source}
        together = Counter(phrase for bead in here for phrase in by_bead[bead])
        if together:
            phrase, k = max(together.items(), key=lambda x: (2 * x[1] / (len(here) + len(beads[x[0]])), x[0]))
            value = 2 * k / (len(here) + len(beads[phrase]))
            best.append(
                Candidate("zh", language.code, term, phrase, k, len(here), len(beads[phrase]), value, value)
            )
    return best


def _bare(word: str, language: Language) -> str:
    """The shortest stem the listed endings leave."""
    key = language.key(word)
    return next(
        (key[:n] for n in range(3, len(key)) if language.inflects and language.boundary(key, 0, n)), key
    )


def main(sizes: Sequence[int] = SIZES) -> int:
    if not (DATA / "zh_statutes").is_dir():
        print("没有测试数据 ../shared/data/zh_statutes，跳过。", file=sys.stderr)
        return 1
    names = (
        "gold",
        "P@1",
        "recall",
        "inflected",
        "listed P",
        "listed R",
        "words",
        "variants",
        "all",
        "found",
    )
    print(
        f"# means of seeds {SEEDS}, {invented.TERMS} terms planted, {invented.MISALIGNED:.0%} misaligned, listed from {LISTED}"
    )
    print(f"{'pairs':>6} {'endings':8}" + "".join(f"{name:>10}" for name in names) + "   seconds    MB")
    calibration: list[tuple[float, bool]] = []
    for number in sorted(sizes):
        rows: dict[str, list[dict[str, float]]] = defaultdict(list)
        seconds: Counter[str] = Counter()
        for seed in SEEDS:
            world, pairs = made(seed, number)
            judge = Judge(world, pairs)
            for how in ("none", "learnt", "listed"):
                language = invented.language(how == "listed")
                ready = linked(pairs, language)
                start = time.perf_counter()
                candidates = mined(ready, language, how != "none")
                seconds[how] += time.perf_counter() - start
                rows[how].append(score(judge, candidates))
                if how == "listed":
                    calibration += [(c.confidence, judge.right(c)) for c in candidates]
            rows["dice"].append(score(judge, dice(ready, language, judge.gold)))
        for how, measured in rows.items():
            mean = {name: sum(m[name] for m in measured) / len(measured) for name in names}
            print(f"{number:6} {how:8}" + "".join(f"{mean[n]:10.3f}" if mean[n] <= 1 else f"{mean[n]:10.0f}" for n in names)
                  + f"{seconds[how] / len(SEEDS):10.1f} {peak():5}", flush=True)  # fmt: skip
    print("\nconfidence  right  candidates (all candidates, endings listed)")
    for confidence, right, number in reliability(calibration):
        print(f"{confidence:10.2f} {right:6.2f} {number:11}")
    return 0


if __name__ == "__main__":
    sys.exit(main(tuple(map(int, sys.argv[1:])) or SIZES))
