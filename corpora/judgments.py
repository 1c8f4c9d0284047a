"""What a text is: court, kind, case number, date, parties and sections of a judgment; headings of anything else.

Sections follow the fixed order of a Chinese judgment (法〔2016〕221号; criminal forms are older), which
translations keep: a cue opens a section only from a section that may come before it, so 本院认为 inside a
quotation of the ruling opens nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import regex

from corpora import case_numbers, courts, outlines, placeables
from corpora.cues import Cues, cues
from corpora.languages import Language
from corpora.model import Document, Genre, Kind, Party, Section, Segment

_HEAD = 16  # segments in which court, kind and case number stand
_TRIAL = (Section.CLAIMS, Section.DEFENCE, Section.FACTS, Section.EVIDENCE)
# Section -> the sections it may be opened from.
_BEFORE: dict[Section, frozenset[Section]] = {
    Section.COURSE: frozenset((Section.TITLE, Section.PARTIES)),
    **{
        section: frozenset((Section.TITLE, Section.PARTIES, Section.COURSE, *_TRIAL))
        for section in _TRIAL
    },
    Section.REASONING: frozenset((Section.PARTIES, Section.COURSE, *_TRIAL)),
    Section.BASIS: frozenset((Section.PARTIES, Section.COURSE, *_TRIAL, Section.REASONING)),
    Section.COSTS: frozenset((Section.RULING, Section.BASIS, Section.APPEAL)),
    Section.APPEAL: frozenset((Section.RULING, Section.BASIS, Section.COSTS)),
    Section.SIGNATURE: frozenset((Section.RULING, Section.BASIS, Section.COSTS, Section.APPEAL)),
    Section.ANNEX: frozenset((Section.RULING, Section.COSTS, Section.APPEAL, Section.SIGNATURE)),
}  # fmt: skip
_CAUSE = regex.compile(r"(?P<cause>\p{Han}{2,24})一案")
_BEFORE_CAUSE = regex.compile(
    r"^.*(?:某|公司|政府|局|厂|合作社|医院|学校|委员会|中心|银行|支公司|分公司|人民检察院)(?:之间的?|的)?(?=\p{Han}{2,})"
)
_CRIME = regex.compile(r"犯(?P<cause>(?:(?!某|，|。|犯)[\p{Han}、]){1,24}?罪)")
_NAME_END = regex.compile(r"[，。、；：:,،.(（\n\t᠂᠃།]")


def understand(body: str, language: Language) -> Document:
    """A document without name, hash and id: what the body says of itself, and its segments with sections."""
    spans = language.sentences(body)
    keys = [language.key(body[s.start : s.end]) for s in spans]
    known = cues(language.code)
    kind = _kind(keys, known) if known else None
    court = _court(body, spans, keys, language, known) if known else None
    number = _case_number(body, language)
    if known is None or not (kind and (number or court)):
        return outlines.outline(body, language, spans)
    sections = _sections(keys, known)
    texts = [language.text(body[s.start : s.end]) for s in spans]
    return Document(
        body=body,
        language=language.code,
        genre=Genre.JUDGMENT,
        kind=kind,
        title=" ".join(x for x in (court, kind) if x),
        court=court or (courts.court_of(str(number)) if number else None),
        case_number=str(number) if number else None,
        case_masked=number is not None and number.masked,
        cause=_cause(texts, sections) if language.code == "zh" else None,
        date=_date(texts, sections, language),
        parties=tuple(_parties(texts, keys, sections, known, language)),
        segments=tuple(Segment(s.start, s.end, section) for s, section in zip(spans, sections, strict=True)),
    )


def _kind(keys: Sequence[str], known: Cues) -> str | None:
    """The kind named nearest to the beginning; a short line of its own counts before a mention."""
    for longest in (40, 4000):
        for key in keys[:_HEAD]:
            named = [(key.index(cue.key), kind) for kind, cue in known.kinds if cue.meets(key)]
            if named and len(key) <= longest:
                return min(named)[1]
    return None


def _court(body: str, spans, keys: Sequence[str], language: Language, known: Cues) -> str | None:
    """The first short line that ends as a court's name does; in a text of one line, its first words."""
    for span, key in list(zip(spans, keys, strict=True))[:_HEAD]:
        text = language.text(body[span.start : span.end])
        if len(key) <= 80 and any(cue.meets(key) for cue in known.court):
            return text.strip(" \t\u3000།༎᠃")
        if language.code == "zh" and (
            match := regex.match(r"\p{Han}{2,28}?人民法院(?=\S{0,2}[刑民行执调赔知]|\s|[（(〔])", text)
        ):
            return match[0]
    return None


def _case_number(body: str, language: Language) -> case_numbers.CaseNumber | None:
    """The first case number of the heading, wherever the metadata put it."""
    found = case_numbers.find(language.text(body[:1500]))
    return found[0][0] if found else None


def _sections(keys: Sequence[str], known: Cues) -> list[Section]:
    state = Section.TITLE
    found = []
    for number, key in enumerate(keys):
        opened = _opened(key, state, known)
        if opened is None and state is Section.BASIS and number and found[-1] is Section.BASIS:
            opened = Section.RULING
        state = opened or state
        found.append(state)
    return found


def _opened(key: str, state: Section, known: Cues) -> Section | None:
    for section, openings in known.openings:
        if state in _BEFORE[section] and section is not state and any(cue.meets(key) for cue in openings):
            return section
    if state in (Section.TITLE, Section.PARTIES) and any(cue.meets(key) for _, cue in known.roles):
        return Section.PARTIES
    return None


def _cause(texts: Sequence[str], sections: Sequence[Section]) -> str | None:
    """案由: …纠纷一案, or the crime of the ruling or the charge."""
    course = "".join(
        t for t, s in zip(texts, sections, strict=True) if s in (Section.PARTIES, Section.COURSE)
    )[:1500]
    if match := _CAUSE.search(course):
        cause = _BEFORE_CAUSE.sub("", match["cause"])
        if 2 <= len(cause) <= 20 and not cause.startswith(("原告", "被告", "与")):
            return cause
    whole = "".join(
        t
        for t, s in zip(texts, sections, strict=True)
        if s in (Section.RULING, Section.COURSE, Section.CLAIMS)
    )
    match = _CRIME.search(whole)
    return match["cause"] if match else None


def _date(texts: Sequence[str], sections: Sequence[Section], language: Language) -> date | None:
    """The date of the signature, else the last full date of the last ten segments."""
    signed = [t for t, s in zip(texts, sections, strict=True) if s is Section.SIGNATURE]
    for text in [*signed, *reversed(texts[-10:])]:
        for placeable in placeables.find(text, language):
            if placeable.kind is Kind.DATE and len(placeable.value) == 10 and placeable.value[0] != "-":
                try:
                    return date.fromisoformat(placeable.value)
                except ValueError:
                    continue
    return None


def _parties(
    texts: Sequence[str], keys: Sequence[str], sections: Sequence[Section], known: Cues, language: Language
):
    """Parties in order: a segment that begins with a role, and the name up to the first mark after it."""
    for text, key, section in zip(texts, keys, sections, strict=True):
        if section is not Section.PARTIES:
            continue
        role, cue = next(((r, c) for r, c in known.roles if c.meets(key)), (None, None))
        if cue is None:
            continue
        end = next((n for n in range(1, len(text) + 1) if language.key(text[:n]).startswith(cue.key)), 0)
        rest = regex.sub(r"^[（(][^）)]{1,20}[)）]", "", text[end:].lstrip("：:᠄ །་\u180e\u202f"))
        name = _NAME_END.split(rest.lstrip("：:᠄ །་"), maxsplit=1)[0]
        if name.strip():
            yield Party(role, name.strip())
