"""How fast a large glossary is found in running text.

    python -m benchmarks.recognition [TERMS] [CHARACTERS]

Text and terms are made of the clauses of `benchmarks.made_pairs`. Every tenth term is a piece of two to four units
of them, so that terms nest, overlap and stand everywhere; the others are such pieces put together, which share
their beginnings and are hardly ever met, as most of a large glossary in any one text.
"""

from __future__ import annotations

import platform
import random
import sys
import time

from benchmarks.made_pairs import SHARES, Writer
from corpora.languages import Language, get
from glossary.recognition import find_all, longest, recogniser


def terms(writer: Writer, language: Language, count: int, dice: random.Random) -> list[str]:
    """Different terms, by key."""
    found: set[str] = set()
    for text in (language.text(clause) for clause in writer.clauses):
        units = language.units(text)
        for start in range(len(units)):
            size = dice.randint(2, 4) if language.graphemes != "word" else dice.randint(1, 2)
            piece = units[start : start + size]
            found.add(language.key(text[piece[0].start : piece[-1].end]))
    met = sorted(found)
    dice.shuffle(met)
    chosen = dict.fromkeys(met[: count // 10])
    while len(chosen) < count:
        chosen[language.joiner.join(dice.choices(met, k=2))] = None
    return list(chosen)


def main(count: int = 50_000, size: int = 1_000_000) -> None:
    print(
        f"{platform.machine()}, Python {platform.python_version()}; {count} terms, {size} characters, processor seconds"
    )
    print(
        f"{'language':9} {'build':>6} {'find':>6} {'longest':>8} {'characters/s':>13} {'hits':>8} {'kept':>8}"
    )
    for code in ("zh", *SHARES):
        dice = random.Random(1)
        language, writer = get(code), Writer(code, dice)
        text = language.text("\n".join(writer.sentence() for _ in range(size // 20)))[:size]
        chosen = terms(writer, language, count, dice)
        find_all(recogniser(language, chosen[:10]), text[:100])  # compile
        began = time.process_time()
        known = recogniser(language, chosen)
        built = time.process_time()
        find_all(known, text[: len(text) // 20])  # what the language says of edges is asked once a process
        warm = time.process_time()
        hits = find_all(known, text)
        found = time.process_time()
        kept = longest(hits)
        ended = time.process_time()
        print(
            f"{code:9} {built - began:6.2f} {found - warm:6.2f} {ended - found:8.2f}"
            f" {len(text) / (found - warm):13,.0f} {len(hits):8} {len(kept):8}"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
