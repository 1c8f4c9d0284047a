"""What a large termbase costs: python benchmarks/termbase.py [CONCEPTS]

An invented dictionary of that many concepts (17,000 unless told), each with three terms, and 20,000 candidates,
in a workspace file of its own. Seconds of one run each.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from glossary import lookup, store
from glossary.model import Candidate, Concept, Term, TermStatus
from glossary.store.candidates import MiningState

AT = "2026-03-02T09:00:00+00:00"
SYLLABLES = "ཁྲིམས ཁང གཏུག གོང བཅད ཞུ པ དཔང རྟགས".split()
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"


def concepts(number: int, chance: random.Random) -> list[Concept]:
    """Two thirds of the Tibetan terms are admitted, the rest proposed."""
    return [
        Concept(
            "刑事",
            (
                Term("zh", f"{''.join(chance.choices(HAN, k=4))}{n}"),
                Term("bo", "་".join(chance.choices(SYLLABLES, k=4)), TermStatus.ADMITTED if n % 3 else TermStatus.PROPOSED, "词典", "甲"),
                Term("mn-Mong", f"ᠱᠡᠭᠦᠮᠵᠢ {n}"),
            ),
        )
        for n in range(number)
    ]  # fmt: skip


def candidates(number: int, chance: random.Random) -> list[Candidate]:
    found: dict[tuple[str, str], Candidate] = {}
    while len(found) < number:
        zh = "".join(chance.choices(HAN, k=3))
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            bo = "་".join(chance.choices(SYLLABLES, k=3))
            found[zh, bo] = Candidate("zh", "bo", zh, bo, chance.randint(2, 30), 30, 30, 9.0, chance.random())
    return list(found.values())


def timed(label: str, run: Callable[[], object]) -> None:
    began = time.perf_counter()
    run()
    print(f"{label:<28}{time.perf_counter() - began:9.3f} s")


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 17_000
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "termbase.db"
        db = store.open_workspace(path)
        many = concepts(number, chance)
        timed(f"put {number} concepts", lambda: store.put_concepts(db, many, "甲", AT))
        store.replace_candidates(db, "zh", "bo", candidates(20_000, chance), MiningState(0, 0, 0))
        timed("read all", lambda: list(store.concepts(db)))
        timed("look one up", lambda: lookup.find(db, many[number // 2].terms[0].text))
        timed("head of the queue of 20000", lambda: store.matters(db, "bo", 1))
        first = store.concept(db, 1)
        timed("change one", lambda: store.put_concept(db, replace(first, note="改"), "甲", AT))
        timed("publish", lambda: store.publish(db, "一版", "甲", AT))
        timed("compare with now", lambda: store.compare_versions(db, "一版"))
        timed("undo the last act", lambda: store.undo(db, "甲", AT))
        print(f"{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
