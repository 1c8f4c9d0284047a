"""What a text is: court, kind, case number, date, parties and sections of a judgment; headings of anything else.

Sections follow the fixed order of a Chinese judgment (法〔2016〕221号; criminal forms are older), which
translations keep: a cue opens a section only from a section that may come before it. The operative part is
what follows the last "判决如下"; an earlier one is a judgment the text tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from corpora import case_numbers, courts, outlines, placeables
from corpora.cues import Cues, cues
from corpora.languages import Language
from corpora.model import Document, Genre, Kind, Party, Section, Segment, Span
from corpora.parties import parties

_HEAD = 20            # sentences among which the title stands, a metadata block before it included
_TAIL = 20            # sentences among which a date without a signature stands
_TITLE = 60           # code points of a title line, folded
_COURT = 120          # of a line that names a court; Tibetan takes three to a syllable
_HEAD_TEXT = 1500     # code points in which the judgment's own case number stands
_MENTIONED = 300      # code points in which a kind that has no line of its own may be mentioned
_LONGEST_CAUSE = 30
_EVIDENT = 3          # sections that make a text with a mentioned kind a judgment

_TRIAL = (Section.CLAIMS, Section.DEFENCE, Section.FACTS, Section.EVIDENCE)
_OPENED_FROM: dict[Section, frozenset[Section]] = {
    Section.COURSE: frozenset((Section.TITLE, Section.PARTIES)),
    **{section: frozenset((Section.TITLE, Section.PARTIES, Section.COURSE, *_TRIAL)) for section in _TRIAL},
    Section.REASONING: frozenset((Section.PARTIES, Section.COURSE, *_TRIAL)),
    Section.COSTS: frozenset((Section.RULING, Section.BASIS, Section.APPEAL)),
    Section.APPEAL: frozenset((Section.RULING, Section.BASIS, Section.COSTS)),
    Section.SIGNATURE: frozenset((Section.RULING, Section.BASIS, Section.COSTS, Section.APPEAL)),
    Section.ANNEX: frozenset((Section.RULING, Section.COSTS, Section.APPEAL, Section.SIGNATURE)),
}  # fmt: skip
_LABEL = regex.compile(r"^[^：:᠄\t]{1,12}[：:᠄\t]\s*(?=\S)")
_ASIDE = regex.compile(r"[（(][^）)\n]*[)）]")
_EDGE = " \t\u3000།༎᠃"


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of a body, as they are shown and folded."""

    spans: Sequence[Span]
    texts: Sequence[str]
    keys: Sequence[str]


def understand(body: str, language: Language) -> Document:
    """A document without name, hash and id: what the body says of itself, and its segments with sections."""
    spans = language.sentences(body)
    texts = [language.text(body[s.start : s.end]) for s in spans]
    known = cues(language.code)
    if known is None:
        return outlines.outline(body, language, spans)
    sentences = _Sentences(spans, texts, [language.key(text) for text in texts])
    return _judgment(body, sentences, known, language) or outlines.outline(body, language, spans)


def _judgment(body: str, sentences: _Sentences, known: Cues, language: Language) -> Document | None:
    """The judgment, None when the text is something else."""
    texts, keys = sentences.texts, sentences.keys
    titled = _titled(keys, known)
    kind = titled or _mentioned(keys, known)
    number, court = _case_number(body, language), _court(sentences, known)
    if not kind or not (number or court):
        return None
    sections = list(_sections(keys, known))
    found = parties(texts, keys, sections, known, language)
    if not titled and len(set(sections) & set(_OPENED_FROM)) < _EVIDENT:
        return None
    return Document(
        body=body,
        language=language.code,
        genre=Genre.JUDGMENT,
        kind=kind,
        title=" ".join(x for x in (court, kind) if x),
        court=court or (courts.court_of(str(number)) if number else None),
        case_number=str(number) if number else None,
        case_masked=number is not None and number.masked,
        cause=_cause(texts, sections, known, found),
        date=_date(texts, sections, known, language),
        parties=found,
        segments=tuple(
            Segment(s.start, s.end, section) for s, section in zip(sentences.spans, sections, strict=True)
        ),
    )


# Title


def _titled(keys: Sequence[str], known: Cues) -> str | None:
    """The kind that a line of the title ends with, or that precedes the case number on it."""
    for key in keys[:_HEAD]:
        line = _without_case_numbers(key)
        if len(line) <= _TITLE:
            for kind, cue in known.kinds:
                if cue.ends(line):
                    return kind
    return None


def _without_case_numbers(key: str) -> str:
    for _, start, end in reversed(case_numbers.find(key)):
        key = key[:start] + key[end:]
    return key


def _mentioned(keys: Sequence[str], known: Cues) -> str | None:
    """The kind mentioned first near the beginning of a text without a title."""
    head = "\n".join(keys)[:_MENTIONED]
    found = [(head.index(cue.key), kind) for kind, cue in known.kinds if cue.key in head]
    return min(found)[1] if found else None


def _court(sentences: _Sentences, known: Cues) -> str | None:
    """The first title line that ends as a court's name does; a label (审理法院：) is no part of it."""
    for text, key in zip(sentences.texts[:_HEAD], sentences.keys[:_HEAD], strict=True):
        if len(key) <= _COURT and any(cue.meets(key) for cue in known.court):
            return _LABEL.sub("", text).strip(_EDGE)
    return None


def _case_number(body: str, language: Language) -> case_numbers.CaseNumber | None:
    """The first case number of the heading, wherever a metadata block put it."""
    found = case_numbers.find(language.text(body[:_HEAD_TEXT]))
    return found[0][0] if found else None


# Sections


def _sections(keys: Sequence[str], known: Cues) -> Iterator[Section]:
    basis = max((n for n, key in enumerate(keys) if known.meets(Section.BASIS, key)), default=len(keys))
    lead = basis - 1 if 0 < basis < len(keys) and keys[basis - 1].startswith("《") else basis
    state = Section.TITLE
    for number, key in enumerate(keys):
        if lead <= number <= basis:
            state = Section.BASIS
        elif number == basis + 1 and state is Section.BASIS:
            state = _opened(key, Section.RULING, known) or Section.RULING
        else:
            state = _opened(key, state, known) or state
        yield state


def _opened(key: str, state: Section, known: Cues) -> Section | None:
    """The section a sentence opens when it stands in section `state`."""
    for section, openings in known.openings:
        reachable = section is not state and state in _OPENED_FROM.get(section, ())
        if reachable and any(cue.meets(key) for cue in openings):
            return section
    if state in (Section.TITLE, Section.PARTIES) and any(cue.meets(key) for _, cue in known.roles):
        return Section.PARTIES
    return None


# Cause and date


def _within(texts: Sequence[str], sections: Sequence[Section], *wanted: Section) -> str:
    return "\n".join(text for text, section in zip(texts, sections, strict=True) if section in wanted)


def _cause(
    texts: Sequence[str], sections: Sequence[Section], known: Cues, found: Sequence[Party]
) -> str | None:
    """案由 as the metadata name it, as …一案 does, or the crime of the ruling or the charge."""
    labelled = _labelled(texts, known, "cause")
    if labelled:
        return labelled
    course = _ASIDE.sub("", _within(texts, sections, Section.TITLE, Section.PARTIES, Section.COURSE))
    match = known.cause.search(course)
    cause = _without_names(match["cause"], known, found) if match else ""
    if 2 <= len(cause) <= _LONGEST_CAUSE:
        return cause
    for section in (Section.RULING, Section.COURSE, Section.CLAIMS):
        match = known.crime.search(_within(texts, sections, section))
        if match:
            return match["cause"]
    return None


def _without_names(cause: str, known: Cues, found: Sequence[Party]) -> str:
    """What stands behind the last name: 原告张某甲与被告张某乙继承纠纷 is about 继承纠纷."""
    ends = (cause.rfind(party.name) + len(party.name) for party in found if party.name in cause)
    return known.before_cause.sub("", cause[max(ends, default=0) :])


def _labelled(texts: Sequence[str], known: Cues, field: str) -> str | None:
    pattern = dict(known.labels).get(field)
    found = (pattern.search(text) for text in texts[:_HEAD]) if pattern else ()
    return next((match["value"] for match in found if match), None)


def _date(
    texts: Sequence[str], sections: Sequence[Section], known: Cues, language: Language
) -> date | None:
    """The date of the signature, else the last line that is nothing but a date, else the metadata's."""
    signed = _within(texts, sections, Section.SIGNATURE)
    alone = (text for text in reversed(texts[-_TAIL:]) if len(text) <= 40)
    label = dict(known.labels).get("date")
    labelled = (text for text in texts[:_HEAD] if label and label.search(text))
    for text, whole in ((signed, False), *((t, True) for t in alone), *((t, False) for t in labelled)):
        found = _day(text, language, whole)
        if found:
            return found
    return None


def _day(text: str, language: Language, whole: bool) -> date | None:
    """The first full date in a text; with `whole`, a date that is all there is."""
    for placeable in placeables.find(text, language):
        if placeable.kind is not Kind.DATE or not regex.fullmatch(r"\d{4}-\d\d-\d\d", placeable.value):
            continue
        rest = text[: placeable.start] + text[placeable.end :]
        try:
            if not whole or not regex.search(r"[\p{L}\p{N}]", rest):
                return date.fromisoformat(placeable.value)
        except ValueError:
            continue
    return None
