"""How one line of a translation is made wrong: edits of its text, by the tables of `drafts_tables`."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

import regex

from benchmarks.drafts_tables import BRACKETS, Tables
from benchmarks.drafts_texts import Text
from glossary.checking.model import FindingKind
from glossary.model import Concept, TermStatus

LONG = 10  # Chinese characters of a line that is not a heading


@dataclass(frozen=True, slots=True)
class Draft:
    """A text into which errors are planted; `concepts` are the termbase of its check, `names` its parties'."""

    text: Text
    tables: Tables
    concepts: tuple[Concept, ...]
    names: tuple[str, ...]


Plant = Callable[[Draft, int, random.Random], tuple[str, ...] | None]


# Quantities


def changed(kind: FindingKind) -> Plant:
    """A number is another one: a digit, or a word for one, is changed, a digit is lost or put twice."""

    def plant(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
        source = draft.tables.quantities.get(kind)
        line = draft.text.other[n]
        found = list(_flexible(source, written=False).finditer(line)) if source else []
        if not found:
            return None
        match = pick.choice(found)
        group = next(g for g in range(1, len(match.groups()) + 1) if match[g])
        start, end = match.span(group)
        return (line[:start] + _other(match[group], draft.tables, pick) + line[end:],)

    return plant


def _other(written: str, tables: Tables, pick: random.Random) -> str:
    if not written[0].isdecimal():
        old = next((word for word in tables.numerals if written.endswith(word)), "")
        new = pick.choice([word for word in tables.numerals if word != old])
        return written.removesuffix(old) + new if old else new
    places = [n for n, c in enumerate(written) if c.isdecimal()]
    at = pick.choice(places)
    ways = [written[:at] + pick.choice([d for d in "123456789" if d != written[at]]) + written[at + 1 :]]
    if len(written) > 3 and len(set(written)) > 1 and "." not in written:
        ways += [written + "0", written[1] + written[0] + written[2:]]
    return pick.choice([way for way in ways if way != written])


def _flexible(source: str, written: bool = True) -> regex.Pattern[str]:
    """An expression, or words as written, in which a blank may be any joint of Mongolian suffixes."""
    return regex.compile(
        (regex.escape(source) if written else source).replace("\\ ", " ").replace(" ", r"[\s\u180E\u202F]")
    )


# Who


def other_role(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """Plaintiff and defendant change places in a line, or the one it has becomes the other."""
    other = {a: b for pair in draft.tables.roles for a, b in (pair, pair[::-1])}
    if not other:
        return None
    words = regex.compile("|".join(sorted(map(regex.escape, other), key=len, reverse=True)))
    wrong = words.sub(lambda m: other[m[0]], draft.text.other[n])
    return (wrong,) if wrong != draft.text.other[n] else None


def other_party(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """The first party of a line becomes another one of the case that the line does not name."""
    line = draft.text.other[n]
    present = [name for name in draft.names if name in line]
    absent = [
        name
        for name in draft.names
        if name not in line and not any(name in own or own in name for own in present)
    ]
    return (line.replace(present[0], pick.choice(absent)),) if present and absent else None


def unmasked(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """One masked name is written out."""
    line = draft.text.other[n]
    found = list(_flexible(draft.tables.name, written=False).finditer(line)) if draft.tables.mask else []
    if not found:
        return None
    match = pick.choice(found)
    return (line[: match.start()] + draft.tables.person + line[match.end() :],)


# What is said


def reversed_(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """What was denied is affirmed, or the reverse."""
    return _exchanged(draft.tables.opposites, draft.text.other[n], pick)


def turned(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A duty becomes a liberty, or the reverse."""
    return _exchanged(draft.tables.modals, draft.text.other[n], pick)


def _exchanged(pairs: tuple[tuple[str, str], ...], line: str, pick: random.Random) -> tuple[str, ...] | None:
    """One of the pair stands where the other stood; within the longer one of them the shorter is not looked for."""
    ways = []
    for one, other in pairs:
        long, short = sorted((one, other), key=len, reverse=True)
        taken = [m.span() for m in _flexible(long).finditer(line) if _alone(line, *m.span())]
        ways += [(span, short) for span in taken]
        ways += [
            (m.span(), long) for m in _flexible(short).finditer(line)
            if not any(a < m.end() and m.start() < b for a, b in taken) and _alone(line, *m.span())
        ]  # fmt: skip
    if not ways:
        return None
    (start, end), new = pick.choice(sorted(ways))
    return (line[:start] + new + line[end:],)


def _alone(line: str, start: int, end: int) -> bool:
    """Whether words of an alphabet stand there whole; other scripts write words on to each other."""
    letter = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Arabic}]")
    return not (letter.match(line[start - 1 : start]) and letter.match(line[start])) and not letter.match(
        line[end : end + 1]
    )


# What is missing, too much, not translated


def left_out(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """The whole line is not translated."""
    return () if len(draft.text.zh[n]) >= LONG else None


def put_in(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A sentence of another place stands behind the line."""
    other = pick.choice(draft.text.other)
    return (draft.text.other[n], other) if len(draft.text.zh[n]) >= LONG and len(other) >= 3 * LONG else None


def kept_chinese(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """Four characters of the source stand where a word should."""
    words, zh = draft.text.other[n].split(), draft.text.zh[n]
    start = pick.randrange(max(1, len(zh) - 4))
    run = zh[start : start + 4]
    if not regex.fullmatch(r"[\u4e00-\u9fff]{4}", run) or len(zh) < LONG:
        return None
    at = pick.randrange(len(words))
    return (
        (" ".join([*words[:at], run, *words[at + 1 :]]),) if len(words) > 2 else (draft.text.other[n] + run,)
    )


# How it is said and written


def other_rendering(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A term is rendered as another term is, wherever it stands in the line."""
    return _rendered(draft, n, pick, [c.terms[1].text for c in draft.concepts])


def forbidden(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A term is rendered as was forbidden."""
    return _rendered(draft, n, pick, None)


def _rendered(draft: Draft, n: int, pick: random.Random, pool: list[str] | None) -> tuple[str, ...] | None:
    line = draft.text.other[n]
    here = [c for c in draft.concepts if c.terms[0].text in draft.text.zh[n]]
    for concept in pick.sample(here, len(here)):
        own = [t.text for t in concept.terms[1:] if t.status is TermStatus.PREFERRED]
        others = (
            [t.text for t in concept.terms[1:] if t.status is TermStatus.FORBIDDEN]
            if pool is None
            else [t for t in pool if t not in own]
        )
        longer = any(concept.terms[0].text in c.terms[0].text for c in here if c is not concept)
        written = [text for text in own if text in line]
        if written and others and not longer:
            for text in written:
                line = line.replace(text, pick.choice(others))
            return (line,)
    return None


def unbracketed(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A bracket or quotation mark is lost."""
    line = draft.text.other[n]
    places = [
        at
        for at, mark in enumerate(line)
        if mark in BRACKETS and not regex.match(r"[\d\p{L}]{1,2}[)）]", line)
    ]
    if not places or len(draft.text.zh[n]) < LONG or "号" in line:
        return None
    at = pick.choice(places)
    return (line[:at] + line[at + 1 :],)


def slipped(draft: Draft, n: int, pick: random.Random) -> tuple[str, ...] | None:
    """A mark or letter is written as it must not be."""
    line = draft.text.other[n]
    ways = [(m.span(), new) for old, new in draft.tables.slips for m in regex.finditer(old, line)]
    if not ways or len(draft.text.zh[n]) < LONG:
        return None
    (start, end), new = pick.choice(ways)
    return (line[:start] + new + line[end:],)
