"""One file's bytes become a document worth keeping, or the row of the report that says why there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from corpora import case_numbers, judgments, legacy, masking, privacy, readers
from corpora.languages import Language, get, menksoft
from corpora.languages.recognise import recognise
from corpora.model import Document, Genre, ImportRow, Origin, Outcome, Party
from corpora.readers import Reading

FIRST = "zh"  # its numbers (扎某1) are those the other versions take over
_SHORTEST = 20  # letters a text must have to be worth keeping
_HEAD = 1500  # code points in which a court's document names its case

Versions = Callable[[Document], Sequence[Sequence[Party]]]
Names = Mapping[str | None, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants of an import beyond reading what can be read."""

    mask: bool = False  # names and personal numbers never reach the workspace
    convert_legacy: bool = False  # Menksoft's Mongolian becomes Unicode
    ocr: bool = False  # scans are read by tesseract


@dataclass(frozen=True, slots=True)
class Examined:
    """A text worth keeping, the hash of its folded form, what to tell of its reading, and names that were replaced."""

    document: Document
    key: str
    notes: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)


class _Refused(ValueError):
    """A text that cannot be kept; the message says why."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        super().__init__(reason)
        self.outcome = outcome


def examine(
    name: str, content: bytes, wishes: Wishes, versions: Versions, others: Names
) -> Examined | ImportRow:
    """The document in a file, or the row that says why there is none.

    `versions` gives the parties of the versions of a document there are, `others` are the Chinese names replaced so
    far, by case.
    Whatever goes wrong here concerns this file alone, so even a fault of ours becomes a row.
    """
    try:
        reading, code = read(name, content, wishes)
        return _understood(reading, get(code), wishes, versions, others)
    except (readers.Unreadable, _Refused) as error:
        return ImportRow(name, error.outcome, str(error))
    except Exception as error:
        fault = type(error).__name__ + ("" if wishes.mask else f"：{error}")  # it may quote the text
        return ImportRow(
            name, Outcome.UNREADABLE, f"软件处理这个文件时出错（{fault}）。请把文件交给维护人员。"
        )


def read(name: str, content: bytes, wishes: Wishes) -> tuple[Reading, str]:
    """The text of a file and its language. Raises Unreadable or another ValueError with an outcome."""
    reading = readers.read(name, content, wishes.ocr)
    if wishes.convert_legacy and legacy.is_convertible(reading.text):
        note = "蒙科立编码已转换为 Unicode 蒙古文，请与原件核对"
        text = menksoft.to_unicode(reading.text)
        reading = replace(reading, text=text, notes=(*reading.notes, note), origin=Origin.CONVERTED)
    diagnosis = legacy.diagnose(reading.text, reading.fonts)
    if diagnosis:
        raise _Refused(Outcome.LEGACY, diagnosis)
    if len(regex.findall(r"\p{L}", reading.text)) < _SHORTEST:
        raise _Refused(Outcome.EMPTY, f"只有不到 {_SHORTEST} 个字，不成一篇文书。请检查文件是否完整。")
    code = recognise(reading.text)
    if code is None:
        raise _Refused(
            Outcome.UNKNOWN_LANGUAGE,
            "认不出是汉文、藏文、蒙古文、维吾尔文、哈萨克文、朝鲜文或壮文。如是这些文字，请检查编码和字体。",
        )
    return reading, code


def _understood(
    reading: Reading, language: Language, wishes: Wishes, versions: Versions, others: Names
) -> Examined:
    document = replace(judgments.understand(reading.text, language), origin=reading.origin)
    names: Mapping[str, str] = {}
    if wishes.mask:
        said = others.get(document.case_number, {}) if document.case_number else {}
        document, names = _masked(document, language, versions(document), said)
    key = hashlib.sha256(f"{language.code}\n{language.key(document.body)}".encode()).hexdigest()
    told = (f"隐去 {len(set(names.values()))} 人姓名",) if names else ()
    return Examined(document, key, (*reading.notes, *told, *privacy_notes(document, language)), names)


def privacy_notes(document: Document, language: Language) -> tuple[str, ...]:
    """What a document still says of people, as counts: the report must not repeat it."""
    found = [finding.told for finding in privacy.findings(document, language)]
    counts = [f"{told.label} {found.count(told)} 处" for told in privacy.Told if told in found]
    return (f"含未隐去的{'、'.join(counts)}",) if counts else ()


# Masking


def _masked(
    document: Document, language: Language, versions: Sequence[Sequence[Party]], others: Mapping[str, str]
) -> tuple[Document, Mapping[str, str]]:
    """The document with names and personal numbers replaced, and the names. Raises _Refused where names cannot be told."""
    of_a_court = document.genre is Genre.JUDGMENT or bool(case_numbers.find(document.body[:_HEAD]))
    if of_a_court and not document.parties:
        raise _Refused(
            Outcome.UNMASKED,
            f"要求隐名，但在这份{language.name}文书里没有认出当事人，不能保证姓名已隐去。请在原件里隐名后再导入（不勾选隐名）。",
        )
    masks = masking.masking(document.parties, language, versions)
    if masks.doubtful:
        raise _Refused(
            Outcome.UNMASKED,
            f"要求隐名，但有 {len(masks.doubtful)} 处当事人分不清是人名还是单位名。请在原件里隐名后再导入（不勾选隐名）。",
        )
    text = masking.apply(language.text(document.body), {**others, **masks.names}, language)
    again = judgments.understand(privacy.without_numbers(text), language)
    if any(masking.unmasked(again.parties, language)):
        raise _Refused(
            Outcome.UNMASKED, "要求隐名，但隐去后仍有当事人姓名。请在原件里隐名后再导入（不勾选隐名）。"
        )
    return replace(again, origin=document.origin, masked=document.genre is Genre.JUDGMENT), masks.names
