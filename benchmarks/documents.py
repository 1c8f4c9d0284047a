"""Do documents find their versions? `python -m benchmarks.documents [CASES [SEED...]]`

Precision and recall of document pairs on mixed collections made from seeds (see
`benchmarks.mixed_collections`), of all pairs and of those not left to a person as doubtful, and recall by what
makes a pair hard. Rules are tuned on seeds below 100; the seeds reported by default are others.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence

from aligner.build import sketch_of
from aligner.model import DocumentPair
from aligner.pairing import pair
from benchmarks.mixed_collections import DATA, Collection, collection

CASES = 120
SEEDS = (101, 102, 103)


def main(cases: int = CASES, seeds: Sequence[int] = SEEDS) -> None:
    if not DATA.is_dir():
        sys.exit("没有测试数据 ../shared/data，跳过。")
    print(f"{cases} cases a collection, seeds {', '.join(map(str, seeds))}")
    print("\nseed | documents | true pairs | made   P     R    | sure   P     R    | read s | pair s")
    traits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for seed in seeds:
        made, pairs = _row(seed, cases)
        hit = {(p.source, p.target) for p in pairs}
        for key, conditions in made.pairs.items():
            traits.update(conditions)
            found.update(conditions if key in hit else ())
    print("\nrecall by condition")
    for trait, count in sorted(traits.items()):
        print(f"{trait:28} {found[trait]:5} of {count:5}  {found[trait] / count:.3f}")


def _row(seed: int, cases: int) -> tuple[Collection, list[DocumentPair]]:
    began = time.perf_counter()
    made = collection(seed, cases)
    sketches = [sketch_of(document) for document in made.documents]
    read = time.perf_counter()
    pairs = pair([s for s in sketches if s.language == "zh"], [s for s in sketches if s.language != "zh"])
    done = time.perf_counter()
    cells = []
    for chosen in (pairs, [p for p in pairs if not p.doubtful]):
        right = sum((p.source, p.target) in made.pairs for p in chosen)
        cells.append(f"{len(chosen):5} {right / max(1, len(chosen)):.3f} {right / len(made.pairs):.3f}")
    print(
        f"{seed:4} | {len(made.documents):9} | {len(made.pairs):10} | {' | '.join(cells)} "
        f"| {read - began:6.1f} | {done - read:6.2f}",
        flush=True,
    )
    return made, pairs


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(numbers[0] if numbers else CASES, numbers[1:] or SEEDS)
