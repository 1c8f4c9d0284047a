"""Chinese sentences with what varies from case to case taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex

from corpora import placeables
from corpora.courts import courts
from corpora.cues import cues
from corpora.languages import Language, get
from corpora.model import Kind, Span
from glossary.formulae.model import Slot, SlotKind

SOURCE = "zh"
_CUT = {
    "character": regex.compile(r"\p{Han}\p{M}*|\p{N}+|[\p{L}\p{M}--\p{Han}]+", flags=regex.VERSION1),
    "syllable": regex.compile(r"[\p{L}\p{M}\p{N}]+"),
    "word": regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}]+"),
}
_LAW = regex.compile(r"《(?P<title>(?:[^《》]|《[^《》]*》)+)》")
_ITEM = regex.compile(
    r"\s*(?:(?P<item>[一二三四五六七八九十]{1,3})、|[（(](?P<item>[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|(?P<item>\d{1,2})[、.．](?!\d))"
)
_BODY = "有限责任公司|股份有限公司|有限公司|公司|合作社|人民政府|人民检察院|管理局|公安局|委员会|银行|医院|学校|村民小组|经营部|服务部"
_ABOUT = regex.compile(
    r"(?<=[\p{Han}\d])(?:之间的?|的)?(?P<cause>(?!与|和|诉|犯)(?:(?!原告|被告|一案)[\p{Han}、]){2,28})(?=一案)"
)
_CRIME = regex.compile(r"犯(?!罪)(?P<cause>(?:(?!罪)[\p{Han}、]){1,20}罪)")
_BEFORE = r"(?<=^|[，。、；：“（(\s与和及由对向给系至自]|{roles})"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A display text, its slots in order, and its tokens: what is compared, each with its place; a slot is one token."""

    text: str
    slots: tuple[Slot, ...]
    tokens: tuple[tuple[str, Span], ...]

    @property
    def skeleton(self) -> str:
        return " ".join(form for form, _ in self.tokens)

    @property
    def letters(self) -> int:
        """How much is said besides the slots."""
        return sum(len(form) for form, _ in self.tokens if not form.startswith("{"))


def token(kind: SlotKind) -> str:
    return "{" + kind.value + "}"


def sentence(text: str, names: Iterable[str] = ()) -> Sentence:
    """A Chinese sentence; `names` are parties' names as they stand in its document, masked or not."""
    slots = tuple(chinese_slots(text, names))
    return Sentence(text, slots, tokens(text, slots, get(SOURCE)))


def tokens(text: str, slots: Sequence[Slot], language: Language) -> tuple[tuple[str, Span], ...]:
    """Slots, and the characters, syllables or words between them by their keys; punctuation is left out."""
    found: list[tuple[str, Span]] = []
    at = 0
    for slot in slots:
        found += _pieces(text, at, slot.start, language)
        found.append((token(slot.kind), Span(slot.start, slot.end)))
        at = slot.end
    return tuple([*found, *_pieces(text, at, len(text), language)])


def _pieces(text: str, start: int, end: int, language: Language) -> Iterator[tuple[str, Span]]:
    for match in _CUT[language.graphemes].finditer(text, start, end):
        if form := _form(language.code, match[0]):
            yield form, Span(*match.span())


@lru_cache(maxsize=1 << 15)
def _form(code: str, piece: str) -> str:
    return get(code).key(piece)


# Slots


def chinese_slots(text: str, names: Iterable[str] = ()) -> list[Slot]:
    """What varies in a Chinese sentence, in order, none overlapping another."""
    taken = bytearray(len(text))
    found: list[Slot] = []
    candidates = (
        *(Slot(SlotKind.LAW, m["title"], *m.span("title")) for m in _LAW.finditer(text)),
        *(s for s in _placeables(text) if s.kind is SlotKind.CASE),
        *(Slot(SlotKind.COURT, m[0], *m.span()) for m in _court().finditer(text)),
        *_known(text, names),
        *_named(text),
        *_numbered(text),
        *_placeables(text),
    )
    for slot in candidates:
        if slot.end > slot.start and not any(taken[slot.start : slot.end]):
            taken[slot.start : slot.end] = b"\1" * (slot.end - slot.start)
            found.append(slot)
    return sorted([*found, *_causes(text, found)], key=lambda s: s.start)


def _causes(text: str, slots: Sequence[Slot]) -> Iterator[Slot]:
    """What a case is about: between the last name and 一案, or the crime behind a name."""
    ends = {s.end for s in slots if s.kind is SlotKind.NAME}
    for pattern in (_ABOUT, _CRIME):
        for m in pattern.finditer(text, overlapped=True):
            if m.start() in ends and not any(
                m.start("cause") < s.end and s.start < m.end("cause") for s in slots
            ):
                yield Slot(SlotKind.CAUSE, m["cause"], *m.span("cause"))


@lru_cache(maxsize=4096)
def _placeables(text: str) -> tuple[Slot, ...]:
    return tuple(
        Slot(SlotKind(p.kind.value), p.value, p.start, p.end) for p in placeables.find(text, get(SOURCE))
    )


@cache
def _court() -> regex.Pattern[str]:
    """A court by its province, or by the name it has without it."""
    names = courts().values()
    places = {m[0] for name in names if (m := regex.match(r"\p{Han}+?(?:自治区|省|市)", name))}
    short = {
        regex.sub(r"^\p{Han}+?(?:自治区|省)|^\p{Han}+?市(?=\p{Han}+区)", "", name) for name in names
    } | set(names)
    known = "|".join(sorted(map(regex.escape, short), key=len, reverse=True))
    return regex.compile(
        rf"(?:{'|'.join(sorted(places, key=len, reverse=True))})\p{{Han}}{{0,24}}?人民法院|{known}|最高人民法院"
    )


def _known(text: str, names: Iterable[str]) -> Iterator[Slot]:
    for name in sorted(set(names), key=len, reverse=True):
        if len(name) > 1:
            yield from (
                Slot(SlotKind.NAME, name, *m.span()) for m in regex.finditer(regex.escape(name), text)
            )


@cache
def _roles() -> str:
    known = cues(SOURCE)
    return "|".join(role for role, _ in known.roles) if known else ""


@cache
def _names() -> tuple[regex.Pattern[str], ...]:
    """Bodies behind a role or with 某 in them; persons masked by 某, two characters before it only where a name may begin."""
    before = _BEFORE.format(roles=_roles())
    former = r"(?:[（(][^）)]{1,20}[)）])?"
    masked = r"某{1,2}(?:\d{1,2}(?![\d月日元万%％])|[甲乙丙丁])?"
    return (
        regex.compile(rf"(?:{_roles()}){former}(?P<name>\p{{Han}}{{0,24}}?(?:{_BODY}))(?![章法])"),
        regex.compile(rf"{before}(?P<name>\p{{Han}}{{1,6}}某{{1,2}}\p{{Han}}{{0,12}}?(?:{_BODY}))(?![章法])"),
        regex.compile(rf"{before}(?P<name>\p{{Han}}{{1,2}}{masked})"),
        regex.compile(rf"(?P<name>\p{{Han}}{masked})"),
    )


def _named(text: str) -> Iterator[Slot]:
    if "某" not in text and not regex.search(_BODY, text):
        return
    for pattern in _names():
        for m in pattern.finditer(text):
            start = _begins(text, m.start("name"), m.end("name"))
            yield Slot(SlotKind.NAME, text[start : m.end("name")], start, m.end("name"))


def _begins(text: str, start: int, end: int) -> int:
    """Where a name really begins: not inside a longer role (被告人), not with a particle (至索某)."""
    while True:
        tail = next(
            (
                n
                for n in (2, 1)
                if text[start + n : start + n + 1] not in ("", "某")
                and _role_end().search(text, 0, start + n)
            ),
            0,
        )
        if not tail and text[start] in "与和由对向及自至给系" and text[start + 1 : start + 2] != "某":
            tail = 1
        if not tail or start + tail >= end - 1:
            return start
        start += tail


@cache
def _role_end() -> regex.Pattern[str]:
    return regex.compile(rf"(?<=(?:{_roles()}))$")


def _numbered(text: str) -> Iterator[Slot]:
    match = _ITEM.match(text)
    value = get(SOURCE).number(match["item"]) if match else None
    if match and value is not None:
        yield Slot(SlotKind.ITEM, str(int(value)), *match.span("item"))


_KINDS = {kind.value: kind for kind in Kind}


def placeable_kind(kind: SlotKind) -> Kind | None:
    """The kind of placeable a slot is, None for a name, a law or an item's number."""
    return _KINDS.get(kind.value)
