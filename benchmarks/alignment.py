"""Everything about alignment on gold: `python -m benchmarks.alignment [--peer COMMAND]`.

Sentences: strict counts exact beads, lax beads that overlap gold on both sides, as vecalign scores (see
`aligner.evaluation`); `lone` aligns every document on its own, with nothing learnt before, `lengths` the same on
lengths and edges only, `glossary` with the entries of --glossary. Reliability says how often beads of a posterior are
exactly right. Growth aligns one invented document a process, so time and peak memory show the machine, not the
language. Documents and words are the tables of `benchmarks.documents` and `benchmarks.words`. The settings were
chosen on these very sets: a new language or court will do a little worse.
"""

from __future__ import annotations

import multiprocessing
import platform
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from aligner.evaluation import Result, evaluate
from aligner.lexicon import DISCOUNT
from aligner.peers import judge_command
from aligner.scoring import Settings
from aligner.sentences import align
from aligner.shapes import shape
from aligner.sides import Side
from benchmarks import documents, measuring, words

DATA = measuring.DATA / "alignment_dev"
LENGTHS = Settings(lexical_weight=1e-9, anchor_weight=0.0)
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000)


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path), default=DATA, help="Folders of NNN.src, NNN.tgt, NNN.gold."
)
@click.option(
    "--peer", help="Score this command too; {src} and {tgt} in it become files, it prints beads as in gold."
)
@click.option("--glossary", type=click.Path(path_type=Path), help="Terms and renderings, a tab between them.")
@click.option("--sentences-only", is_flag=True, help="Leave out documents, words and growth.")
def main(data: Path, peer: str | None, glossary: Path | None, sentences_only: bool) -> None:
    """Print all tables."""
    sets = sorted({path.parent for path in data.glob("*/*.gold")})
    if not sets:
        raise click.ClickException(
            f"没有对齐标准数据：{data} 里应有若干目录，各含 NNN.src、NNN.tgt、NNN.gold。"
        )
    print(
        f"# {Settings()}, discount {DISCOUNT}\n# Python {platform.python_version()}, {platform.machine()}, one core"
    )
    align([invented(20)])  # compiled before the clock runs
    if not sentences_only:
        _growth()  # first: a process is counted at least as large as the one that starts it
    print("\nset                        |  strict  P     R     F1 |    lax  P     R     F1 | seconds")
    together = [_row(evaluate(path)) for path in sets]
    _means(together)
    if peer:
        _means([_row(judge_command(path, peer), " peer") for path in sets], " peer")
    for label, given in (
        (" lone", {}),
        (" lengths", {"settings": LENGTHS}),
        (" glossary", {"glossary": glossary}),
    ):
        if label != " glossary" or glossary:
            _means([_row(evaluate(path, lone=True, **given), label) for path in sets], label)
    _reliability(together)
    if not sentences_only:
        print("\ndocuments")
        documents.main()
        print("\nwords")
        words.main()


def _means(results: Sequence[Result], label: str = "") -> None:
    for kind in ("dev-hard", "dev-realistic"):
        scores = [r.strict.f1 for r in results if r.set.startswith(kind)]
        if scores:
            print(f"{'mean ' + kind + label:<26} | {'':>16} {sum(scores) / len(scores):.3f}")


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
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            seconds, peak = pool.apply(_aligned, (size,))
        print(f"{size:>9} | {seconds:>7.1f} | {1000 * seconds / size:>13.2f} | {peak:>7}", flush=True)


def _aligned(size: int) -> tuple[float, int]:
    """(processor seconds, peak MB of a process that does nothing else) for a document of so many sentences."""
    align([invented(20)])
    document = invented(size)
    began = time.process_time()
    align([document])
    return time.process_time() - began, measuring.peak()


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
    main()
