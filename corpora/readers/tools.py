"""Programs of others that read what we cannot: LibreOffice old Word and WPS files, tesseract pictures.

Both are optional and run on this computer only. A text from tesseract is marked as such for good.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pypdfium2

from corpora.model import Origin, Outcome
from corpora.readers.reading import Reading, Unreadable

OCR_LANGUAGES = ("chi_sim", "bod", "uig", "kaz", "kor")  # tesseract knows no traditional Mongolian, no Zhuang
_SECONDS = 180  # a document may take, or a page
_PAGES = 300
_DPI = 300
_OFFICE_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def soffice() -> str | None:
    """LibreOffice's program, None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _OFFICE_PLACES if Path(place).is_file()), None)


def tesseract() -> str | None:
    """The program for OCR, None where it is not installed."""
    return shutil.which("tesseract")


@lru_cache(maxsize=4)
def ocr_languages(program: str) -> tuple[str, ...]:
    """Those of our languages that this tesseract has data for."""
    found = _run([program, "--list-langs"]).stdout.decode("utf-8", "replace").split()
    return tuple(code for code in OCR_LANGUAGES if code in found)


def to_docx(content: bytes) -> bytes:
    """A .doc, .wps or .rtf file as docx, by LibreOffice. Raises Unreadable."""
    program = soffice()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "in.doc").write_bytes(content)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [
            str(program),
            profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(place / "in.doc"),
        ]
        _run(command)
        try:
            return (place / "in.docx").read_bytes()
        except OSError as error:
            raise Unreadable("LibreOffice 转换不了这个文件。请用 Word 或 WPS 另存为 docx。") from error


def recognise(content: bytes) -> Reading:
    """The text of a picture or of a PDF of pictures, by tesseract, a page after the other. Raises Unreadable."""
    program = tesseract()
    if program is None:
        raise Unreadable(
            "扫描件或图片，要识别文字须先装 tesseract（含 chi_sim、bod 等语言包）。", Outcome.SCAN
        )
    languages = ocr_languages(program)
    if not languages:
        raise Unreadable(
            f"tesseract 没有我们需要的语言包（{'、'.join(OCR_LANGUAGES)}）。请安装后再试。", Outcome.SCAN
        )
    pages = _pictures(content) if b"%PDF-" in content[:1024] else [content]
    command = [program, "stdin", "stdout", "-l", "+".join(languages), "--dpi", str(_DPI)]
    text = "\n".join(_run(command, page).stdout.decode("utf-8", "replace").strip("\f\n") for page in pages)
    if not text.strip():
        raise Unreadable("OCR 没有认出文字。请检查扫描是否清楚、方向是否正确。", Outcome.SCAN)
    note = f"OCR 识别（{'+'.join(languages)}），未经校对，共 {len(pages)} 页"
    return Reading(text, notes=(note,), origin=Origin.OCR)


def _pictures(content: bytes) -> list[bytes]:
    """Pages of a PDF as PNG."""
    document = pypdfium2.PdfDocument(content)
    try:
        if len(document) > _PAGES:
            raise Unreadable(
                f"扫描件有 {len(document)} 页（上限 {_PAGES} 页）。请拆分后再识别。", Outcome.SCAN
            )
        return [_png(page) for page in document]
    finally:
        document.close()


def _png(page: pypdfium2.PdfPage) -> bytes:
    stream = BytesIO()
    page.render(scale=_DPI / 72, grayscale=True).to_pil().save(stream, "PNG")
    return stream.getvalue()


def _run(command: list[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"{Path(command[0]).name} 处理超过 {_SECONDS} 秒，已停止。请拆分文件或手工转换。"
        ) from error
    except OSError as error:
        raise Unreadable(f"{Path(command[0]).name} 运行不了（{error.strerror}）。请检查安装。") from error
