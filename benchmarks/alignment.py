"""Sentence alignment on gold: `python -m benchmarks.alignment [DATA]`.

Strict counts exact beads, lax beads that overlap gold on both sides, as vecalign scores (see
`aligner.evaluation`). `lone` aligns every document on its own, with nothing learnt before; `lengths` is the
same aligner on lengths only. Reliability says how often beads of a posterior are exactly right. Growth
aligns invented documents, so time and memory show the machine, not the
language; memory is the peak of the whole process.
"""

from __future__ import annotations

import platform
import random
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from aligner.evaluation import Result, evaluate
from aligner.scoring import Settings
from aligner.sentences import align
from aligner.shapes import shape
from aligner.sides import Side

DATA = Path(__file__).parents[2] / "shared" / "data" / "alignment_dev"
LENGTHS = Settings(lexical_weight=1e-9, anchor_weight=0.0)
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


def main(data: Path = DATA) -> int:
    """Print all tables; 1 when there is no gold to measure with."""
    sets = sorted({path.parent for path in data.glob("*/*.gold")})
    if not sets:
        print(f"没有对齐标准数据：{data} 里应有若干目录，各含 NNN.src、NNN.tgt、NNN.gold。", file=sys.stderr)
        return 1
    print(f"# {Settings()}\n# Python {platform.python_version()}, {platform.machine()}, one core")
    align([invented(20)])  # compiled before the clock runs
    print("\nset                        |  strict  P     R     F1 |    lax  P     R     F1 | seconds")
    together = [_row(evaluate(path)) for path in sets]
    for kind in ("dev-hard", "dev-realistic"):
        scores = [r.strict.f1 for r in together if r.set.startswith(kind)]
        if scores:
            print(f"{'mean ' + kind:<26} | {'':>16} {sum(scores) / len(scores):.3f}")
    print("\nlone documents, full and lengths only")
    for path in sets:
        _row(evaluate(path, lone=True), " lone")
        _row(evaluate(path, lone=True, settings=LENGTHS), " lengths")
    _reliability(together)
    _growth()
    return 0


def _row(result: Result, label: str = "") -> Result:
    cells = " | ".join(f"{s.precision:>9.3f} {s.recall:.3f} {s.f1:.3f}" for s in (result.strict, result.lax))
    print(f"{result.set + label:<26} | {cells}   | {result.seconds:>7.2f}", flush=True)
    return result


def _reliability(results: Iterable[Result]) -> None:
    """How often beads are right by tenth of their posterior, and the expected calibration error."""
    beads = [judged for result in results for judged in result.beads]
    print("\nposterior | beads | mean posterior | exactly right")
    error = 0.0
    for tenth in range(10):
        part = [(b.posterior, right) for b, right in beads if min(9, int(10 * b.posterior)) == tenth]
        if part:
            said, true = (sum(column) / len(part) for column in zip(*part, strict=True))
            error += abs(said - true) * len(part) / len(beads)
            print(
                f"{tenth / 10:.1f} - {tenth / 10 + 0.1:.1f} | {len(part):>5} | {said:>14.3f} | {true:>13.3f}"
            )
    print(f"expected calibration error {error:.3f}")


def _growth(sizes: Sequence[int] = SIZES) -> None:
    print("\nsentences | seconds | ms a sentence | peak MB")
    for size in sizes:
        document = invented(size)
        began = time.process_time()
        align([document])
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>9} | {seconds:>7.1f} | {1000 * seconds / size:>13.2f} | {peak:>7.0f}", flush=True)


def invented(sentences: int, seed: int = 1) -> tuple[Side, Side]:
    """A document of two made-up languages with omissions on both sides; one sentence in twenty has an anchor."""
    rng = random.Random(seed)
    meanings = [[int(5_000 * rng.random() ** 3) for _ in range(rng.randint(4, 40))] for _ in range(sentences)]
    marks = [frozenset({str(n)}) if rng.random() < 0.05 else frozenset() for n in range(sentences)]
    return tuple(_side(prefix, meanings, marks, rng) for prefix in ("s", "t"))


def _side(
    prefix: str, meanings: Sequence[Sequence[int]], marks: Sequence[frozenset[str]], rng: random.Random
) -> Side:
    kept = [n for n in range(len(meanings)) if rng.random() > 0.03]
    units = tuple(tuple(f"{prefix}{m}" for m in meanings[n]) for n in kept)
    return Side(
        units,
        tuple(4 * len(row) + rng.randint(0, 6) for row in units),
        tuple(marks[n] for n in kept),
        tuple(shape(f"{row[0]}.", 1) for row in units),
    )


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
