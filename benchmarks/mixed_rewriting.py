"""The invented judgments of tests/gold with other names, dates, amounts and sentences."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import regex

from benchmarks.mixed_texts import CASE, NAMES, Text, called, parallel
from tests.gold_reader import GoldJudgment, read_all

_AMOUNT = regex.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_HAN = "〇一二三四五六七八九"


def _gold(kind: str) -> list[GoldJudgment]:
    return [g for g in read_all() if g.language != "zh" and g.kind == kind]


def rewritten(rng: random.Random, language: str = "", kind: str = "判决书") -> Text:
    gold = rng.choice([g for g in _gold(kind) if language in ("", g.language)])
    sides = ["", " "] if gold.language != "bo" else ["", ""]
    rows = [
        (row.section, tuple(joint.join(side) for joint, side in zip(sides, (row.zh, row.other), strict=True)))
        for row in gold.rows
    ]
    loose = ("facts", "claims", "evidence", "reasoning")
    lines = [pair for section, pair in rows if section not in loose or rng.random() < 0.85]
    at = next(n for n, row in enumerate(lines) if CASE.search(row[0])) + 6
    inserted = parallel(rng, ("zh", gold.language), rng.randint(0, 6))
    lines[at:at] = inserted
    text = Text(("zh", gold.language), lines, (gold.language,))
    return renamed(rng, _redated(rng, other_amounts(rng, text), gold.date))


def other_amounts(rng: random.Random, text: Text, one: bool = False) -> Text:
    """Amounts and days that stand as often on every side become others, or just one; months and articles stay."""
    new: dict[str, str] = {}

    def other(token: str) -> str:
        value = float(token)
        if one and (value < 100 or new):
            return new.get(token, token)
        if token not in new:
            low, high = (13, 28) if 13 <= value <= 31 else (int(value * 0.4), int(value * 1.9))
            new[token] = (
                str(rng.randint(low, max(low + 1, high))) if "." not in token else f"{rng.uniform(1, 9):.2f}"
            )
        return new[token]

    lines = []
    for row in text.lines:
        counts = [[t for t in _AMOUNT.findall(side)] for side in row]
        free = {
            t
            for t in counts[0]
            if float(t) > 12
            and not 1900 < float(t) < 2100
            and all(c.count(t) == counts[0].count(t) for c in counts)
        }
        cited = CASE.search(row[0]) or "条" in row[0]
        lines.append(
            row
            if cited
            else tuple(_AMOUNT.sub(lambda m, f=free: other(m[0]) if m[0] in f else m[0], s) for s in row)
        )
    return replace(text, lines=lines)


def _redated(rng: random.Random, text: Text, signed: date) -> Text:
    """Another year everywhere, another day under the judgment."""
    shift, day = rng.randint(-3, 3), rng.randint(13, 28)

    def moved(side: str) -> str:
        return regex.sub(r"(?<!\d)20[012]\d(?!\d)", lambda m: str(int(m[0]) + shift), side)

    spelled = regex.compile(r"二〇..年[一二三四五六七八九十]+月[一二三四五六七八九十]+日")
    lines = []
    for row in text.lines:
        if spelled.search(row[0]):
            year = "".join(_HAN[int(d)] for d in str(signed.year + shift))
            month = (
                f"{'十' if signed.month > 9 else ''}{_HAN[signed.month % 10] if signed.month != 10 else ''}"
            )
            tens = ("", "十", "二十")[day // 10] + (_HAN[day % 10] if day % 10 else "")
            other = regex.sub(
                rf"(?<!\d)0?{signed.day}(?!\d)(?!.*(?<!\d){signed.day}(?!\d))", str(day), moved(row[1])
            )
            lines.append((spelled.sub(f"{year}年{month}月{tens}日", row[0]), other))
        else:
            lines.append(row if CASE.search(row[0]) else tuple(moved(side) for side in row))
    return replace(text, lines=lines)


def renamed(rng: random.Random, text: Text) -> Text:
    """Other surnames before 某, the same person the same on every side."""
    others = text.languages[1:]
    known = [name for name in NAMES if all(code in NAMES[name] for code in others)]
    here = [
        n
        for n in known
        if all(called(n, c) in "\n".join(r[k] for r in text.lines) for k, c in enumerate(text.languages))
    ]
    new = dict(zip(here, rng.sample([n for n in known if n not in here] or known, len(here)), strict=True))
    lines = text.lines
    for step in (lambda o, n, c: (called(o, c), f"\0{n}\0"), lambda o, n, c: (f"\0{n}\0", called(n, c))):
        for old, name in new.items():
            lines = [
                tuple(
                    side.replace(*step(old, name, code))
                    for side, code in zip(row, text.languages, strict=True)
                )
                for row in lines
            ]
    return replace(text, lines=lines)
