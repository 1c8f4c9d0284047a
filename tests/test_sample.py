"""The sample corpus: what its gold promises, and that the files made from it carry every sentence."""

from collections import Counter
from pathlib import Path

import pytest
import regex
from gold_reader import GoldJudgment, read, read_all
from make_sample import FILES, LABEL, NOTES, README, SAMPLE, UNREADABLE, File, gold_by_number

from corpora import readers, store
from corpora.model import Outcome, Section

GOLDS = read_all()
IDS = [gold.id for gold in GOLDS]
NUMBERED = gold_by_number()
READABLE = [file for file in FILES if file.write not in UNREADABLE and file.number in NUMBERED]

# Evidence is found before and after the facts, 本裁定立即执行 after the costs; all other sections come once.
ORDER = list(Section)
RANK = {section: rank for rank, section in enumerate(ORDER)}
RANK |= {Section.EVIDENCE: RANK[Section.FACTS], Section.COSTS: RANK[Section.RULING]}

WITH_NUMBER_WORDS = {"bo"}   # དོན་ཚན་བཅུ་གཅིག་པ; the others write every number in digits
CHINESE_DIGITS = "零一二三四五六七八九"
_COUNTED = regex.compile(
    r"(?P<numeral>[一二三四五六七八九十百千零〇]+)(?=条|款|项|日|个月|年|月|周岁|天)"
)
_ROLES = regex.compile(r"^(?:原告|被告人|被告|第三人|申请人|被申请人|申请执行人|被执行人|辩护人|委托诉讼代理人|"
                       r"法定代理人|法定代表人|负责人|经营者|公诉机关)：?(?P<name>[^，。：]+)")
_SIGNERS = regex.compile(r"审判|人民陪审员|执行员|法官助理|书记员")
_INSTITUTIONS = ("人民检察院", "银行", "人民政府", "局", "委员会")


def value(numeral: str) -> str:
    """The value of a Chinese number below 10,000, also written digit by digit (二〇二〇)."""
    if "〇" in numeral:
        return "".join(str("〇一二三四五六七八九".index(sign)) for sign in numeral)
    total, digit = 0, 0
    for sign in numeral:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = CHINESE_DIGITS.index(sign)
    return str(total + digit)


def digits(text: str) -> Counter[str]:
    """The numbers written in ASCII digits."""
    return Counter(regex.findall(r"[0-9]+(?:\.[0-9]+)?", text))


def numbers(text: str) -> Counter[str]:
    """These and the Chinese numerals that a unit makes numbers."""
    return digits(_COUNTED.sub(lambda match: f" {value(match['numeral'])} ", text))


def bare(text: str) -> str:
    """Letters, digits and signs only: what survives every format and line break."""
    return regex.sub(r"[\s\N{MONGOLIAN VOWEL SEPARATOR}\N{ZERO WIDTH NO-BREAK SPACE}]+", "", text)


def test_counts():
    languages = Counter(gold.language for gold in GOLDS)
    assert languages["bo"] >= 8
    assert languages["mn-Mong"] >= 5
    assert languages["ko"] == 2
    assert languages["ug"] == 1
    assert languages["zh"] == 1, "one judgment has no counterpart"


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_is_labelled_and_of_a_document_s_length(gold: GoldJudgment):
    assert gold.label == LABEL
    least = 20 if gold.kind == "判决书" else 12
    assert least <= len(gold.sentences("zh")) <= 50


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_sections_stand_in_legal_order(gold: GoldJudgment):
    ranks = [RANK[row.section] for row in gold.rows]
    assert ranks == sorted(ranks)
    assert gold.rows[0].section is Section.TITLE
    assert Section.SIGNATURE in {row.section for row in gold.rows}


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_title_names_court_kind_and_case(gold: GoldJudgment):
    court, kind, case = (row.zh[0] for row in gold.rows[:3])
    assert court == gold.court
    assert kind.endswith(gold.kind)
    assert case.translate(str.maketrans("（）", "()")) == gold.case_number


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_numbers_agree(gold: GoldJudgment):
    for row in gold.rows:
        zh, other = " ".join(row.zh), " ".join(row.other)
        if not (zh and other):
            continue
        assert digits(zh) <= digits(other) <= numbers(zh), row
        if gold.language not in WITH_NUMBER_WORDS:
            assert digits(other) == numbers(zh), row


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_names_are_masked(gold: GoldJudgment):
    for section, sentence in gold.sentences("zh"):
        match = _ROLES.match(sentence)
        if section is Section.PARTIES and match:
            name = match["name"]
            assert "某" in name or name.endswith(_INSTITUTIONS), sentence
        if section is Section.SIGNATURE and _SIGNERS.match(sentence):
            assert sentence.endswith("×××"), sentence


@pytest.mark.parametrize("gold", [gold for gold in GOLDS if gold.language != "zh"],
                         ids=[gold.id for gold in GOLDS if gold.language != "zh"])
def test_is_mostly_one_to_one_but_not_only(gold: GoldJudgment):
    beads = Counter((len(row.zh), len(row.other)) for row in gold.rows)
    assert beads[1, 1] >= 0.85 * beads.total()
    if gold.kind == "判决书":
        assert len(beads) > 1


def test_one_case_number_serves_a_judgment_and_the_ruling_that_corrects_it():
    cases = Counter((gold.case_number, gold.kind) for gold in GOLDS)
    assert max(cases.values()) == 1
    assert NUMBERED[11].case_number == NUMBERED[19].case_number


def test_reader_names_the_line_it_cannot_read(tmp_path: Path):
    broken = tmp_path / "1.tsv"
    broken.write_text("# id: 1\ntitle\t甲\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"1\.tsv:2"):
        read(broken)


def test_folder_holds_exactly_the_files_of_the_list():
    made = {str(path.relative_to(SAMPLE)) for path in SAMPLE.rglob("*") if path.is_file()}
    assert made == {file.path for file in FILES if file.number in NUMBERED} | set(NOTES)
    assert (SAMPLE.parent / "README.md").read_text(encoding="utf-8") == README
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 3 * 2**20


@pytest.mark.parametrize("file", READABLE, ids=[file.path for file in READABLE])
def test_file_carries_every_sentence(file: File):
    path = SAMPLE / file.path
    text = bare(readers.read(path.name, path.read_bytes()).text)
    assert bare(LABEL) in text
    position = 0
    side = "zh" if file.side == "zh" else NUMBERED[file.number].language
    for _, sentence in NUMBERED[file.number].sentences(side):
        found = text.find(bare(sentence), position)
        assert found >= 0, sentence
        position = found + len(bare(sentence))


def test_only_what_was_made_to_fail_is_left_out(sample_workspace: Path):
    rows = store.last_report(store.open_workspace(sample_workspace))
    assert {row.path: row.outcome for row in rows if row.outcome.left_out} == {
        "其他/readme.txt": Outcome.UNKNOWN_LANGUAGE,
        "其他/扫描件.pdf": Outcome.SCAN,
        "其他/空白.docx": Outcome.EMPTY,
        "其他/草原案 蒙科立.txt": Outcome.LEGACY,
    }
