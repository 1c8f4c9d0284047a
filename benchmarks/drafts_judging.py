"""What the check says of a draft into which errors were planted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.drafts_planting import Draft, Planted
from corpora import judgments
from corpora.languages import Language, get
from corpora.model import Document, Span
from glossary.checking.draft import check
from glossary.checking.model import Finding, FindingKind


class Outcome(NamedTuple):
    """Of one draft: (line, kind planted, found as such, found at all), lines untouched, (line, alarm) of those."""

    planted: list[tuple[int, FindingKind, bool, bool]]
    untouched: int
    alarms: list[tuple[int, Finding]]


def judge(draft: Draft, errors: Mapping[int, Planted]) -> Outcome:
    """Check a draft with these errors: cut, aligned without a lexicon, compared, as a court's own first draft would be."""
    source, source_lines = _document(draft.text.zh, get("zh"))
    rows = [errors[n].lines if n in errors else (line,) for n, line in enumerate(draft.text.other)]
    target, flat = _document([line for row in rows for line in row], get(draft.text.language))
    at, draft_lines = 0, []
    for row in rows:
        draft_lines.append(Span(flat[at].start, flat[at + len(row) - 1].end) if row else Span(-1, -1))
        at += len(row)
    touched: dict[int, list[Finding]] = {}
    for finding in check(source, target, concepts=draft.concepts):
        for n in range(len(rows)):
            if _meet(finding.source, source_lines[n]) or _meet(finding.draft, draft_lines[n]):
                touched.setdefault(n, []).append(finding)
    blamed = {id(f) for n in errors for f in touched.get(n, ())}
    return Outcome(
        [
            (n, e.kind, any(f.kind is e.kind for f in touched.get(n, ())), n in touched)
            for n, e in errors.items()
        ],
        len(rows) - len(errors),
        [(n, f) for n in sorted(touched) if n not in errors for f in touched[n] if id(f) not in blamed],
    )


def _document(lines: Sequence[str], language: Language) -> tuple[Document, list[Span]]:
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return judgments.understand("\n".join(lines), language), spans


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
