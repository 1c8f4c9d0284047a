"""Errors put into a translation: which kind into which line.

Only which lines list the parties and which renderings a text keeps to are taken from the project: the first from the gold,
the second from the seed terms by looking for them in the lines as they stand.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import regex

from benchmarks import drafts_edits as edits
from benchmarks.drafts_edits import Draft, Plant
from benchmarks.drafts_tables import TABLES, Tables
from benchmarks.drafts_texts import Text
from corpora.languages import get
from glossary.checking.model import FindingKind
from glossary.model import Concept, Term, TermStatus
from glossary.seeds import seed_terms

FIVE = 5  # lines to one error
KEPT = 0.8  # share of its lines in which a text must use a rendering to be said to keep to it


class Planted(NamedTuple):
    """A line whose translation is wrong now; no lines for one that is gone, two for one added."""

    kind: FindingKind
    lines: tuple[str, ...]


def draft_of(text: Text) -> Draft:
    language = get(text.language)
    text = text._replace(other=[language.text(line) for line in text.other])
    tables = TABLES.get(text.language, Tables())
    listed = [
        text.other[n] for n in sorted(text.parties) if not regex.match("法定|委托|诉讼|辩护", text.zh[n])
    ]
    first = (regex.search(tables.name, line) for line in listed) if tables.name else ()
    names = tuple(dict.fromkeys(match[0] for match in first if match))
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


K = FindingKind
PLANTS: dict[FindingKind, Plant] = {
    **{kind: edits.changed(kind) for kind in (K.ARTICLE, K.AMOUNT, K.DATE, K.DEADLINE, K.NUMBER, K.CASE_NUMBER)},
    K.ROLE: edits.other_role, K.PARTY: edits.other_party, K.MASK: edits.unmasked, K.NEGATION: edits.reversed_, K.MODALITY: edits.turned,
    K.OMISSION: edits.left_out, K.ADDITION: edits.put_in, K.UNTRANSLATED: edits.kept_chinese, K.TERM: edits.other_rendering,
    K.FORBIDDEN: edits.forbidden, K.BRACKETS: edits.unbracketed, K.SCRIPT: edits.slipped,
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
