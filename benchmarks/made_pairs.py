"""Pairs by the million: clauses of real-looking sentences, drawn at random and joined, with numbers of their own.

Clauses come from the hand-made judgments of tests/gold and, where they are at hand, from ../shared/data
(news, statutes, judgments). They are drawn by rank as words are in a language (Zipf), so that a few are
found in every tenth pair and most in a handful. The two sides of a pair do not translate each other: search and
memory never ask whether they do.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from pathlib import Path

import regex

from aligner import store
from aligner.model import Bead, DocumentPair
from aligner.store import Task
from benchmarks.measuring import DATA, ROOT
from corpora import store as corpora_store
from corpora.courts import courts
from corpora.model import Document, Genre, Span

SHARES = {"bo": 0.5, "mn-Mong": 0.2, "ug": 0.15, "ko": 0.15}
A_DOCUMENT = 50  # pairs
BATCH = 200  # documents a transaction
_CLAUSE = regex.compile(r"[^，。；：！？\n།༎᠂᠃،؛.,;:]+")
_NUMBER = regex.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Made:
    """One pair: the code of the other language, and both texts."""

    language: str
    source: str
    target: str


def clauses(code: str) -> list[str]:
    """Clauses of one language, from every text at hand."""
    texts = []
    for path in sorted((ROOT / "tests" / "gold").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if code == "zh" or f"# language: {code}" in lines:
            texts += [line.split("\t")[1 if code == "zh" else 2] for line in lines if line.count("\t") == 2]
    folders = {"zh": ("zh_statutes", "zh_judgments/lecardv2", "ntrex/zh.txt")}.get(
        code, (f"ntrex/{code}.txt",)
    )
    for folder in folders:
        files = [DATA / folder] if folder.endswith(".txt") else sorted((DATA / folder).glob("*.*"))
        texts += [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    found = dict.fromkeys(c.strip(" ་") for text in texts for c in _CLAUSE.findall(text))
    return [c for c in found if 4 <= len(c) <= 120]


class Writer:
    """Draws sentences of one language."""

    def __init__(self, code: str, dice: random.Random) -> None:
        self.dice = dice
        self.clauses = clauses(code)
        dice.shuffle(self.clauses)
        self.weights = list(accumulate(1 / (10 + n) for n in range(len(self.clauses))))
        self.joint, self.stop = {
            "zh": ("，", "。"),
            "bo": ("་དང་། ", "།"),
            "ug": ("، ", "."),
            "ko": (", ", "."),
        }.get(code, (" ", ""))

    def sentence(self) -> str:
        drawn = self.dice.choices(self.clauses, cum_weights=self.weights, k=self.dice.randint(2, 4))
        text = self.joint.join(drawn) + self.stop
        return _NUMBER.sub(lambda m: str(self.dice.randint(1, 10 ** min(len(m[0]), 5))), text)


def made(count: int, seed: int = 1) -> Iterator[Made]:
    """`count` pairs, a document's worth in one language after the other; the same seed gives the same pairs."""
    dice = random.Random(seed)
    zh = Writer("zh", dice)
    others = {code: Writer(code, dice) for code in SHARES}
    for start in range(0, count, A_DOCUMENT):
        code = dice.choices(list(SHARES), weights=SHARES.values())[0]
        for _ in range(min(A_DOCUMENT, count - start)):
            yield Made(code, zh.sentence(), others[code].sentence())


def build(path: Path, count: int, seed: int = 1) -> None:
    """A workspace with these pairs, in judgments of many courts and years."""
    db = store.open_workspace(path)
    dice = random.Random(seed)
    names = list(dict.fromkeys(courts().values()))
    pairs = made(count, seed)
    number = 0
    while documents := [list(islice(pairs, A_DOCUMENT)) for _ in range(BATCH)]:
        documents = [d for d in documents if d]
        if not documents:
            break
        with store.write_tx(db):
            for drawn in documents:
                number += 1
                _add(db, number, drawn, dice, names)


def _add(db, number: int, drawn: Sequence[Made], dice: random.Random, names: Sequence[str]) -> None:
    day = date(dice.randint(2013, 2025), dice.randint(1, 12), dice.randint(1, 28))
    court = names[int(len(names) * dice.random() ** 2)]
    sides = [
        corpora_store.add_document(
            db,
            Document(
                body="", language=code, genre=Genre.JUDGMENT, kind="判决书", court=court, date=day,
                case_number=f"({day.year})青2802民初{number}号", name=f"{number}-{code}", sha256=f"{number}-{code}",
            ),
            b"",
            f"{number}-{code}",
        )
        for code in ("zh", drawn[0].language)
    ]  # fmt: skip
    store.add_pairs(db, [DocumentPair(*sides, "case_number", 1.0, "")])
    beads = {
        Bead(Span(n, n + 1), Span(n, n + 1), 0.0, round(dice.random(), 3)): (pair.source, pair.target)
        for n, pair in enumerate(drawn)
    }
    (task,) = db.execute("SELECT id FROM document_pairs WHERE source = ?", [sides[0]]).fetchone()
    store.replace_beads(db, Task(task, *sides, "zh", drawn[0].language), beads, beads)
