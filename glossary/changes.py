"""What differs between two states of a concept, in words a court reads. Pure.

One function for history, for two published versions and for what an import would change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from corpora.languages import get
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus

LABELS = {
    "domain": "领域",
    "note": "备注",
    "definition": "定义",
    "definition_source": "定义出处",
    "laws": "法律依据",
    "related": "相关概念",
    "confusable": "易混概念",
    "equivalence": "对应程度",
    "equivalence_note": "对应说明",
    "text": "写法",
    "status": "状态",
    "source": "来源",
    "authority": "核定",
    "document": "核定文件",
    "decided": "核定日期",
    "dialect": "方言区",
    "jurisdiction": "适用地域",
    "part_of_speech": "词类",
    "abbreviation_of": "全称",
    "forms": "其他写法",
    "contexts": "例句",
    "valid_from": "生效",
    "valid_to": "失效",
    "reason": "理由",
    "replacement": "改用",
    "terms": "术语",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; `before` and `after` are texts to show, empty where there was nothing.

    `language` and `term` say what it belongs to: neither for the concept, `language` alone for what is said of
    the concept in a language, both for a term. Field "terms" is a term that came or went whole.
    """

    field: str
    before: str
    after: str
    language: str = ""
    term: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.field]


@dataclass(frozen=True, slots=True)
class Changed:
    """A concept that stands in both of two collections and differs, or (one side None) in one only."""

    number: int
    before: Concept | None
    after: Concept | None
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """The concept by its first Chinese term."""
        return name(self.after or self.before)


def name(concept: Concept | None) -> str:
    """A concept by its first Chinese term, or any term."""
    terms = (concept.terms_in("zh") or concept.terms) if concept else ()
    return terms[0].text if terms else "（无名）"


def differences(before: Concept | None, after: Concept | None) -> list[Difference]:
    """Everything that differs; a concept that came or went differs in each of its fields and terms."""
    before, after = before or Concept("", ()), after or Concept("", ())
    found = list(
        _fields(
            before,
            after,
            ("domain", "definition", "definition_source", "laws", "related", "confusable", "note"),
        )
    )
    for code in dict.fromkeys(s.language for s in (*before.sections, *after.sections)):
        found += _fields(before.section(code), after.section(code), _SECTION, code)
    found += _terms(before.terms, after.terms)
    return found


_SECTION = tuple(f.name for f in fields(LanguageSection) if f.name != "language")
_TERM = tuple(f.name for f in fields(Term) if f.name not in ("language", "id"))


def _terms(before: tuple[Term, ...], after: tuple[Term, ...]) -> Iterator[Difference]:
    """Terms are the same by id, where both have one, or else by key."""
    there = {_identity(t): t for t in before}
    left = dict(there)
    by_key = {_key(t): t for t in before}
    for term in after:
        old = there.get(_identity(term)) or by_key.get(_key(term))
        if old is None:
            yield Difference("terms", "", _term(term), term.language, term.text)
            continue
        left.pop(_identity(old), None)
        yield from _fields(old, term, _TERM, term.language, term.text)
    for term in left.values():
        yield Difference("terms", _term(term), "", term.language, term.text)


def _identity(term: Term) -> tuple[str, int | str]:
    return term.language, term.id if term.id is not None else _key(term)[1]


def _key(term: Term) -> tuple[str, str]:
    return term.language, get(term.language).key(term.text)


def _term(term: Term) -> str:
    return f"{term.text}〔{term.status.label}〕"


def _fields(
    before: object, after: object, names: tuple[str, ...], language: str = "", term: str = ""
) -> Iterator[Difference]:
    for field in names:
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            yield Difference(field, _shown(old), _shown(new), language, term)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case TermStatus() | Equivalence() | PartOfSpeech():
            return value.label
        case Context():
            return "".join(
                (
                    value.text,
                    f" ‖ {value.pair}" if value.pair else "",
                    f"（{value.source}）" if value.source else "",
                )
            )
        case tuple():
            return "；".join(_shown(v) for v in value)
    return str(value)


def compare(before: Mapping[int, Concept], after: Mapping[int, Concept]) -> list[Changed]:
    """Concepts added, removed and changed between two collections by id; those alike are left out."""
    found = []
    for number in sorted(before.keys() | after.keys()):
        old, new = before.get(number), after.get(number)
        if old != new and (apart := differences(old, new)):
            found.append(Changed(number, old, new, tuple(apart)))
    return found
