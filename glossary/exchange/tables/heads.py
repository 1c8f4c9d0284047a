"""The head of a table of terms: which column is what, in our own files and in those courts keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from corpora.languages import CODES, get
from corpora.languages.names import from_name
from corpora.languages.recognise import recognise
from glossary.exchange.fields import (
    DEFINITION,
    DEFINITION_SOURCE,
    DOMAIN,
    FIELDS,
    NOTE,
    SECTION_DEFINITION,
    SECTION_DEFINITION_SOURCE,
    SOURCE,
    Field,
)
from glossary.exchange.text import tidy

NUMBER, LANGUAGE, TERM = "概念号", "语言", "术语"
ANY = "*"  # the language of a column whose rows each name theirs
NUMBER_OF_ROW = "序号"  # tells nothing
ENGLISH = {NUMBER: "Concept", LANGUAGE: "Language", TERM: "Term"}
_DEEPEST = 20  # rows of titles and remarks that may stand above the head
_SAMPLED = 200  # rows that tell a column's language

_ALIASES = {
    "来源": SOURCE, "资料来源": SOURCE, "词典": SOURCE, "文献": SOURCE, "来源词典": SOURCE,
    "说明": NOTE, "注释": NOTE, "注": NOTE, "附注": NOTE, "remark": NOTE, "remarks": NOTE, "notes": NOTE,
    "释义": DEFINITION, "解释": DEFINITION, "含义": DEFINITION,
    "类别": DOMAIN, "分类": DOMAIN, "专业": DOMAIN, "学科": DOMAIN, "部门": DOMAIN, "法律部门": DOMAIN, "category": DOMAIN,
}  # fmt: skip
_MORE = {
    "审定单位": "审定", "审定机构": "审定", "审定人": "审定", "核定": "审定", "核定单位": "审定", "核定人": "审定",
    "文号": "审定文件", "核定日期": "审定日期", "审定状态": "状态", "方言区": "方言", "例子": "例句", "用例": "例句",
    "法律依据": "法条", "依据": "法条", "法律条文": "法条", "条文": "法条",
}  # fmt: skip
_FIELDS = {
    name: field
    for fields in FIELDS.values()
    for field in fields
    for name in (field.label, field.english.casefold())
}
_FIELDS |= {f"{field.label} {field.english.casefold()}": field for field in _FIELDS.values()}
_FIELDS |= _ALIASES | {alias: _FIELDS[label] for alias, label in _MORE.items()}
_KEYS = {
    name: key
    for key, english in ENGLISH.items()
    for name in (key, english.casefold(), f"{key} {english.casefold()}")
}
_KEYS |= {
    "语种": LANGUAGE,
    "文种": LANGUAGE,
    **dict.fromkeys(("编号", "序号", "号", "no", "no.", "#"), NUMBER_OF_ROW),
}
_OF_LANGUAGE = {DEFINITION: SECTION_DEFINITION, DEFINITION_SOURCE: SECTION_DEFINITION_SOURCE}
_NAMED = {get(code).name.casefold(): code for code in CODES}
_OF_CHINESE = {"术语", "词条", "词目", "词语", "名词术语", "法律术语", "名词", "条目"}
_OF_OTHER = {"译文", "译名", "译法", "对译", "民文", "少数民族文字", "民族文字", "译词", "对应词"}
_TERM_TAIL = regex.compile(r"(?:名词术语|术语|译名|译文|译法|名称|词条|词语|对译|规范译法|规范译名|term)$")
_FIELD_TAIL = regex.compile(r"(?P<language>.+?)(?P<field>来源|出处|备注|说明|状态|例句|释义|词性|审定|方言)$")
_BRACKETS = regex.compile(r"[（(【\[].*?[)）】\]]")


@dataclass(frozen=True, slots=True)
class Column:
    """What the cells of a column say: a key of the row, a term of `language`, a field (of one language's terms
    where `language` is set), or what only the head tells (`other`)."""

    head: str
    key: str = ""
    language: str = ""
    field: Field | None = None
    other: bool = False

    @property
    def term(self) -> bool:
        return bool(self.language) and self.field is None


@dataclass(frozen=True, slots=True)
class Head:
    """The columns, and how many rows stand above the first row of data."""

    columns: tuple[Column | None, ...]
    rows: int

    @property
    def long(self) -> bool:
        """One row a term, of any language: our own layout."""
        return _long(self.columns)


def find_head(rows: Sequence[Sequence[str]]) -> Head | None:
    """The head of a table, below titles, over one row or two; a table without one is told by the letters in it.

    None when it has no Chinese column with another language beside it, nor a term a row with its language.
    """
    for n in range(min(_DEEPEST, len(rows))):
        for depth in (1, 2):
            if depth == 1 and n + 1 < len(rows) and _goes_on(rows[n + 1]):
                continue
            columns = _columns(rows[n : n + depth], rows[n + depth : n + depth + _SAMPLED])
            if _whole(columns):
                return Head(columns, n + depth)
    columns = _by_letters(rows[:_SAMPLED])
    return Head(columns, 0) if _whole(columns) else None


def _columns(head: Sequence[Sequence[str]], data: Sequence[Sequence[str]]) -> tuple[Column | None, ...]:
    found = []
    for i in range(max(map(len, head))):
        *above, below = [tidy(row[i]) if i < len(row) else "" for row in head]
        top = above[0] if above else ""
        tries = [_column(name, _sample(data, i)) for name in (top + below, below, top) if name]
        found.append(next((c for c in tries if not c.other), tries[0] if tries else None))
    if _long(found):
        return tuple(found)
    by_row = any(c and c.key == LANGUAGE for c in found)
    return tuple(_settled(c, by_row) if c else None for c in found)


def _settled(column: Column, by_row: bool) -> Column:
    """In a table of a concept a row a "term" is the Chinese one; its rendering may be in the language the row names."""
    if column.key == TERM:
        return Column(column.head, language="zh")
    return Column(column.head, language=ANY) if by_row and tidy(column.head) in _OF_OTHER else column


def _long(columns: Sequence[Column | None]) -> bool:
    return {LANGUAGE, TERM, NUMBER} <= {c.key for c in columns if c}


def _column(name: str, sample: str) -> Column:
    """What a head says. `sample` is what stands below it."""
    for plain in (name.casefold(), regex.sub(r"\s", "", _BRACKETS.sub("", name)).casefold()):
        if plain in _KEYS:
            return Column(name, key=_KEYS[plain])
        if plain in _FIELDS:
            return Column(name, field=_FIELDS[plain])
        for language in (
            from_name(plain, sample),
            _NAMED.get(plain),
            from_name(_TERM_TAIL.sub("", plain), sample),
        ):
            if language:
                return Column(name, language=language)
        if (found := _FIELD_TAIL.fullmatch(plain)) and (code := from_name(found["language"], sample)):
            field = _FIELDS[found["field"]]
            return Column(
                name, language=code, field=_OF_LANGUAGE.get(field, field) if code != "zh" else field
            )
        if plain in _OF_CHINESE:
            return Column(name, language="zh")
        if plain in _OF_OTHER and (code := recognise(sample)) and code != "zh":
            return Column(name, language=code)
    return Column(name, other=True)


def _goes_on(row: Sequence[str]) -> bool:
    """Whether a row is the lower half of a head: every cell in it names a column."""
    names = [tidy(cell) for cell in row if tidy(cell)]
    return bool(names) and all(name in _OF_OTHER or not _column(name, "").other for name in names)


def _whole(columns: Sequence[Column | None]) -> bool:
    languages = {c.language for c in columns if c and c.term}
    return _long(columns) or ("zh" in languages and len(languages) > 1)


def _by_letters(rows: Sequence[Sequence[str]]) -> tuple[Column | None, ...]:
    """Columns of a table without a head; of several Chinese ones the first holds the terms, the others remarks."""
    found: list[Column | None] = []
    for i in range(max(map(len, rows), default=0)):
        code = recognise(_sample(rows, i))
        again = code == "zh" and any(c and c.language == "zh" for c in found)
        found.append(Column("", field=NOTE) if again else Column("", language=code) if code else None)
    return tuple(found)


def _sample(rows: Sequence[Sequence[str]], column: int) -> str:
    return " ".join(row[column] for row in rows[:_SAMPLED] if column < len(row))
