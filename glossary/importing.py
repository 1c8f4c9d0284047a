"""What a file of terms would do to the termbase: add, change, contradict, or nothing. Pure; nothing is written here.

A concept of the file is that concept of the termbase with which it shares a Chinese term, by key. What the termbase
does not say yet is added. What a person decided stands: where the file says otherwise that is a contradiction, which
is listed and takes effect only when it is confirmed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from corpora.languages import CODES, get
from glossary import merging
from glossary.exchange.fields import FIELDS, NOTES, SOURCE, STATUS, Field, H, Holder
from glossary.exchange.reading import Entry, Problem, Reading
from glossary.model import Concept, LanguageSection, Term, TermStatus

_EVIDENCE = frozenset({"source", "forms", "contexts"})  # what may be added to a term a person approved
_NEW = "新译法"
PREFERRED = "推荐译法"  # what a difference is called where another term is to be preferred


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing the file says otherwise; `language` and `term` are empty for what is said of the concept."""

    language: str
    term: str
    field: str
    before: str
    after: str
    contradicts: bool

    def __str__(self) -> str:
        where = f"{get(self.language).name} {self.term} " if self.language else ""
        return f"{where}{self.field}：{self.before or '（空）'} → {self.after}"


@dataclass(frozen=True, slots=True)
class Step:
    """What one entry of the file does. `kept` leaves contradictions as they are, `forced` takes the file's word."""

    entry: Entry
    before: Concept | None
    kept: Concept
    forced: Concept
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        return next(iter(t.text for t in self.kept.terms if t.language == "zh"), self.kept.terms[0].text)

    @property
    def contradicts(self) -> bool:
        return any(d.contradicts for d in self.differences)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; an entry may both change and contradict."""

    steps: tuple[Step, ...]
    refused: tuple[Problem, ...]
    remarks: tuple[Problem, ...]

    @property
    def add(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.before is None)

    @property
    def change(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.before is not None and s.kept != s.before)

    @property
    def contradict(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.contradicts)

    @property
    def same(self) -> tuple[Step, ...]:
        return tuple(s for s in self.steps if s.before is not None and not s.differences)

    def concepts(self, confirmed: Collection[Step] = ()) -> Iterator[Concept]:
        """Concepts to put into the termbase; `confirmed` are the steps whose contradictions a person confirmed."""
        agreed = {id(step) for step in confirmed}
        for step in self.steps:
            concept = step.forced if id(step) in agreed else step.kept
            if concept != step.before:
                yield concept


def plan(existing: Iterable[Concept], reading: Reading) -> Plan:
    """Hold what was read against the termbase. Terms of languages that are none of ours are refused."""
    base = _Base(existing)
    steps, refused = [], list(reading.refused)
    for entry in reading.entries:
        ours, problems = _ours(entry)
        refused += problems
        if ours is None:
            continue
        before = base.claim(ours)
        if before is None:
            steps.append(Step(entry, None, ours, ours))
        else:
            steps.append(_step(entry, before, ours))
    return Plan(tuple(steps), tuple(refused), reading.remarks)


def _ours(entry: Entry) -> tuple[Concept | None, list[Problem]]:
    """The concept with the languages we know, one term a key, without numbers of another workspace."""
    problems = []
    foreign = sorted({t.language for t in entry.concept.terms if t.language not in CODES})
    terms = tuple(replace(t, id=None) for t in entry.concept.terms if t.language in CODES)
    if foreign:
        problems.append(Problem(entry.line, f"不收这些语言的术语：{'、'.join(foreign)}", entry.sheet))
    if not any(t.language == "zh" for t in terms):
        return None, [*problems, Problem(entry.line, "没有汉文术语，无法归入概念", entry.sheet)]
    sections = tuple(s for s in entry.concept.sections if s.language in CODES)
    return replace(entry.concept, id=None, terms=merging.folded(terms), sections=sections), problems


class _Base:
    """The concepts of the termbase by Chinese key; each is the counterpart of one entry of the file at most."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_key: dict[str, list[Concept]] = defaultdict(list)
        self._claimed: set[int] = set()
        for concept in concepts:
            for key in _chinese_keys(concept):
                self._by_key[key].append(concept)

    def claim(self, concept: Concept) -> Concept | None:
        """The free concept most like this one among those that share a Chinese term."""
        free = [
            c
            for key in _chinese_keys(concept)
            for c in self._by_key.get(key, ())
            if id(c) not in self._claimed
        ]
        best = max(free, key=lambda c: _likeness(c, concept), default=None)
        if best is not None:
            self._claimed.add(id(best))
        return best


def _chinese_keys(concept: Concept) -> dict[str, None]:
    return dict.fromkeys(_key(t)[1] for t in concept.terms if t.language == "zh")


def _key(term: Term) -> tuple[str, str]:
    return term.language, get(term.language).key(term.text)


def _likeness(one: Concept, other: Concept) -> tuple[bool, bool, int]:
    shared = {_key(t) for t in one.terms} & {_key(t) for t in other.terms}
    return one.domain == other.domain, one.definition == other.definition, len(shared)


def _step(entry: Entry, before: Concept, incoming: Concept) -> Step:
    """The concept with what the file says too."""
    kept, forced, differences = _merged(before, incoming, "", "")
    sections_kept, sections_forced = {}, {}
    for code in dict.fromkeys(s.language for s in (*before.sections, *incoming.sections)):
        section = _merged(before.section(code), incoming.section(code), code, "")
        if section[1] != LanguageSection(code):
            sections_kept[code], sections_forced[code] = section[:2]
        differences += section[2]
    terms_kept, terms_forced, more = _merged_terms(before, incoming)
    return Step(
        entry,
        before,
        replace(kept, terms=terms_kept, sections=tuple(sections_kept.values())),
        replace(forced, terms=terms_forced, sections=tuple(sections_forced.values())),
        tuple(differences + more),
    )


def _merged_terms(
    before: Concept, incoming: Concept
) -> tuple[tuple[Term, ...], tuple[Term, ...], list[Difference]]:
    before_terms = {_key(t): t for t in before.terms}
    kept, forced = dict(before_terms), dict(before_terms)
    differences: list[Difference] = []
    for term in incoming.terms:
        key = _key(term)
        old = before_terms.get(key)
        rivals = [
            k
            for k, t in before_terms.items()
            if t.language == term.language and t.status is TermStatus.PREFERRED
        ]
        displaces = term.status is TermStatus.PREFERRED and bool(rivals) and key not in rivals
        if displaces:
            shown = "、".join(before_terms[rival].text for rival in rivals)
            differences.append(Difference(term.language, term.text, PREFERRED, shown, term.text, True))
            forced |= {rival: replace(forced[rival], status=TermStatus.ADMITTED) for rival in rivals}
        if old is None:
            kept[key] = replace(term, status=TermStatus.PROPOSED) if displaces else term
            forced[key] = term
            differences.append(Difference(term.language, term.text, _NEW, "", kept[key].status.label, False))
            continue
        if term.text != old.text:  # spelt otherwise, the same by key
            term = replace(term, forms=(*term.forms, term.text))
        quiet = replace(term, status=old.status) if displaces else term
        kept[key], _, more = _merged(old, quiet, term.language, old.text)
        forced[key] = _merged(forced[key], term, term.language, old.text)[1]
        differences += more
    return tuple(kept.values()), tuple(forced.values()), differences


def _merged(old: H, new: H, language: str, term: str) -> tuple[H, H, list[Difference]]:
    """(as it would be with contradictions left alone, with the file's word taken, what differs)."""
    kept: dict[str, object] = {}
    forced: dict[str, object] = {}
    differences = []
    for field in FIELDS[type(old)]:
        before, said = getattr(old, field.name), getattr(new, field.name)
        after = _together(field, before, said, type(old))
        if field.name in forced or after == before:
            continue
        contradicts = _contradicts(field, before, old)
        forced[field.name] = after
        if not contradicts:
            kept[field.name] = after
        differences.append(
            Difference(language, term, field.label, _shown(before), _shown(after), contradicts)
        )
    return replace(old, **kept), replace(old, **forced), differences


def _together(field: Field, before, said, kind: type):
    """What a field holds when the file is believed: lists, sources and notes grow, the rest is replaced."""
    if not said or (field is STATUS and said is TermStatus.PROPOSED):
        return before
    if field.many:
        return (*before, *(item for item in said if item not in before))
    if field is SOURCE or field is NOTES[kind]:
        mark = "\n" if field is NOTES[kind] else "；"
        held = before.split(mark) if before else []
        return mark.join([*held, *(part for part in said.split(mark) if part not in held)])
    return said


def _contradicts(field: Field, before, old: Holder) -> bool:
    """Whether the file's word needs a person's: it replaces something, or adds to a term a person approved."""
    decided = isinstance(old, Term) and old.status is not TermStatus.PROPOSED
    if field.name in _EVIDENCE or field.many:
        return False
    if field is STATUS or field is NOTES[type(old)]:
        return decided
    return decided or bool(before)


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "；".join(getattr(item, "text", item) for item in value)
    return getattr(value, "label", str(value or ""))
