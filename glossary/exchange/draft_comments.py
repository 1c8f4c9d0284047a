"""The draft as docx with its findings as Word comments (ECMA-376 part 1, 17.13.4), each at its place.

A draft that came as docx keeps its formatting: runs are cut where a comment begins and ends, nothing else changes. Any
other draft is set anew from its text.
"""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from datetime import datetime

import docx
from docx.document import Document as Docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R, CT_Text
from docx.text.run import Run
from lxml import etree

from glossary.drafts import wording
from glossary.drafts.model import Noted, Verdict, Version
from glossary.exchange.docx_places import Place, around, places, texts
from glossary.exchange.plain_docx import typeset

AUTHOR, INITIALS = "双语核对", "核"


def write_comments(version: Version, original: bytes, at: datetime) -> bytes:
    """The docx of a version. `original` are the bytes the draft came in; ignored findings are not in it."""
    document, known = _document(version, original)
    told = [n for n in version.noted if not (n.answer and n.answer.verdict is Verdict.IGNORE)]
    anchored = [(n, found) for n in told if (found := around(known, n.finding.draft))]
    runs = _cut(texts(document), [place for _, found in anchored for place in found])
    for n, (first, last) in sorted(anchored, key=lambda a: a[0].finding.draft):
        ends = [Run(runs[place.element].at(place.offset), document) for place in (first, last)]
        comment = document.add_comment(ends, _said(n, version), AUTHOR, INITIALS)
        comment._comment_elm.date = at
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _document(version: Version, original: bytes) -> tuple[Docx, list[Place | None]]:
    """The draft's own file, or one set from its text where there is none that can be written into."""
    body = version.checked.draft.body
    try:
        document = docx.Document(io.BytesIO(original))
        return document, places(document, original, body)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError):
        made = typeset(body, version.checked.draft.language)
        document = docx.Document(io.BytesIO(made))
        return document, places(document, made, body)


def _said(noted: Noted, version: Version) -> str:
    finding = noted.finding
    lines = [f"〔{wording.urgency(finding.harm)}·{finding.kind.label}〕{finding.message}", finding.suggestion]
    if finding.source.start < finding.source.end:
        lines.append(f"原文：{wording.quoted(version.checked.source, finding.source)}")
    if noted.answer:
        lines.append(f"{wording.answer_in_words(noted.answer)}（{wording.signature(noted.answer)}）")
    return "\n".join(line for line in lines if line)


class _Pieces:
    """A w:t cut into runs: where each begins, and the run."""

    def __init__(self, text: CT_Text, starts: Sequence[int]) -> None:
        self.starts = sorted({0, *starts})
        run = text.getparent()
        later = [_split(run, text, at) for at in reversed(self.starts[1:])]
        self.runs = [_split(run, text, 0), *reversed(later)]

    def at(self, offset: int) -> CT_R:
        return self.runs[bisect_right(self.starts, offset) - 1]


def _cut(elements: Sequence[CT_Text], ends: Sequence[Place]) -> dict[int, _Pieces]:
    """Runs cut before the first and behind the last character of every comment; `ends` are first, last, first, last …"""
    starts: dict[int, set[int]] = {}
    for n, place in enumerate(ends):
        starts.setdefault(place.element, set()).add(place.offset + n % 2)
    # from the end of the document: a run may hold several w:t, and what is behind a cut leaves it
    return {n: _Pieces(elements[n], list(starts[n])) for n in sorted(starts, reverse=True)}


def _split(run: CT_R, text: CT_Text, at: int) -> CT_R:
    """Put what stands from text[at:] on into a run of its own behind `run`, formatted alike; returns it.

    A run that begins there is left as it is, and so is one that ends there.
    """
    first = next((child for child in run if child.tag != qn("w:rPr")), None)
    written, following = text.text or "", list(text.itersiblings())
    if (at == 0 and first is text) or (at == len(written) and not following):
        return run
    rest = deepcopy(run)
    for child in [c for c in rest if c.tag != qn("w:rPr")]:
        rest.remove(child)
    if at == 0:
        rest.append(text)
    elif at < len(written):
        tail = deepcopy(text)
        tail.text, text.text = written[at:], written[:at]
        for piece in (tail, text):
            piece.set(qn("xml:space"), "preserve")
        rest.append(tail)
    rest.extend(following)
    run.addnext(rest)
    return rest
