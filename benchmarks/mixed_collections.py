"""Mixed collections of bilingual documents whose pairs are known, made from a seed.

Judgments are the invented ones of tests/gold with other names, dates, amounts and sentences, and short
frames round parallel lines of the test data for cases in three languages. What makes real folders hard is
put in on purpose: masked or missing case numbers, several documents of one case, series of near duplicates,
documents without a counterpart, sentences left out, typing errors, whole files on one line. File names say nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import regex

from corpora.judgments import understand
from corpora.languages import get
from corpora.model import Document
from tests.gold_reader import GoldJudgment, read_all

DATA = Path(__file__).parents[2] / "shared" / "data"
FORMS = json.loads(Path(__file__).with_name("mixed_forms.json").read_text(encoding="utf-8"))
NAMES: dict[str, dict[str, str]] = FORMS["names"]
MASKS: dict[str, str] = FORMS["masks"]
_WHOLE = ("whole", "masked on one side", "masked on both", "missing on one side", "missing on both")
_AMOUNT = regex.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])")
_CASE = regex.compile(r"[（(](\d{4})[）)](\p{Han}\d+\p{Han}+)(\d+)号(之[一二三])?")
_HAN = "〇一二三四五六七八九"

Lines = list[tuple[str, ...]]  # one sentence in several languages, Chinese first


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents with ids, the true pairs (source, target), and under which conditions each pair was made."""

    documents: tuple[Document, ...]
    pairs: dict[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """How often (percent) a case has its number whole, masked on one side, on both, missing on one side, on both;
    and how often a document has lost the date at its end."""

    name: str
    numbers: tuple[int, int, int, int, int]
    dateless: int


SETTINGS = (
    Setting("mixed", (45, 15, 10, 15, 15), 10),
    Setting("no whole numbers", (0, 20, 40, 20, 20), 10),
    Setting("no numbers, few dates", (0, 0, 0, 0, 100), 60),
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One document in several languages, before it is spoilt; `traits` are its conditions."""

    languages: tuple[str, ...]
    lines: Lines
    traits: tuple[str, ...]


def collection(seed: int, cases: int, setting: Setting = SETTINGS[0]) -> Collection:
    """Three to four documents a case, in the order of a shuffled folder."""
    rng = random.Random(seed)
    texts = [text for _ in range(cases) for text in _case(rng, setting)]
    made: list[tuple[int, str, str]] = []
    pairs: dict[tuple[int, str], tuple[str, ...]] = {}
    for n, text in enumerate(texts):
        orphan = rng.choices(("", "zh", "other"), (78, 11, 11))[0] if "statute" not in text.traits else ""
        bodies = _spoilt(rng, text, setting.dateless)
        kept = [
            c
            for c in text.languages
            if not (orphan == "zh" and c != "zh") and not (orphan == "other" and c == "zh")
        ]
        made += [(n, code, bodies[code]) for code in kept]
        if not orphan:
            pairs |= {(n, code): text.traits for code in text.languages[1:]}
    rng.shuffle(made)
    ids = {(n, code): number for number, (n, code, _) in enumerate(made, 1)}
    documents = tuple(
        replace(understand(body, get(code)), id=number, name=f"{rng.randrange(10**6)}.txt")
        for number, (_, code, body) in enumerate(made, 1)
    )
    return Collection(
        documents, {(ids[n, "zh"], ids[n, code]): traits for (n, code), traits in pairs.items()}
    )


# One case: one document, or several, or a series of alike ones


def _case(rng: random.Random, setting: Setting) -> list[_Text]:
    if rng.random() < 0.03:
        return [_statute(rng)]
    if rng.random() < 0.05:
        return [_report(rng)]
    numbers = rng.choices(_WHOLE, setting.numbers)[0]
    number = (rng.randint(2018, 2023), rng.randint(1, 4000))
    base = _framed(rng) if rng.random() < 0.25 else _rewritten(rng)
    kind = rng.choices(("alone", "series", "one case"), (55, 25, 20))[0]
    if kind == "series":
        what = rng.choices(("other amounts", "one other amount", "other names"), (40, 35, 25))[0]
        alike = [base, *(_sibling(rng, base, what) for _ in range(rng.randint(1, 4)))]
        return [
            _numbered(t, (number[0], number[1] + k), numbers, f"series, {what}") for k, t in enumerate(alike)
        ]
    if kind == "one case":
        rulings = [(suffix, _ruling(rng, base)) for suffix in ("", "之一")[: rng.randint(1, 2)]]
        return [_numbered(t, number, numbers, kind, suffix) for suffix, t in (("", base), *rulings)]
    return [_numbered(base, number, numbers)]


def _sibling(rng: random.Random, text: _Text, what: str) -> _Text:
    if what == "other names":
        return _renamed(rng, text)
    return (
        _renamed(rng, _other_amounts(rng, text))
        if what == "other amounts"
        else _other_amounts(rng, text, one=True)
    )


def _numbered(text: _Text, number: tuple[int, int], numbers: str, trait: str = "", suffix: str = "") -> _Text:
    def own(line: str) -> str:
        return _CASE.sub(lambda m: f"（{number[0]}）{m[2]}{number[1]}号{suffix}", line)

    lines = [tuple(own(side) for side in row) for row in text.lines]
    return replace(
        text, lines=lines, traits=tuple(t for t in (*text.traits, f"number {numbers}", trait) if t)
    )


# The invented judgments, with other names, dates, amounts and sentences


def _gold(kind: str) -> list[GoldJudgment]:
    return [g for g in read_all() if g.language != "zh" and g.kind == kind]


def _rewritten(rng: random.Random, language: str = "", kind: str = "判决书") -> _Text:
    gold = rng.choice([g for g in _gold(kind) if language in ("", g.language)])
    sides = ["", " "] if gold.language != "bo" else ["", ""]
    rows = [
        (row.section, tuple(joint.join(side) for joint, side in zip(sides, (row.zh, row.other), strict=True)))
        for row in gold.rows
    ]
    loose = ("facts", "claims", "evidence", "reasoning")
    lines = [pair for section, pair in rows if section not in loose or rng.random() < 0.85]
    at = next(n for n, row in enumerate(lines) if _CASE.search(row[0])) + 6
    inserted = _parallel(rng, ("zh", gold.language), rng.randint(0, 6))
    lines[at:at] = inserted
    text = _Text(("zh", gold.language), lines, (gold.language,))
    return _renamed(rng, _redated(rng, _other_amounts(rng, text), gold.date))


def _other_amounts(rng: random.Random, text: _Text, one: bool = False) -> _Text:
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
        cited = _CASE.search(row[0]) or "条" in row[0]
        lines.append(
            row
            if cited
            else tuple(_AMOUNT.sub(lambda m, f=free: other(m[0]) if m[0] in f else m[0], s) for s in row)
        )
    return replace(text, lines=lines)


def _redated(rng: random.Random, text: _Text, signed: date) -> _Text:
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
            lines.append(row if _CASE.search(row[0]) else tuple(moved(side) for side in row))
    return replace(text, lines=lines)


def _renamed(rng: random.Random, text: _Text) -> _Text:
    """Other surnames before 某, the same person the same on every side."""
    others = text.languages[1:]
    known = [name for name in NAMES if all(code in NAMES[name] for code in others)]
    here = [
        n
        for n in known
        if all(_called(n, c) in "\n".join(r[k] for r in text.lines) for k, c in enumerate(text.languages))
    ]
    new = dict(zip(here, rng.sample([n for n in known if n not in here] or known, len(here)), strict=True))
    lines = text.lines
    for step in (lambda o, n, c: (_called(o, c), f"\0{n}\0"), lambda o, n, c: (f"\0{n}\0", _called(n, c))):
        for old, name in new.items():
            lines = [
                tuple(
                    side.replace(*step(old, name, code))
                    for side, code in zip(row, text.languages, strict=True)
                )
                for row in lines
            ]
    return replace(text, lines=lines)


def _called(name: str, code: str) -> str:
    return MASKS[code].format(NAMES[name].get(code, name))


# Frames of one case in several languages


def _framed(rng: random.Random, kind: str = "判决书", languages: Sequence[str] = ()) -> _Text:
    others = tuple(languages) or tuple(rng.sample(("bo", "ug", "ko", "mn-Mong"), rng.choice((1, 2, 2, 3))))
    codes = ("zh", *others)
    known = [n for n in NAMES if all(c in NAMES[n] for c in others)]
    first, second = rng.sample(known, 2)
    day = date(rng.randint(2018, 2023), rng.randint(1, 12), rng.randint(1, 28))
    slots = {
        "y": day.year, "m": day.month, "d": day.day, "y1": rng.randint(1955, 1995), "m1": rng.randint(1, 12),
        "d1": rng.randint(13, 28), "y2": rng.randint(1955, 1995), "m2": rng.randint(1, 12), "d2": rng.randint(13, 28),
        "n1": 50 * rng.randint(10, 4000), "n2": 50 * rng.randint(10, 900), "n3": 5 * rng.randint(10, 900),
        "a1": rng.randint(100, 900), "a2": rng.randint(100, 900), "m3": rng.randint(1, 12), "d3": rng.randint(13, 28),
    }  # fmt: skip
    lines: Lines = []
    for form in FORMS[kind]:
        if form == "…":
            lines += _parallel(rng, codes, rng.randint(3, 14))
            continue
        lines.append(tuple(form[c].format(A=_called(first, c), B=_called(second, c), **slots) for c in codes))
    return _Text(codes, lines, (*others, *(["three languages or more"] if len(others) > 1 else [])))


def _ruling(rng: random.Random, text: _Text) -> _Text:
    """A ruling in the languages of another document."""
    others = text.languages[1:]
    if len(others) == 1 and others[0] in ("bo", "mn-Mong") and rng.random() < 0.5:
        return _rewritten(rng, others[0], "裁定书")
    return _framed(rng, "裁定书", others)


def _parallel(rng: random.Random, codes: Sequence[str], count: int) -> Lines:
    """Consecutive lines of the test data there are in all these languages, none where there are none."""
    for folder in ("ntrex", "udhr/lines"):
        files = [DATA / folder / f"{code}.txt" for code in codes]
        if all(path.is_file() for path in files) and count:
            rows = list(zip(*(p.read_text(encoding="utf-8").splitlines() for p in files), strict=True))
            at = rng.randrange(len(rows) - count)
            return [row for row in rows[at : at + count] if all(row)]
    return []


# Other texts


def _statute(rng: random.Random) -> _Text:
    """Articles counted from 1 in digits, their text from the declaration of human rights."""
    others = tuple(rng.sample(("bo", "ug", "ko", "mn-Cyrl"), rng.choice((1, 2))))
    codes = ("zh", *others)
    lines: Lines = [tuple(FORMS["statute"][c] for c in codes)]
    for n in range(1, rng.randint(8, 30)):
        body = _parallel(rng, codes, 2)
        lines.append(tuple(f"{FORMS['article'][c].format(n)} {body[0][k]}" for k, c in enumerate(codes)))
        lines += body[1:]
    return _Text(codes, lines, ("statute", *others))


def _report(rng: random.Random) -> _Text:
    """A stretch of a government report in Chinese and Zhuang."""
    year = rng.choice((2017, 2018))
    files = [DATA / "zhuang_reports" / f"{year}.{code}.txt" for code in ("zh", "za")]
    rows = list(zip(*(p.read_text(encoding="utf-8").splitlines() for p in files), strict=True))
    at, count = rng.randrange(len(rows) - 60), rng.randint(15, 60)
    return _Text(("zh", "za"), rows[at : at + count], ("report", "za"))


# What happens to files


def _spoilt(rng: random.Random, text: _Text, dateless: int) -> dict[str, str]:
    """Body of each language with its number hidden, sentences lost, a figure mistyped, perhaps all on one line."""
    trait = next((t.removeprefix("number ") for t in text.traits if t.startswith("number ")), "whole")
    sides = rng.sample(range(len(text.languages)), len(text.languages))
    hit = set(sides) if trait.endswith("both") else set(sides[:1]) if trait.endswith("side") else set()
    undated = set(sides[:1]) if 100 * rng.random() < dateless else set()
    bodies = {}
    for k, code in enumerate(text.languages):
        lines = [row[k] for row in text.lines]
        if k in undated:
            lines = [line for line in lines[:-4]] + [
                line for line in lines[-4:] if not regex.search(r"20\d\d|二〇", line)
            ]
        if k in hit:
            lines = _hidden(lines, trait.startswith("masked"))
        head, rest = lines[:4], [line for line in lines[4:] if rng.random() > 0.03]
        rest = [_mistyped(rng, line) if rng.random() < 0.02 else line for line in rest]
        bodies[code] = (
            ("" if code == "zh" else " ").join([*head, *rest])
            if rng.random() < 0.04
            else "\n".join([*head, *rest])
        )
    return bodies


def _hidden(lines: list[str], masked: bool) -> list[str]:
    if masked:
        return [_CASE.sub(lambda m: f"（{m[1]}）{m[2]}×号{m[4] or ''}", line) for line in lines]
    return [line for line in lines if not _CASE.fullmatch(line.strip())]


def _mistyped(rng: random.Random, line: str) -> str:
    digits = [m.start() for m in regex.finditer(r"\d", line)]
    if not digits:
        return line
    at = rng.choice(digits)
    return line[:at] + str(rng.randint(0, 9)) + line[at + 1 :]
