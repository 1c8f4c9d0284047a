"""Chinese on the sample judgments however their lines were kept, on real judgments, with a large glossary."""


import pytest
import regex
from gold_reader import GoldJudgment, read_all
from make_sample import paragraphs

from corpora import placeables
from corpora.languages import get
from corpora.model import Kind

ZH = get("zh")
GOLDS = read_all()
IDS = [gold.id for gold in GOLDS]
OPENINGS = "本院认为|经审理查明|上述事实|现已|公诉机关|综上|如不服|案件受理费|审判"


def cut(body: str) -> list[str]:
    return [body[s.start : s.end] for s in ZH.sentences(body)]


def wanted(gold: GoldJudgment) -> list[str]:
    return [sentence for _, sentence in gold.sentences("zh")]


@pytest.mark.parametrize("gold", GOLDS, ids=IDS)
def test_sentences_in_paragraphs_come_out_exactly(gold):
    assert cut("\n".join(words for _, words in paragraphs(gold, "zh"))) == wanted(gold)


def ends(sentences: list[str]) -> set[int]:
    """Places where sentences end, counted without blanks and full stops."""
    places, at = set(), 0
    for sentence in sentences:
        at += len(regex.sub(r"[\s。]", "", sentence))
        places.add(at)
    return places


@pytest.mark.parametrize(("lost", "least"), [("", 0.99), ("。", 0.98)])
def test_judgments_in_one_line(lost, least):
    """Without line ends; then without the full stops before the openings every judgment has, too."""
    right = found = gold_ends = 0
    for gold in GOLDS:
        body = "".join(words for _, words in paragraphs(gold, "zh"))
        here, there = ends(cut(regex.sub(f"{lost}(?={OPENINGS})", "", body))), ends(wanted(gold))
        right, found, gold_ends = right + len(here & there), found + len(here), gold_ends + len(there)
    assert right >= least * found
    assert right >= least * gold_ends


def test_real_judgments_in_one_line(data):
    files = sorted((data / "zh_judgments" / "lecardv2").glob("*.txt"))
    assert files
    for file in files:
        body = file.read_text(encoding="utf-8")
        sentences = cut(body)
        assert sentences[0].endswith("法院"), file.name
        assert sentences[1].endswith("判决书"), file.name
        assert sorted(map(len, sentences))[len(sentences) // 2] < 80
        assert not any(regex.search(r"[对与和由向]$", sentence) for sentence in sentences), file.name


def test_a_statute_names_every_one_of_its_articles(data):
    text = ZH.text((data / "zh_statutes" / "刑法.md").read_text(encoding="utf-8"))
    found = {p.value for p in placeables.find(text, ZH) if p.kind is Kind.ARTICLE}
    assert {str(n) for n in range(1, 453)} - {"199"} <= found      # 199 was repealed
    assert {"133-1", "120-6", "287-2"} <= found


def test_charges_hold_no_numbers(data):
    charges = (data / "zh_judgments" / "criminal_charges.txt").read_text(encoding="utf-8").splitlines()
    assert [charge for charge in charges if placeables.find(charge, ZH)] == []


def test_a_term_of_a_large_glossary_is_found_everywhere():
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 250)]
    terms = (*[a + b + "权" for a in letters for b in letters][:50_000], "诉讼请求")
    text = "驳回原告的其他诉讼请求。" * 700
    spans = ZH.words(text, terms)
    assert sum(text[s.start : s.end] == "诉讼请求" for s in spans) == 700
