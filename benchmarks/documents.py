"""Do documents find their versions? `python -m benchmarks.documents [CASES [SEED...]]`

Precision and recall of document pairs on mixed collections made from seeds (see `benchmarks.mixed_collections`):
of all pairs, and of those not left to a person as doubtful. `taught` pairs again with a lexicon learnt from the
sure pairs, as a run of `aligner.build.update` does. Then recall by what makes a pair hard, and growth on invented
sketches. The rules were made on seeds below 100; the seeds reported by default are others.
"""

from __future__ import annotations

import platform
import random
import sys
import time
from collections import Counter
from collections.abc import Collection as Bag
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from aligner.build import sketch_of
from aligner.content import Translations
from aligner.likeness import Sketch
from aligner.model import DocumentPair
from aligner.pairing import pair
from aligner.sentences import align
from aligner.sides import prepare
from aligner.texts import segment_texts
from aligner.translations import translations
from benchmarks.measuring import DATA
from benchmarks.mixed_collections import SETTINGS, Collection, collection
from corpora.languages import get
from corpora.model import Document, Genre

CASES = 100
SEEDS = (101, 102)
TAUGHT = SETTINGS[-1].name
SIZES = (500, 1_000, 2_000, 4_000, 8_000)


def main(cases: int = CASES, seeds: Sequence[int] = SEEDS) -> None:
    if not DATA.is_dir():
        sys.exit("没有测试数据 ../shared/data，跳过。")
    print(f"# {cases} cases a collection; Python {platform.python_version()}, {platform.machine()}, one core")
    print(
        "\nsetting               | seed | documents | true |   all     P     R |  sure     P     R | read s | pair s"
    )
    for setting in SETTINGS:
        traits: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for seed in seeds:
            began = time.process_time()
            made = collection(seed, cases, setting)
            sketches = [sketch_of(document) for document in made.documents]
            read = time.process_time() - began
            pairs = _row(setting.name, seed, made, sketches, read)
            sure = {(p.source, p.target) for p in pairs if not p.doubtful}
            for key, conditions in made.pairs.items():
                traits.update(conditions)
                found.update(conditions if key in sure else ())
        print(
            "   recall of sure pairs: " + ", ".join(f"{t} {found[t]}/{n}" for t, n in sorted(traits.items()))
        )
        if setting.name == TAUGHT:
            _taught(seeds[-1], made, sketches, sure)
    _growth()


def _row(
    name: str,
    seed: int,
    made: Collection,
    sketches: Sequence[Sketch],
    read: float,
    taken: Bag[tuple[int, int]] = (),
    known: dict[str, Translations] | None = None,
) -> list[DocumentPair]:
    began = time.process_time()
    sides = [s for s in sketches if s.language == "zh"], [s for s in sketches if s.language != "zh"]
    pairs = pair(*sides, taken, (), known)
    seconds = time.process_time() - began
    cells = []
    for chosen in (pairs, [p for p in pairs if not p.doubtful]):
        keys = {(p.source, p.target) for p in chosen} | set(taken)
        right = len(keys & made.pairs.keys())
        cells.append(f"{len(keys):5} {right / max(1, len(keys)):.3f} {right / len(made.pairs):.3f}")
    print(
        f"{name:21} | {seed:4} | {len(made.documents):9} | {len(made.pairs):4} | {' | '.join(cells)}"
        f" | {read:6.1f} | {seconds:6.2f}",
        flush=True,
    )
    return pairs


def _taught(seed: int, made: Collection, sketches: Sequence[Sketch], sure: set[tuple[int, int]]) -> None:
    """Pair what is left with the words the sure pairs teach."""
    documents = {d.id: d for d in made.documents}
    began = time.process_time()
    known = {}
    for code in sorted({d.language for d in made.documents} - {"zh"}):
        sides = [
            (_side(documents[s]), _side(documents[t]))
            for s, t in sorted(sure)
            if documents[t].language == code
        ]
        if sides:
            known[code] = translations(align(sides).lexicon)
    units = {
        d.id: Counter(u.form for u in get(d.language).units(get(d.language).text(d.body)))
        for d in made.documents
    }
    spent = time.process_time() - began
    _row("   taught", seed, made, [replace(s, units=units[s.id]) for s in sketches], spent, sure, known)


def _side(document: Document):
    return prepare(segment_texts(document), get(document.language), [s.section for s in document.segments])


# Growth


def _growth() -> None:
    print("\ninvented documents | pairs right | seconds | ms a document")
    for size in SIZES:
        sources, targets = _invented(size // 2)
        began = time.process_time()
        pairs = pair(sources, targets)
        seconds = time.process_time() - began
        right = sum(p.target == p.source + size for p in pairs)
        print(f"{size:18} | {right:11} | {seconds:7.1f} | {1000 * seconds / size:13.2f}", flush=True)


def _invented(count: int, seed: int = 1) -> tuple[list[Sketch], list[Sketch]]:
    """Judgments without numbers: a dozen values of their own, some everybody has, few dates."""
    rng = random.Random(seed)
    sources, targets = [], []
    for n in range(count):
        own = [f"money:{50 * rng.randint(10, 20_000)}" for _ in range(12)]
        common = [f"article:{int(400 * rng.random() ** 2)}" for _ in range(8)]
        made = Sketch(
            id=n, language="zh", genre=Genre.JUDGMENT, kind="判决书", case_number=None, masked=False,
            date=date(2015, 1, 1) + timedelta(days=rng.randrange(3000)), roles=("原告", "被告"),
            values=tuple(own + common), paragraphs=tuple(rng.randint(10, 200) for _ in range(rng.randint(20, 60))), stem="",
        )  # fmt: skip
        sources.append(made)
        kept = tuple(v for v in made.values if rng.random() > 0.1)
        targets.append(replace(made, id=n + 2 * count, language="bo", values=kept))
    return sources, targets


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    main(numbers[0] if numbers else CASES, numbers[1:] or SEEDS)
