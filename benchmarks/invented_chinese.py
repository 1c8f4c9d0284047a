"""The Chinese side of an invented court: clauses of real statutes, the terms to plant, and where they stand."""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import jieba.posseg
import regex

from benchmarks.measuring import DATA
from corpora.languages import get
from corpora.languages.zh import COMMON
from corpora.placeables import find

ZH = get("zh")
_HANZI = regex.compile(r"\p{Han}{2,6}")
_DIGITS = "[〇零一二三四五六七八九十百千万]"
_NUMBER = rf"第{_DIGITS}+[编章节条款项](?:之一)?|（{_DIGITS}+）|{_DIGITS}+(?=年|日|个月|倍|分之|以[上下])"
_NOUN = regex.compile(r"[人书院权罪法金物款案员产约]$")
_CLAUSE = regex.compile(r"[^，。；：\n]+(?:[，。；：]|$)")


def clauses(data: Path = DATA) -> list[str]:
    """Sentences of the statutes, cut also at commas once they are fifteen characters long; each once."""
    found: dict[str, None] = {}
    for path in sorted((data / "zh_statutes").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            piece = ""
            for clause in _CLAUSE.findall(line if not line.startswith("#") else ""):
                piece += clause
                if len(piece) >= 15:
                    found[piece.strip()] = None
                    piece = ""
    return list(found)


def listed_terms(data: Path = DATA) -> list[str]:
    """Court terms of terms/core_terms.csv and terms/confusable_sets_zh.txt."""
    with open(data / "terms" / "core_terms.csv", encoding="utf-8") as rows:
        listed = [row["zh"] for row in csv.DictReader(rows)]
    confusable = (data / "terms" / "confusable_sets_zh.txt").read_text(encoding="utf-8")
    return listed + [
        t
        for line in confusable.splitlines()
        if not line.startswith("#")
        for t in regex.split(r"[|#\s]", line)
        if ZH.content(t)
    ]


def chinese_terms(texts: Sequence[str], number: int, pick: random.Random, data: Path = DATA) -> list[str]:
    """Court terms of two to six characters that stand at least three times in the texts.

    First the listed ones, then compounds of the statutes
    themselves: nouns, verbs and runs of nouns, drawn by lot.
    """
    whole = "\n".join(texts)
    known = dict.fromkeys(
        t for t in listed_terms(data) if _HANZI.fullmatch(t) and t not in COMMON and whole.count(t) >= 3
    )
    compounds: Counter[str] = Counter()
    for text in texts:
        words = [(w.word, w.flag) for w in jieba.posseg.cut(text)]
        for n in (1, 2, 3):
            for i in range(len(words) - n + 1):
                run = words[i : i + n]
                tags = ("n", "vn", "v") if n == 1 else ("n", "vn", "b", "j")
                if all(f in tags and len(w) > 1 and w not in COMMON for w, f in run) and run[-1][1] != "b":
                    compounds["".join(w for w, _ in run)] += 1
    frequent = sorted(
        t
        for t, k in compounds.items()
        if k >= (6 if len(t) == 2 else 3) and _HANZI.fullmatch(t) and t not in known and not find(t, ZH)
    )
    return [*known, *pick.sample(frequent, number - len(known))][:number]


@lru_cache(maxsize=4)
def _fixed(terms: tuple[str, ...]) -> regex.Pattern[str]:
    """Terms, the longest first, and numbers."""
    listed = "|".join(map(regex.escape, sorted(terms, key=len, reverse=True))) or "(?!)"
    return regex.compile(rf"(?P<term>{listed})|{_NUMBER}")


def _standing(text: str, terms: tuple[str, ...]) -> Iterator[regex.Match[str]]:
    """Terms and numbers in a text, but no term that would leave one character of a word over (危险物 in 危险物质)."""
    edges = {place for word in ZH.words(text, ()) for place in word} if terms else set()
    at = 0
    while match := _fixed(terms).search(text, at):
        cut = match["term"] and any(
            place not in edges and {place - 1, place + 1} & edges for place in match.span()
        )
        at = match.start() + 1 if cut else match.end()
        if not cut:
            yield match


def tokens(text: str, terms: tuple[str, ...]) -> Iterator[tuple[int, str, str, bool]]:
    """(start, word, jieba's tag, whether a term) of a text; terms and numbers (tag m) stay whole."""
    at = 0
    for match in [*_standing(text, terms), None]:
        end = match.start() if match else len(text)
        for word in jieba.posseg.cut(text[at:end]):
            yield at, word.word, word.flag, False
            at += len(word.word)
        if match and match["term"]:
            yield (
                at,
                match[0],
                "n" if _NOUN.search(match[0]) else next(iter(jieba.posseg.cut(match[0]))).flag,
                True,
            )
        elif match:
            yield at, match[0], "m", False
        at = match.end() if match else at
