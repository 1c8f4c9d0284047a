"""Files made for the tests of reading and importing: docx and pdf bytes from lines of text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_of(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx_body(xml: str, **parts: str) -> bytes:
    """A Word file whose body is this XML (prefixes w, mc, v); `parts` are further parts of word/, without .xml."""
    namespaces = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f"<w:document {namespaces}><w:body>{xml}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {namespaces}>{content}</w:{name}>")
    return stream.getvalue()


def p(*runs: str) -> str:
    """XML of a paragraph of runs of text."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


Placed = str | tuple[float, str] | tuple[float, str, float]


def pdf_of(*pages: Sequence[Placed], encrypted: bool = False) -> bytes:
    """A PDF of A4 pages with lines of 12 points, the left margin at 72; (x, text) and (x, text, y) stand elsewhere.

    The font is not embedded: every code point is its own CID, as wide as the type is high, and ToUnicode
    is the identity, which is all that reading needs.
    """
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        + " ".join(f"1 beginbfrange <{n:02X}00> <{n:02X}FF> <{n:02X}00> endbfrange" for n in range(256))
        + " endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
    ]
    for number, lines in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
            f" /Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(_stream("\n".join(_shown(line, 760 - 20 * n) for n, line in enumerate(lines))))
    return _pdf(objects, encrypted)


def _shown(line: Placed, y: float) -> str:
    x, text, y = (*line, y)[:3] if isinstance(line, tuple) else (72, line, y)
    return f"BT /F 12 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _pdf(objects: Sequence[str], encrypted: bool) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    lock = ""
    if encrypted:    # no password fits these values, so the file asks for one
        lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'AB' * 32}> /U <{'CD' * 32}> >> /ID [<00> <00>]"
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R{lock} >>\nstartxref\n{table}\n%%EOF".encode()
    return bytes(out)


def write(folder: Path, files: dict[str, bytes]) -> Path:
    """The folder with these files, by relative path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
