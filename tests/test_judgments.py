"""What is understood of judgments: cases a court reader can edit, the sample's gold, real texts."""

import json
from collections import Counter
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import pytest
from gold_reader import read_all
from make_sample import SAMPLE
from test_sample import NUMBERED, READABLE, bare

from corpora import readers
from corpora.judgments import understand
from corpora.languages import get
from corpora.model import Genre, Section

CASES = json.loads((Path(__file__).parent / "cases" / "judgments.json").read_text(encoding="utf-8"))
STOPS = "\N{TIBETAN MARK INTERSYLLABIC TSHEG}\N{TIBETAN MARK SHAD}"
GOLD = [(judgment, code) for judgment in read_all() for code in dict.fromkeys(("zh", judgment.language))]


def runs(document):
    """[section, its first sentence] for each run of sentences with one section."""
    numbered = groupby(enumerate(document.segments), key=lambda pair: pair[1].section)
    return [(section, document.raw(next(group)[0])) for section, group in numbered]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case):
    document = understand("\n".join(case["text"]), get(case["language"]))
    expected = dict(case["expect"])
    sections = expected.pop("sections", None)
    found = asdict(document) | {
        "date": document.date and document.date.isoformat(),
        "parties": [[party.role, party.name] for party in document.parties],
    }
    assert {name: found[name] for name in expected} == expected
    if sections:
        begun = [(section, first) for section, first in runs(document)]
        assert [section for section, _ in begun] == [section for section, _ in sections]
        for (_, first), (_, opening) in zip(begun, sections, strict=True):
            assert first.startswith(opening)


@pytest.mark.parametrize("judgment,code", GOLD, ids=[f"{j.id} {code}" for j, code in GOLD])
def test_sample_judgments_are_understood(judgment, code):
    body, section_at = "", []
    for section, sentence in judgment.sentences(code):
        section_at += [section] * (len(sentence) + 1)
        body += sentence + "\n"
    document = understand(body, get(code))
    assert document.genre is Genre.JUDGMENT
    assert (document.kind, document.case_number, document.date) == (
        judgment.kind, judgment.case_number.replace("（", "(").replace("）", ")"), judgment.date,
    )  # fmt: skip
    assert document.parties
    if code == "zh":
        assert (document.court, document.cause) == (judgment.court, judgment.cause)
    wrong = [document.raw(n) for n, s in enumerate(document.segments) if s.section is not section_at[s.start]]
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize("file", READABLE, ids=[file.path for file in READABLE])
def test_sample_files_are_understood(file):
    """What a reader makes of the file, lost line ends and all, not the tidy lines of the gold."""
    judgment, code = NUMBERED[file.number], "zh"
    if file.side != "zh":
        code = judgment.language
    reading = readers.read(file.path, (SAMPLE / file.path).read_bytes())
    document = understand(reading.text, get(code))
    assert (document.genre, document.kind, document.case_number, document.date) == (
        Genre.JUDGMENT, judgment.kind, judgment.case_number, judgment.date,
    )  # fmt: skip
    title = bare(judgment.sentences(code)[0][1]).rstrip(STOPS)
    assert bare(document.court).rstrip(STOPS) == title, "the court is the first line of the judgment"
    letters = [(letter, s.section) for n, s in enumerate(document.segments) for letter in bare(document.raw(n))]
    text, at = "".join(letter for letter, _ in letters), 0
    wrong = []
    for section, sentence in judgment.sentences(code):
        at = text.index(bare(sentence), at)
        found = Counter(found for _, found in letters[at : at + len(bare(sentence))]).most_common(1)[0][0]
        wrong += [(sentence, section, found)] if found is not section else []
        at += len(bare(sentence))
    assert len(wrong) <= 0.03 * len(judgment.sentences(code)), wrong


def test_both_sides_of_a_sample_judgment_have_the_same_parties():
    for judgment in read_all():
        bodies = ("\n".join(s for _, s in judgment.sentences(code)) for code in ("zh", judgment.language))
        zh, other = (
            understand(body, get(code)) for body, code in zip(bodies, ("zh", judgment.language), strict=True)
        )
        assert [p.role for p in zh.parties] == [p.role for p in other.parties], judgment.id


def test_segments_cover_every_letter_once():
    for case in CASES:
        body = "\n".join(case["text"])
        document = understand(body, get(case["language"]))
        covered = "".join(document.raw(n) for n in range(len(document.segments)))
        assert "".join(covered.split()) == "".join(body.split())


@pytest.mark.parametrize("body", ["", " \n\t", "。", "人民法院", "判决书", "（2020）青2802民初123号", "a" * 5000])
def test_scraps_are_no_judgments(body):
    assert understand(body, get("zh")).genre is Genre.OTHER


def test_real_criminal_judgments(data):
    """One line, lost full stops, no ruling: still court, number, crime, accused, and sentences in sections."""
    for path in sorted((data / "zh_judgments" / "lecardv2").glob("*.txt")):
        document = understand(path.read_text(encoding="utf-8"), get("zh"))
        sections = [section for section, _ in runs(document)]
        assert document.kind == "判决书" and document.court.endswith("人民法院"), path.name
        assert document.case_number and document.cause.endswith("罪"), path.name
        assert {"公诉机关", "被告人"} <= {party.role for party in document.parties}, path.name
        assert sections[:2] == [Section.TITLE, Section.COURSE] and Section.FACTS in sections, path.name
        assert document.date is None, "the texts have no signature, and a date of the facts is none"
        assert max(len(document.raw(n)) for n in range(len(document.segments))) < 700


def test_real_statutes_and_reports_are_no_judgments(data):
    for path in sorted((data / "zh_statutes").glob("*.md")):
        document = understand(path.read_text(encoding="utf-8"), get("zh"))
        assert document.genre is (Genre.OTHER if "附则" in path.name else Genre.STATUTE), path.name
    for folder in ("zh_judgments/cases", "zhuang_reports"):
        for path in sorted((data / folder).glob("*[.zm][hd]*")):
            if path.suffix == ".md" or path.name.endswith(".zh.txt"):
                assert understand(path.read_text(encoding="utf-8"), get("zh")).genre is Genre.OTHER, path.name
