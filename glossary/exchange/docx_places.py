"""Where in a docx each character of its text stands, so that a finding can be marked in the file it was found in.

The reader itself tells: it reads a copy in which every character of the n-th w:t (ECMA-376 part 1, 17.3.3.31) is
replaced by the n-th sign beyond the Basic Multilingual Plane. Whatever it adds (numbers of lists) or leaves out (deleted
text) thus falls into place by itself.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_Text
from lxml import etree

from corpora import readers
from corpora.model import Span

_FIRST, _LAST = 0x10000, 0x10FFFF
_BOXED = qn("w:txbxContent")  # Word takes no comments in text boxes


@dataclass(frozen=True, slots=True)
class Place:
    """A character of the text: the w:t it stands in, counted in document order, and where in it."""

    element: int
    offset: int


def texts(document: Docx) -> list[CT_Text]:
    """Every w:t that may carry a comment, in document order."""
    return [
        t
        for t in document.element.body.iter(qn("w:t"))
        if not any(a.tag == _BOXED for a in t.iterancestors())
    ]


def places(document: Docx, content: bytes, body: str) -> list[Place | None]:
    """For every character of `body` its place in the docx `content`, None for blanks and for what is not in a w:t.

    Raises ValueError when `body` is not what is read from the file.
    """
    elements = texts(document)
    written = [t.text or "" for t in elements]
    read = readers.read(".docx", _tagged(document, content)).text
    if len(read) != len(body) or len(elements) > _LAST - _FIRST:
        raise ValueError("译文文件与核对时读到的文字不同")
    return list(_decoded(read, body, written))


def _tagged(document: Docx, content: bytes) -> bytes:
    """The docx with its text replaced by signs that say which w:t it is from."""
    root = etree.fromstring(etree.tostring(document.element))
    found = [
        t
        for t in root.find(qn("w:body")).iter(qn("w:t"))
        if not any(a.tag == _BOXED for a in t.iterancestors())
    ]
    for n, element in enumerate(found):
        sign = chr(min(_FIRST + n, _LAST))
        element.text = "".join(c if c.isspace() else sign for c in element.text or "")
    out = io.BytesIO()
    main = document.part.partname.lstrip("/")
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, etree.tostring(root) if name == main else package.read(name))
    return out.getvalue()


def _decoded(read: str, body: str, written: list[str]) -> Iterator[Place | None]:
    seen: Counter[int] = Counter()
    inked = [[n for n, c in enumerate(text) if not c.isspace()] for text in written]
    for sign, character in zip(read, body, strict=True):
        element = ord(sign) - _FIRST
        if not 0 <= element < len(written) or seen[element] >= len(inked[element]):
            yield None
            continue
        offset = inked[element][seen[element]]
        if written[element][offset] == character:
            seen[element] += 1
            yield Place(element, offset)
        else:
            yield None


def around(known: list[Place | None], span: Span) -> tuple[Place, Place] | None:
    """The first and the last place of a span; of an empty one the place before it, else the one behind."""
    inside = [p for p in known[span.start : span.end] if p]
    if inside:
        return inside[0], inside[-1]
    before = next((p for p in reversed(known[: span.start]) if p), None)
    nearest = before or next((p for p in known[span.start :] if p), None)
    return (nearest, nearest) if nearest else None
