"""Termbases of every field, status and script for round trips (hypothesis strategies)."""

from dataclasses import replace
from functools import cache

from hypothesis import strategies as st

from glossary.exchange.text import tidy, tidy_lines
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus

LETTERS = {
    "zh": "法院判决上诉人民共同财产有期徒刑罚金民事，。；、《》（）㐀𠀀",
    "bo": "ཁྲིམས་ཁང་གོང་ཞུ་བྱེད་པ་ཆོས།༄༢༥",
    "mn-Mong": "ᠰᠢᠭᠦᠬᠦ ᠬᠣᠷᠢᠶ᠎ᠠ\N{NARROW NO-BREAK SPACE}ᠤᠨ\N{MONGOLIAN VOWEL SEPARATOR}\N{MONGOLIAN FREE VARIATION SELECTOR ONE}",
    "mn-Cyrl": "Шүүхийн шийдвэр өө",
    "ug": "سوت مەھكىمىسى ئۇيغۇر\N{RIGHT-TO-LEFT MARK}\N{ZERO WIDTH NON-JOINER}",
    "kk-Arab": "حالىق سوتى ءۇ",
    "kk-Cyrl": "Қазақ соты әіңғ",
    "ko": "인민법원 판결 상소",
    "za": "fazyen yinzminz Vahcuengh -'",
}
SIGNS = "<>&\"'\u202b\u202c\u200d ]]>：·；|\\=+-@#0"
# Text that looks like a note with a label, a formula, markup, a number, a date.
TRAPS = ("状态：推荐", "_x0041_", "_x005F_x0041_", "备注：x", "bo·对应程度：完全对应", "<b>&amp;</b>", "=1+1", "00123", "2021-06-20", "（2020）青2802民初123号")
DAYS = st.sampled_from(["", "2021", "2021-06", "2021-06-20"])


@cache
def texts(language: str = "zh", empty: bool = False) -> st.SearchStrategy[str]:
    """Tidy text in a script with signs in between; sometimes a trap."""
    letters = st.text(st.sampled_from(LETTERS[language] + SIGNS), max_size=12)
    whole = st.one_of(letters, letters, letters, st.sampled_from(TRAPS), st.text(max_size=6)).map(tidy)
    return whole if empty else whole.filter(bool)


@cache
def optional(language: str = "zh") -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), texts(language, empty=True))


@cache
def notes() -> st.SearchStrategy[str]:
    return st.lists(texts(), max_size=2).map(lambda lines: tidy_lines("\n".join(lines)))


@cache
def many(language: str = "zh") -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(texts(language), max_size=2).map(tuple)


@cache
def terms(language: str) -> st.SearchStrategy[Term]:
    contexts = st.builds(Context, texts(language), optional(), optional())
    return st.builds(
        Term,
        language=st.just(language), text=texts(language), status=st.sampled_from(TermStatus), source=optional(),
        authority=optional(), note=notes(), document=optional(), decided=DAYS, dialect=optional(),
        jurisdiction=optional(), part_of_speech=st.one_of(st.none(), st.sampled_from(PartOfSpeech)),
        abbreviation_of=optional(language), forms=many(language),
        contexts=st.lists(contexts, max_size=2).map(tuple), valid_from=DAYS, valid_to=DAYS, reason=optional(),
        replacement=optional(language),
    )  # fmt: skip


@cache
def sections(language: str) -> st.SearchStrategy[LanguageSection]:
    return st.builds(
        LanguageSection, st.just(language), optional(language), optional(),
        st.one_of(st.none(), st.sampled_from(Equivalence)), optional(), notes(),
    ).filter(lambda s: s != LanguageSection(language))  # fmt: skip


@cache
def renderings(language: str) -> st.SearchStrategy[list[Term]]:
    return st.lists(terms(language), min_size=1, max_size=2, unique_by=lambda t: t.text)


CODES = st.lists(st.sampled_from([code for code in LETTERS if code != "zh"]), unique=True, max_size=2)


@st.composite
def concepts(draw) -> Concept:
    """Terms of one language stand together; the first is Chinese."""
    codes = draw(CODES)
    held = [draw(terms("zh"))]
    for code in codes:
        held += draw(renderings(code))
    about = draw(CODES)
    return Concept(
        domain=draw(optional()), terms=tuple(held), note=draw(notes()), definition=draw(optional()),
        definition_source=draw(optional()), laws=draw(many()), related=draw(many()), confusable=draw(many()),
        sections=tuple(draw(sections(code)) for code in about),
    )  # fmt: skip


def termbases(least: int = 1, most: int = 3) -> st.SearchStrategy[list[Concept]]:
    """Concepts, the Chinese terms all different; some name each other."""
    return st.lists(concepts(), min_size=least, max_size=most, unique_by=lambda c: c.terms[0].text).map(_linked)


def _linked(concepts: list[Concept]) -> list[Concept]:
    first = concepts[0].terms[0].text
    return [replace(c, related=tuple(dict.fromkeys([*c.related, first]))) if n % 2 else c for n, c in enumerate(concepts)]


DIALECTS = [("TBX-Core", "dca"), ("TBX-Min", "dca"), ("TBX-Min", "dct"), ("TBX-Basic", "dca"), ("TBX-Basic", "dct")]


def arranged(concept: Concept) -> Concept:
    """In the order files have: languages without terms first, then as the terms come, one language together."""
    languages = list(dict.fromkeys(t.language for t in concept.terms))
    place = {language: n for n, language in enumerate(languages)}
    return replace(
        concept,
        terms=tuple(t for language in languages for t in concept.terms_in(language)),
        sections=tuple(sorted(concept.sections, key=lambda s: place.get(s.language, -1))),
    )
