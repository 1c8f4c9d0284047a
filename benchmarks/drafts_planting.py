"""Errors put into a translation by editing its text, by the tables of `drafts_tables` and nothing of the checks.

Only which lines list the parties and which renderings a text keeps to are taken from the project: the first from the gold,
the second from the seed terms by looking for them in the lines as they stand.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from benchmarks.drafts_tables import BRACKETS, TABLES, Tables
from benchmarks.drafts_texts import Text
from corpora.languages import get
from glossary.checking.model import FindingKind
from glossary.model import Concept, Term, TermStatus
from glossary.seeds import seed_terms

FIVE = 5  # lines to one error
KEPT = 0.8  # share of its lines in which a text must use a rendering to be said to keep to it
LONG = 10  # Chinese characters of a line that is not a heading


class Planted(NamedTuple):
    """A line whose translation is wrong now; no lines for one that is gone, two for one added."""

    kind: FindingKind
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text into which errors are planted; `concepts` are the termbase of its check, `names` its parties'."""

    text: Text
    tables: Tables
    concepts: tuple[Concept, ...]
    names: tuple[str, ...]


Plant = Callable[[Draft, int, random.Random], tuple[str, ...] | None]


def draft_of(text: Text) -> Draft:
    language = get(text.language)
    text = text._replace(other=[language.text(line) for line in text.other])
    tables = TABLES.get(text.language, Tables())
    listed = "\n".join(text.other[n] for n in sorted(text.parties))
    names = tuple(dict.fromkeys(regex.findall(tables.name, listed))) if tables.name else ()
    return Draft(text, tables, tuple(_kept_to(text)), names)


def _kept_to(text: Text) -> Iterator[Concept]:
    """Seed terms as if approved, of which the text keeps to a rendering; a forbidden one is made of its words backwards."""
    renderings: dict[str, list[str]] = {}
    for _, zh, term in seed_terms():
        if term.language == text.language and len(zh) > 1:
            renderings.setdefault(zh, []).append(term.text)
    for zh, others in renderings.items():
        lines = [n for n, line in enumerate(text.zh) if zh in line]
        kept = sum(any(other.casefold() in text.other[n].casefold() for other in others) for n in lines)
        if lines and kept >= KEPT * len(lines):
            terms = [Term(text.language, other, TermStatus.PREFERRED) for other in others]
            terms += [
                Term(text.language, wrong, TermStatus.FORBIDDEN)
                for wrong in {*map(_backwards, others)} - {*others, ""}
            ]
            yield Concept("", (Term("zh", zh), *terms))


def _backwards(rendering: str) -> str:
    parts = regex.split("([་ ])", rendering)
    return "".join(reversed(parts)) if len(parts) > 1 else ""


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
    if draft.tables.roles is None:
        return None
    words = [regex.sub(r"\(.*", "", role) for role in draft.tables.roles]
    line = draft.text.other[n]
    both = regex.compile("|".join(f"({role})" for role in draft.tables.roles))
    wrong = both.sub(lambda m: words[1] if m[1] else words[0], line)
    together = len(set(map(str, both.findall(line)))) == 2 and n in draft.text.parties
    return (wrong,) if wrong != line and not together else None


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
        taken = [m.span() for m in _flexible(long).finditer(line)]
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


K = FindingKind
PLANTS: dict[FindingKind, Plant] = {
    **{kind: changed(kind) for kind in (K.ARTICLE, K.AMOUNT, K.DATE, K.DEADLINE, K.NUMBER, K.CASE_NUMBER)},
    K.ROLE: other_role, K.PARTY: other_party, K.MASK: unmasked, K.NEGATION: reversed_, K.MODALITY: turned,
    K.OMISSION: left_out, K.ADDITION: put_in, K.UNTRANSLATED: kept_chinese, K.TERM: other_rendering,
    K.FORBIDDEN: forbidden, K.BRACKETS: unbracketed, K.SCRIPT: slipped,
}  # fmt: skip


def planted(draft: Draft, pick: random.Random, tally: Counter[FindingKind]) -> dict[int, Planted]:
    """Line -> what was planted into it: kinds that were planted least so far first, never two lines that touch."""
    places = list(range(1, len(draft.text.zh) - 1))
    pick.shuffle(places)
    wanted, kinds = max(2, len(places) // FIVE), set(PLANTS)
    chosen: dict[int, Planted] = {}
    while kinds and len(chosen) < wanted:
        kind = min(kinds, key=lambda k: (tally[k], k))
        free = (n for n in places if not {n - 1, n, n + 1} & chosen.keys())
        made = next(((n, lines) for n in free if (lines := PLANTS[kind](draft, n, pick)) is not None), None)
        if made is None:
            kinds.remove(kind)
        else:
            chosen[made[0]] = Planted(kind, made[1])
            tally[kind] += 1
    return chosen
