"""The two files of a check: bytes in, documents out, or the reason why not."""

from __future__ import annotations

from corpora import judgments, legacy, readers
from corpora.languages import get
from corpora.languages.recognise import recognise
from corpora.model import Document


def understood(name: str, content: bytes) -> Document:
    """The document in a file. Raises ValueError, in Chinese, when it cannot be read or is in no language of ours."""
    try:
        reading = readers.read(name, content)
    except readers.Unreadable as error:
        raise ValueError(f"{name}：{error.reason}") from error
    diagnosis = legacy.diagnose(reading.text, reading.fonts)
    if diagnosis:
        raise ValueError(f"{name}：{diagnosis}")
    code = recognise(reading.text)
    if code is None:
        raise ValueError(
            f"{name}：认不出是汉文、藏文、蒙古文、维吾尔文、哈萨克文、朝鲜文或壮文。请检查是否拿错了文件，以及编码和字体。"
        )
    return judgments.understand(reading.text, get(code))


def ready(source: Document, draft: Document) -> None:
    """Raises ValueError, in Chinese, unless the first is Chinese and the second is not."""
    if source.language != "zh":
        raise ValueError(f"原文应是汉文，读到的是{get(source.language).name}。请先给汉文原文，再给译文。")
    if draft.language == "zh":
        raise ValueError("译文读出来是汉文。请先给汉文原文，再给民族文字的译文。")
