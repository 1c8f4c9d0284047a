"""OmegaT's glossary: UTF-8, tab-separated, source term, target term, comment; `#` begins a comment line.

Format: OmegaT user manual, "Glossaries".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.exchange.reading import Loss
from glossary.exchange.text import tidy
from glossary.model import Concept, Term, TermStatus

_USABLE = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.PROPOSED)


def write_omegat(concepts: Sequence[Concept], out: BinaryIO, language: str) -> list[Loss]:
    """Chinese terms with their usable renderings, the preferred first; what not to use stands in the comment.

    Terms that begin with `#` would be comments and are left out.
    """
    rows = [row for concept in concepts for row in _rows(concept, language)]
    written = [row for row in rows if not row[0].startswith("#")]
    out.write(f"# 双语术语库 zh → {language}\n".encode())
    out.writelines(("\t".join(row) + "\n").encode() for row in written)
    barred = sum(t.status not in _USABLE for c in concepts for t in c.terms_in(language))
    counts = {"以 # 开头的术语": len(rows) - len(written), "不可用的译法（只写在说明里）": barred}
    return [Loss(what, count, noted=False) for what, count in counts.items() if count]


def _rows(concept: Concept, language: str) -> Iterator[tuple[str, str, str]]:
    terms = sorted(
        (t for t in concept.terms_in(language) if t.status in _USABLE), key=lambda t: _USABLE.index(t.status)
    )
    barred = [tidy(t.text) for t in concept.terms_in(language) if t.status not in _USABLE]
    for chinese in concept.terms_in("zh"):
        if chinese.status in _USABLE:
            for term in terms:
                yield tidy(chinese.text), tidy(term.text), _comment(concept, term, barred)


def _comment(concept: Concept, term: Term, barred: Sequence[str]) -> str:
    parts = [
        term.status.label, concept.domain, term.dialect, term.authority, term.source, term.note,
        f"勿用：{'、'.join(barred)}" if barred else "",
    ]  # fmt: skip
    return tidy("；".join(part for part in parts if part))
