"""One table of what can be said of a concept, of a language and of a term, and how files write it.

A fact is a field and its text. A concept, section or term is a list of facts: TBX writes each as a data category or,
where a dialect has none, as a note `标签：文字`; a spreadsheet as a column of that label. Labels are unique.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import regex

from glossary.exchange.text import tidy, tidy_lines
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus

Holder = Concept | LanguageSection | Term
H = TypeVar("H", Concept, LanguageSection, Term)
E = TypeVar("E", bound=StrEnum)

_DAY = regex.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_DAY_WRITTEN = regex.compile(
    r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?|月)?|年)?(?:[T ]0?0:00(?::00)?)?"
)


def day(text: str) -> str:
    """ISO 8601 of a day as people write it. Raises ValueError.

    >>> day("2021年6月20日"), day("2021.6"), day("2021")
    ('2021-06-20', '2021-06', '2021')
    """
    found = _DAY_WRITTEN.fullmatch(text)
    written = "-".join(part.zfill(2) for part in found.groups() if part) if found else ""
    if not _DAY.fullmatch(written):
        raise ValueError(f"“{text}”不是日期，应写作 2021-06-20、2021-06 或 2021")
    return written


def _choice(kind: type[E], **others: str) -> Callable[[str], E]:
    """Reads the Chinese label or the English value of an enumeration; `others` are further names of its values."""
    names = {value.value: value for value in kind} | {value.label: value for value in kind}
    names |= {name: kind(value) for name, value in others.items()}

    def read(text: str) -> E:
        if (value := names.get(text.casefold())) is None:
            raise ValueError(f"“{text}”不在可选之列：{'、'.join(v.label for v in kind)}")
        return value

    return read


def _label(value: StrEnum) -> str:
    return value.label


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """One of the fields below. `name` is the attribute, `part` the attribute of a context in it; `many` fields
    hold a tuple. `read` raises ValueError for text that is no value.
    """

    name: str
    label: str
    english: str
    many: bool = False
    part: str = ""
    read: Callable[[str], object] = tidy
    write: Callable[..., str] = tidy


DOMAIN = Field("domain", "领域", "Domain")
DEFINITION = Field("definition", "定义", "Definition")
DEFINITION_SOURCE = Field("definition_source", "定义出处", "Source of definition")
RELATED = Field("related", "相关概念", "Related", many=True)
CONCEPT_NOTE = Field("note", "概念备注", "Note on concept", read=tidy_lines)
SECTION_DEFINITION = Field("definition", "本语定义", "Definition in this language")
SECTION_DEFINITION_SOURCE = Field("definition_source", "本语定义出处", "Source of this definition")
SECTION_NOTE = Field("note", "本语备注", "Note on language", read=tidy_lines)
STATUS = Field("status", "状态", "Status", write=_label, read=_choice(
    TermStatus, 核定="preferred", 首选="preferred", 允许="admitted", 许用="admitted", 拒用="forbidden", 废止="superseded",
    待定="proposed", 未审="proposed", 未审定="proposed", 建议="proposed",
))  # fmt: skip
SOURCE = Field("source", "出处", "Source")
DIALECT = Field("dialect", "方言", "Dialect")
PART_OF_SPEECH = Field("part_of_speech", "词性", "Part of speech", read=_choice(PartOfSpeech), write=_label)
ABBREVIATION_OF = Field("abbreviation_of", "简称自", "Abbreviation of")
CONTEXT = Field("contexts", "例句", "Context", many=True, part="text")
CONTEXT_PAIR = Field("contexts", "例句译文", "Counterpart of context", many=True, part="pair")
CONTEXT_SOURCE = Field("contexts", "例句出处", "Source of context", many=True, part="source")
NOTE = Field("note", "备注", "Note", read=tidy_lines)

FIELDS: dict[type, tuple[Field, ...]] = {
    Concept: (
        DOMAIN, DEFINITION, DEFINITION_SOURCE,
        Field("laws", "法条", "Law", many=True), RELATED, Field("confusable", "易混概念", "Confusable", many=True),
        CONCEPT_NOTE,
    ),
    LanguageSection: (
        SECTION_DEFINITION, SECTION_DEFINITION_SOURCE,
        Field("equivalence", "对应程度", "Equivalence", read=_choice(Equivalence), write=_label),
        Field("equivalence_note", "对应说明", "Note on equivalence"), SECTION_NOTE,
    ),
    Term: (
        STATUS, SOURCE, Field("authority", "审定", "Authority"), Field("document", "审定文件", "Document"),
        Field("decided", "审定日期", "Decided", read=day), DIALECT, Field("jurisdiction", "法域", "Jurisdiction"),
        PART_OF_SPEECH, ABBREVIATION_OF, Field("forms", "查词形", "Look-up forms", many=True),
        CONTEXT, CONTEXT_PAIR, CONTEXT_SOURCE, Field("valid_from", "启用日期", "Valid from", read=day),
        Field("valid_to", "停用日期", "Valid to", read=day), Field("reason", "禁用理由", "Reason"),
        Field("replacement", "替代", "Replacement"), NOTE,
    ),
}  # fmt: skip
NOTES = {Concept: CONCEPT_NOTE, LanguageSection: SECTION_NOTE, Term: NOTE}

Fact = tuple[Field, str]


def facts(value: Holder) -> Iterator[Fact]:
    """What is said, in the order of the fields; a context is three facts in a row, a note one fact a line."""
    for field in FIELDS[type(value)]:
        held = getattr(value, field.name)
        if field is CONTEXT:
            for context in held:
                for part in (CONTEXT, CONTEXT_PAIR, CONTEXT_SOURCE):
                    if text := tidy(getattr(context, part.part)):
                        yield part, text
        elif field is NOTES[type(value)]:
            yield from ((field, line) for line in tidy_lines(held).splitlines())
        elif not field.part:
            for item in held if field.many else [held]:
                if item and (text := field.write(item)):
                    yield field, text


def build(kind: type[H], said: Iterable[Fact], **given: object) -> tuple[H, list[str]]:
    """The value of these facts, and complaints about what did not fit. `given` are attributes known otherwise, unless a fact says them.

    A fact that cannot be read, or the second one for a field that holds one, becomes a line of the note.
    """
    held: dict[str, list] = {}
    lines: list[str] = []
    complaints: list[str] = []
    for field, text in said:
        try:
            _hold(held, lines, field, text, kind)
        except ValueError as error:
            lines.append(f"{field.label}：{tidy(text)}")
            complaints.append(f"{field.label}：{error}")
    many = {field.name for field in FIELDS[kind] if field.many}
    values = {name: tuple(items) if name in many else items[0] for name, items in held.items()}
    return kind(**{**given, **values, "note": "\n".join(lines)}), complaints


def _hold(held: dict[str, list], lines: list[str], field: Field, text: str, kind: type) -> None:
    value = field.read(text)
    if not value:
        return
    if field is NOTES[kind]:
        lines.append(str(value))
    elif field is CONTEXT:
        held.setdefault(field.name, []).append(Context(str(value)))
    elif field.part:
        contexts = held.get(field.name)
        if not contexts or getattr(contexts[-1], field.part):
            raise ValueError("前面没有对应的例句")
        contexts[-1] = replace(contexts[-1], **{field.part: value})
    elif field.many or field.name not in held:
        held.setdefault(field.name, []).append(value)
    elif held[field.name] != [value]:
        raise ValueError("写了不止一处")
