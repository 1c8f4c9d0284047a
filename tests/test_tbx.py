"""TBX there and back in every dialect, style and script; other tools' files whole; broken ones refused with lines."""

import io
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from made_terms import DIALECTS, arranged, termbases
from schematron import Schematron

from glossary.exchange.reading import BadFile
from glossary.exchange.tbx import read_tbx, write_tbx
from glossary.exchange.text import tidy
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus

APPEAL = Concept(
    "诉讼",
    (
        Term("zh", "上诉", TermStatus.PREFERRED, part_of_speech=PartOfSpeech.VERB),
        Term("bo", "གོང་ཞུ", TermStatus.PREFERRED, "B1", "州民语办", dialect="安多",
             contexts=(Context("གོང་ཞུ་བྱེད།", "提起上诉。", "（2020）青2802民初123号"),)),
        Term("bo", "ཡར་ཞུ", TermStatus.FORBIDDEN, reason="与“申诉”混淆", replacement="གོང་ཞུ"),
        Term("mn-Mong", "ᠳᠠᠭᠠᠯᠳᠤᠬᠤ\u202fᠶᠢᠨ", abbreviation_of="ᠳᠠᠭᠠᠯᠳᠤᠬᠤ"),
    ),
    laws=("《中华人民共和国刑事诉讼法》第二百二十七条",),
    related=("二审",),
    sections=(
        LanguageSection("bo", "དམའ་རིམ་ཁྲིམས་ཁང་།", equivalence=Equivalence.PARTIAL),
        LanguageSection("ko", equivalence=Equivalence.NONE, equivalence_note="无相应制度"),
    ),
)  # fmt: skip
SECOND = Concept("诉讼", (Term("zh", "二审"),), related=("上诉", "再审"))


def written(concepts, dialect="TBX-Basic", style="dca") -> tuple[bytes, dict[str, int]]:
    out = io.BytesIO()
    losses = write_tbx(concepts, out, dialect, style)
    return out.getvalue(), {loss.field: loss.count for loss in losses}


def read(content: bytes, tmp_path: Path):
    path = tmp_path / "terms.tbx"
    path.write_bytes(content)
    return read_tbx(path)


def concepts_of(content: bytes, tmp_path: Path) -> list[Concept]:
    return [entry.concept for entry in read(content, tmp_path).entries]


@pytest.mark.parametrize("dialect, style", DIALECTS)
def test_everything_comes_back(dialect, style, tmp_path):
    content, _ = written([APPEAL, SECOND], dialect, style)
    assert concepts_of(content, tmp_path) == [arranged(APPEAL), SECOND]


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(base=termbases(), how=st.sampled_from(DIALECTS))
def test_any_termbase_comes_back(base, how, tmp_path):
    content, _ = written(base, *how)
    assert concepts_of(content, tmp_path) == [arranged(concept) for concept in base]


def test_basic_says_what_it_can_in_its_own_categories():
    content, losses = written([APPEAL, SECOND])
    root = etree.fromstring(content)
    said = Counter(e.get("type") for e in root.iter() if e.get("type"))
    assert said == {
        "TBX-Basic": 1, "subjectField": 2, "crossReference": 2, "definition": 1, "administrativeStatus": 3,
        "partOfSpeech": 1, "source": 2, "geographicalUsage": 1, "context": 1, "termType": 1,
    }  # fmt: skip
    references = [e.get("target") for e in root.iter("{*}ref")]
    assert references == ["c2", "c1"], "a related concept in the file is a reference, any other a note"
    assert losses == {
        "法条": 1, "相关概念": 1, "对应程度": 2, "对应说明": 1, "审定": 1, "例句译文": 1, "状态": 1, "禁用理由": 1,
        "替代": 1, "简称自": 1,
    }  # fmt: skip


def test_dct_names_its_categories_in_the_modules_namespaces():
    content, _ = written([APPEAL], "TBX-Min", "dct")
    root = etree.fromstring(content)
    assert root.nsmap.keys() == {None, "min"}
    assert [e.text for e in root.iter("{http://www.tbxinfo.net/ns/min}administrativeStatus")] == [
        "preferredTerm-admn-sts",
        "preferredTerm-admn-sts",
        "deprecatedTerm-admn-sts",
    ]
    assert content.count(b"xmlns") == 2


def test_a_note_that_looks_like_a_label_stays_a_note(tmp_path):
    odd = Concept("", (Term("zh", "甲", note="状态：推荐\n备注：乙"),), note="bo·对应程度：新造\n领域：民事")
    for dialect, style in DIALECTS:
        assert concepts_of(written([odd], dialect, style)[0], tmp_path) == [odd]


def test_what_xml_cannot_hold_is_left_out_and_what_scripts_need_stays(tmp_path):
    dirty = Concept(
        "",
        (
            Term("zh", "甲\x07<&>\ud800乙\ufffe"),
            Term("mn-Mong", "ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ"),
            Term("ug", "سوت\u200f\u202bب\u202c"),
        ),
    )
    (back,) = concepts_of(written([dirty])[0], tmp_path)
    assert [t.text for t in back.terms] == ["甲 <&>乙", "ᠰᠠᠷ\u180eᠠ\u202fᠶᠢᠨ", "سوت\u200f\u202bب\u202c"]


def test_an_empty_termbase_is_no_file(tmp_path):
    with pytest.raises(ValueError, match="没有可以写进 TBX 的术语"):
        written([Concept("", ())])
    assert written([Concept("", ()), SECOND])[1]["没有术语的概念"] == 1


V3 = """<?xml version="1.0"?>
<tbx type="{dialect}" style="{style}" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">{concept}
<langSec xml:lang="zh">
<termSec>{term}</termSec></langSec></conceptEntry>
</body></text></tbx>"""


def v3(term="<term>甲</term>", concept="", dialect="TBX-Basic", style="dca") -> bytes:
    return V3.format(term=term, concept=concept, dialect=dialect, style=style).encode()


@pytest.mark.parametrize(
    "content, line, reason",
    [
        (v3("<note>n</note><term>甲</term>"), 7, "<note> 不能出现在 <termSec> 的这个位置"),
        (v3("<term>甲</term><term>乙</term>"), 7, "<term> 不能出现在 <termSec> 的这个位置"),
        (v3('<term>甲</term><termNote type="partOfSpeech">n.</termNote>'), 7, "值“n.”不在可选之列"),
        (v3('<term>甲</term><descrip type="definition">d</descrip>'), 7, "“definition”不能出现在 <termSec> 一级"),
        (v3('<term>甲</term><admin type="source">s</admin>', dialect="TBX-Min"), 7, "TBX-Min 里没有数据类别“source”"),
        (v3('<term>甲</term><termNote type="partOfSpeech">noun</termNote>', style="dct"), 7, "style 是 dct"),
        (v3('<term>甲</term><m:partOfSpeech xmlns:m="http://www.tbxinfo.net/ns/min">noun</m:partOfSpeech>'), 7, "DCT 元素"),
        (v3(concept="<transacGrp><date>昨天</date></transacGrp>"), 5, "不是 2021-06-20 这样的日期"),
        (v3(concept="文字"), 5, "<conceptEntry> 里不能直接写文字“文字”"),
        (v3(dialect="Basic"), 2, "type 是“Basic”"),
        (v3(style="x"), 2, "style 是“x”"),
        (v3("<term>甲&amp;乙&foo;</term>"), 7, "实体"),
        (v3()[:-30], 7, "XML|断了"),
        (b"", 1, "文件是空的"),
        (b"<html/>", 1, "根元素是 <html>"),
        (v3().replace(b"<text>", b"<text><p/>"), 4, "<p> 不能出现在 <text> 的这个位置"),
        (v3().replace(b'"zh">', b'"">', 2), 6, "没有写 xml:lang"),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_with_line_and_reason(content, line, reason, tmp_path):
    with pytest.raises(BadFile, match=reason) as error:
        read(content, tmp_path)
    assert line in [problem.line for problem in error.value.problems]


def test_all_problems_are_named_at_once(tmp_path):
    with pytest.raises(BadFile) as error:
        read(v3('<term>甲</term><termNote type="x">1</termNote><termNote type="y">2</termNote>'), tmp_path)
    assert len(error.value.problems) == 2


def test_nothing_outside_the_file_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    for declared in (f'<!ENTITY e SYSTEM "{secret}">', '<!ENTITY e "甲">'):
        content = v3("<term>&e;</term>").replace(b"<tbx ", f"<!DOCTYPE tbx [{declared}]><tbx ".encode(), 1)
        with pytest.raises(BadFile, match="实体"):
            read(content, tmp_path)


def test_other_dialects_keep_their_categories_as_notes(tmp_path):
    content = v3('<term>甲</term><termNote type="register">formal</termNote>', dialect="TBX-Linguist")
    assert concepts_of(content, tmp_path)[0].terms[0].note == "register：formal"


V2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="zh"><text><body>
<termEntry id="a"><descrip type="subjectField">程序</descrip><descrip type="relatedConcept">二审</descrip>
<langSet xml:lang="zh-CN"><ntig><termGrp><term>上<!-- x -->诉</term><termNote type="termType">fullForm</termNote></termGrp>
<descripGrp><descrip type="context">提起<hi>上诉</hi></descrip><admin type="sourceIdentifier">甲</admin></descripGrp></ntig></langSet>
<langSet xml:lang="bo-CN"><tig><term>གོང་ཞུ</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="bo"><tig><term> ཡར་ཞུ </term></tig><tig><term/></tig></langSet></termEntry>
<termEntry id="b"><langSet xml:lang="mn"><tig><term>Шүүх</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_version_2_is_read(tmp_path):
    reading = read(V2.encode(), tmp_path)
    first, second = (entry.concept for entry in reading.entries)
    assert (first.domain, first.related) == ("程序", ("二审",))
    assert first.terms == (
        Term("zh", "上诉", note="termType：fullForm", contexts=(Context("提起上诉", source="甲"),)),
        Term("bo", "གོང་ཞུ", TermStatus.ADMITTED),
        Term("bo", "ཡར་ཞུ"),
    )
    assert second.terms == (Term("mn-Cyrl", "Шүүх"),), "the script of the text decides where the tag does not"
    assert [str(r) for r in reading.remarks] == ["第 3 行：bo 的一个术语是空的，略去"]


SCHEMAS = {
    ("TBX-Core", "dca"): "TBX-Core/Schemas/TBX-Core.sch",
    ("TBX-Min", "dca"): "TBX-Min/DCA/TBX-Min_DCA.sch",
    ("TBX-Min", "dct"): "TBX-Min/DCT/TBX-Min_DCT.sch",
    ("TBX-Basic", "dca"): "TBX-Basic/DCA/TBX-Basic_DCA.sch",
    ("TBX-Basic", "dct"): "TBX-Basic/DCT/TBX-Basic_DCT.sch",
}


@pytest.fixture(scope="module")
def schemas(data):
    folder = data / "interchange" / "tbx_schemas"
    grammar = folder / "TBX_core_module/docs/TBX_core_module_1.0/TBX_Core_RNG/TBXcoreStructV03.rng"
    return etree.RelaxNG(etree.parse(grammar)), {
        how: Schematron(folder / name) for how, name in SCHEMAS.items()
    }


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(base=termbases(), how=st.sampled_from(DIALECTS))
def test_exports_pass_the_official_schemas(base, how, schemas):
    grammar, rules = schemas
    document = etree.parse(io.BytesIO(written(base, *how)[0]))
    assert grammar.validate(document), grammar.error_log
    assert rules[how].failed(document) == []


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(base=termbases())
def test_the_elements_of_dct_pass_the_schemas_of_their_module(base, data):
    """A reference is checked with the whole file: alone its target is not there."""
    folder = data / "interchange" / "tbx_schemas" / "TBX_basic_module"
    grammar = etree.RelaxNG(etree.parse(folder / "Basic.rng"))
    document = etree.parse(io.BytesIO(written(base, "TBX-Basic", "dct")[0]))
    assert Schematron(folder / "Basic.sch").failed(document) == []
    for element in document.iter("{http://www.tbxinfo.net/ns/basic}*"):
        if etree.QName(element).localname != "crossReference":
            assert grammar.validate(etree.ElementTree(deepcopy(element))), grammar.error_log


def held(concepts) -> str:
    """All texts of concepts, one a line."""

    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, (list, tuple)):
            for item in value:
                yield from strings(item)
        elif value is not None and not isinstance(value, int):
            for name in value.__slots__:
                yield from strings(getattr(value, name))

    return "\n".join(strings(concepts))


def leaves(path: Path) -> set[str]:
    """Every text of the entries of a file but status and part of speech, which have values of their own."""
    told = {"administrativeStatus", "usageStatus", "partOfSpeech"}
    found = set()
    for entry in etree.parse(path, etree.XMLParser(load_dtd=False)).iter("{*}conceptEntry", "{*}termEntry"):
        for element in entry.iter("*"):
            if not len(element) and {element.get("type"), etree.QName(element).localname}.isdisjoint(told):
                found.add(tidy(element.text or ""))
    return found


def test_official_good_files_are_read_whole_and_bad_ones_refused(data):
    folder = data / "interchange" / "tbx"
    good = [*folder.glob("ltac-*good.tbx"), *(data / "interchange" / "tbx_schemas").rglob("*VALID.tbx")]
    assert len(good) > 5
    for path in good:
        reading = read_tbx(path)
        assert (len(reading.entries), reading.refused, reading.remarks) == (45, (), ())
        everything = held([entry.concept for entry in reading.entries])
        assert {text for text in leaves(path) if text not in everything} == set(), path.name
        assert sum(len(e.concept.terms) for e in reading.entries) == 113
    lines = {"basic": {26, 69, 97, 140}, "core_structure": {15, 21, 27, 32, 45, 46}, "min": {21, 41, 803}}
    for name, wrong in lines.items():
        with pytest.raises(BadFile) as error:
            read_tbx(folder / f"ltac-{name}_bad.tbx")
        assert {p.line for p in error.value.problems} == wrong
    with pytest.raises(BadFile, match="第 42 行"):
        read_tbx(folder / "ltac-poorly_formed_xml.tbx")


def test_files_of_other_tools_are_read_with_every_synonym(data):
    files = [p for p in (data / "interchange" / "tbx").glob("*.tbx") if not p.name.startswith("ltac-")]
    assert len(files) > 7
    for path in files:
        tree = etree.parse(path, etree.XMLParser(load_dtd=False))
        synonyms = Counter(text for e in tree.iter("{*}term") if (text := tidy(e.xpath("string()"))))
        reading = read_tbx(path)
        concepts = [entry.concept for entry in reading.entries]
        assert Counter(t.text for c in concepts for t in c.terms) == synonyms
        assert reading.refused == ()
        everything = held(concepts)
        assert {text for text in leaves(path) if text not in everything} == set(), path.name
