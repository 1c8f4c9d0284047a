"""What a text still says of people: whole names, telephone numbers, identity cards, bank cards.

Identity card numbers are told by date and checksum (GB 11643-1999, ISO 7064 MOD 11-2), bank cards by Luhn's
(ISO/IEC 7812-1 annex B), so that a contract's number raises no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import regex

from corpora import masking
from corpora.languages import Language
from corpora.languages.common import digits
from corpora.model import Document

WITHHELD = "×××"


class Told(StrEnum):
    """What is told of a person."""

    NAME = "name"
    PHONE = "phone"
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"

    @property
    def label(self) -> str:
        """As people read it."""
        return {"name": "姓名", "phone": "电话", "id_card": "身份证号", "bank_card": "银行卡号"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a text tells of a person, with its place in the text that was looked at."""

    told: Told
    text: str
    start: int
    end: int


_NUMBER = regex.compile(r"(?<![\p{Nd}\p{Latin}.])\p{Nd}(?:[ \-－]?\p{Nd}){6,18}[XxＸｘ]?(?![\p{Nd}\p{Latin}])")
_MOBILE = regex.compile(r"(?:86)?1[3-9]\d{9}")
_LANDLINE = regex.compile(r"0\d{2,3}[-－ ]\d{7,8}")
_ID_CARD = regex.compile(r"[1-9]\d{5}(?P<day>(?:19|20)\d{6})\d{3}[\dX]")
_BANK_CARD = regex.compile(r"[3-69]\d{12,18}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WITNESS = regex.compile(
    r"(?:证人|被害人|受害人|死者|伤者|未成年人|鉴定人)(?P<name>(?!证|陈述|供述|出庭|死亡|受伤|某|系|是|的|及|和|因|在|对|未|已|均|家属|亲属)\p{Han}{2,4}?)"
    r"(?=的?(?:证言|陈述|证实|证明|出庭|死亡|受伤)|[，、（(])"
)


def findings(document: Document, language: Language) -> list[Finding]:
    """Everything told of people, in the order of the display text of the body."""
    text = language.text(document.body)
    return sorted((*_names(document, text, language), *numbers(text)), key=lambda f: (f.start, f.end))


def _names(document: Document, text: str, language: Language) -> Iterator[Finding]:
    """Parties with their whole names, and those whom a Chinese text calls a witness or a victim, once each."""
    persons, doubtful = masking.unmasked(document.parties, language)
    named = [party.name for party in (*persons, *doubtful)] if masking.rules(language.code) else []
    named += [m["name"] for m in _WITNESS.finditer(text) if not masking.withheld(m["name"], language)]
    for name in dict.fromkeys(named):
        start = text.find(name)
        if start >= 0:
            yield Finding(Told.NAME, name, start, start + len(name))


def numbers(text: str) -> Iterator[Finding]:
    """Telephone, identity card and bank card numbers, in digits of any script."""
    for match in _NUMBER.finditer(text):
        told = _worth(digits(match[0]).upper().replace("Ｘ", "X"))
        if told:
            yield Finding(told, match[0], *match.span())


def _worth(written: str) -> Told | None:
    bare = regex.sub(r"[ \-－]", "", written)
    card = _ID_CARD.fullmatch(bare)
    if card and _is_day(card["day"]) and id_check(bare[:17]) == bare[17]:
        return Told.ID_CARD
    if _MOBILE.fullmatch(bare) or _LANDLINE.fullmatch(written):
        return Told.PHONE
    return Told.BANK_CARD if _BANK_CARD.fullmatch(bare) and luhn(bare) else None


def _is_day(day: str) -> bool:
    try:
        date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return False
    return True


def id_check(first: str) -> str:
    """The last character of an identity card number after its 17 digits."""
    return "10X98765432"[sum(int(c) * w for c, w in zip(first, _WEIGHTS, strict=True)) % 11]


def luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others."""
    doubled = (int(c) * (1 + n % 2) for n, c in enumerate(reversed(number)))
    return sum(d - 9 * (d > 9) for d in doubled) % 10 == 0


def without_numbers(text: str) -> str:
    """The text with crosses in the place of personal numbers."""
    for found in reversed(list(numbers(text))):
        text = text[: found.start] + WITHHELD + text[found.end :]
    return text


def statement(masked: int, judgments: int) -> str:
    """What a thing that leaves the workspace says of names, in Chinese."""
    if masked == judgments:
        return f"隐名：全部 {judgments} 份裁判文书在导入时隐去了当事人姓名。"
    return f"隐名：{judgments} 份裁判文书中 {masked} 份在导入时隐去了姓名，其余按来件，可能含真实姓名，对外提供前请先核对。"
