"""TMX: what other tools wrote is read wholly and written back equal; what cannot be trusted is refused in words."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aligner.exchange import Code, Header, Remark, Unit, UnreadableTmx, Variant, read_tmx, write_tmx
from aligner.exchange.units import origin

HEAD = '<header creationtool="T" creationtoolversion="1" segtype="sentence" o-tmf="T" adminlang="zh" srclang="zh-CN" datatype="html"/>'
HEADER = Header(tuple({
    "creationtool": "T", "creationtoolversion": "1", "segtype": "sentence", "o-tmf": "T", "adminlang": "zh",
    "srclang": "*all*", "datatype": "html",
}.items()))  # fmt: skip


@pytest.fixture
def write(tmp_path):
    def write(body: str, head: str = HEAD, before: str = "", encoding: str = "utf-8", bom: bytes = b""):
        path = tmp_path / "made.tmx"
        path.write_bytes(bom + f'{before}<tmx version="1.4">{head}<body>{body}</body></tmx>'.encode(encoding))
        return path

    return write


def units(path):
    return list(read_tmx(path)[1])


def written(path, header, made):
    with path.open("w", encoding="utf-8", newline="") as out:
        write_tmx(out, header, made)
    return path


def unlined(made):
    return [unit._replace(line=0) for unit in made]


@pytest.fixture(scope="module")
def folder(data):
    return data / "interchange"


def test_files_of_other_tools_are_read_wholly_and_written_back_equal(folder, tmp_path):
    files = sorted((folder / "tmx").glob("*.tmx"))
    assert len(files) == 79
    dtd = etree.DTD(str(folder / "schemas_tmx_xliff" / "tmx14.dtd"))
    refused, invalid = [], []
    for path in files:
        try:
            header, made = read_tmx(path)
            made = list(made)
        except UnreadableTmx as error:
            refused.append((path.name, str(error)))
            continue
        tree = etree.parse(str(path), etree.XMLParser(resolve_entities=False, load_dtd=False))
        assert len(made) == len(tree.findall(".//tu")), path.name
        for unit, tu in zip(made, tree.iterfind(".//tu"), strict=True):
            assert len(unit.variants) == len(tu.findall("tuv"))
            for variant, seg in zip(unit.variants, tu.iterfind("tuv/seg"), strict=True):
                words = seg.xpath(".//text()[not(ancestor::bpt or ancestor::ept or ancestor::ph or ancestor::it or ancestor::ut)]")
                assert variant.text == "".join(words), path.name
        again_header, again = read_tmx(written(tmp_path / "again.tmx", header, made))
        assert (again_header, unlined(again)) == (header, unlined(made)), path.name
        if not dtd.validate(etree.parse(str(tmp_path / "again.tmx"))):
            invalid.append(path.name)
    assert refused == []
    assert invalid == ["okapi-html_test.tmx"]      # it has an attribute of its own, type2, and keeps it


def test_codes_stand_beside_the_text(write):
    path = write(
        '<tu><tuv xml:lang="zh-CN"><seg>被告<bpt i="1" x="1">&lt;b></bpt>应当<ept i="1">&lt;/b></ept>'
        '<hi type="term">偿还<ph x="2">&lt;img alt="<sub>借款</sub>"/></ph></hi>。</seg></tuv></tu>'
    )
    (variant,) = units(path)[0].variants
    assert variant.text == "被告应当偿还。"
    assert variant.codes == (
        Code(2, '<bpt i="1" x="1">&lt;b&gt;</bpt>'), Code(4, '<ept i="1">&lt;/b&gt;</ept>'), Code(4, '<hi type="term">'),
        Code(6, '<ph x="2">&lt;img alt="<sub>借款</sub>"/&gt;</ph>'), Code(6, "</hi>"),
    )  # fmt: skip


@pytest.mark.parametrize(("encoding", "bom", "declared"), [
    ("utf-8", b"", ""), ("utf-8", b"\xef\xbb\xbf", "UTF-8"), ("utf-16-le", b"\xff\xfe", "UTF-16"),
    ("utf-16-be", b"\xfe\xff", "UTF-16"), ("utf-16-be", b"\xfe\xff", ""), ("gb18030", b"", "GB18030"),
])  # fmt: skip
def test_encodings(write, encoding, bom, declared):
    before = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    path = write('<tu><tuv lang="zh"><seg>判决如下：</seg></tuv></tu>', before=before, encoding=encoding, bom=bom)
    assert units(path)[0].variants == (Variant("zh", "判决如下："),)


def test_lang_of_tmx_1_1_gives_way_to_xml_lang(write):
    path = write('<tu><tuv lang="ZH" xml:lang="zh-CN"><seg>甲</seg></tuv><tuv lang="BO"><seg>ཀ</seg></tuv></tu>')
    assert [v.language for v in units(path)[0].variants] == ["zh-CN", "BO"]


def test_notes_properties_dates_and_lines_are_kept(write):
    path = write(
        '\n<tu tuid="7" changedate="20240203T040506Z" changeid="法官甲"><note>一稿</note><prop type="x-court">某院</prop>\n'
        '<tuv xml:lang="zh-CN" creationid="乙"><prop type="p">q</prop><seg>甲</seg></tuv></tu>'
    )
    header, made = read_tmx(path)
    (unit,) = made
    assert unit.line == 2 and dict(unit.attributes)["tuid"] == "7"
    assert unit.remarks == (Remark("note", "一稿"), Remark("prop", "某院", (("type", "x-court"),)))
    assert unit.variants[0].remarks == (Remark("prop", "q", (("type", "p"),)),)
    assert origin("a.tmx", header, unit) == ("a.tmx", "T", "2024-02-03", "法官甲")


def test_empty_and_missing_segments_are_empty_texts(write):
    path = write('<tu><tuv xml:lang="zh"><seg/></tuv><tuv xml:lang="bo"></tuv></tu><tu/>')
    assert [[v.text for v in u.variants] for u in units(path)] == [["", ""], []]


def test_an_entity_of_html_is_its_character(write):
    path = write('<tu><tuv xml:lang="zh"><seg>第&nbsp;1&nbsp;条</seg></tuv></tu>', before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert units(path)[0].variants[0].text == "第\u00a01\u00a0条"


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(("before", "body", "reason"), [
    (f'<!DOCTYPE tmx [<!ENTITY a0 "哈">{BOMB}]>', "<tu tuid='&a9;'/>", "实体"),
    ('<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "<tu><tuv xml:lang='zh'><seg>&x;</seg></tuv></tu>", "实体“x”"),
    ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "\n<tu><tuv xml:lang='zh'><seg>&nowhere;</seg></tuv></tu>", "第 2 行用了没有定义的实体"),
    ("", "<tu>\n<tuv></tu>", "第 2 行不是合格的 XML"),
    ("", "<tu><tuv xml:lang='zh'><seg>\x01</seg></tuv></tu>", "不是合格的 XML"),
])  # fmt: skip
def test_what_is_refused_names_the_line_and_the_reason(write, before, body, reason):
    with pytest.raises(UnreadableTmx, match=reason):
        units(write(body, before=before))


def test_a_dtd_beside_the_file_is_not_looked_at(write, tmp_path):
    (tmp_path / "tmx14.dtd").write_text('<!ATTLIST tuv xml:lang CDATA "zh-CN"><!ENTITY nbsp "坏">')
    path = write("<tu><tuv><seg>第&nbsp;条</seg></tuv></tu>", before='<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
    assert units(path)[0].variants == (Variant("", "第\u00a0条"),)


def test_what_is_nested_without_end_is_refused(write):
    with pytest.raises(UnreadableTmx, match="不是合格的 XML"):
        units(write("<tu>" * 5000 + "</tu>" * 5000))


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "XML"), ("不是 XML".encode(), "XML"), (b"<html><body/></html>", "根元素是 <html>"), (b"<tmx><body/></tmx>", "没有 <header>"),
    (b"<tmx><body><tu/></body></tmx>", "之前没有 <header>"), (b"PK\x03\x04", "XML"),
])  # fmt: skip
def test_what_is_no_tmx_is_refused(tmp_path, content, reason):
    path = tmp_path / "x.tmx"
    path.write_bytes(content)
    with pytest.raises(UnreadableTmx, match=reason):
        units(path)


def test_a_header_must_be_whole():
    with pytest.raises(ValueError, match="datatype"):
        write_tmx(io.StringIO(), Header((("srclang", "zh"),)), [])


# Round trip

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff") | st.sampled_from("<>&\"'\t\n\r དཀ判"))
NAMES = st.from_regex(r"[a-z][a-z-]{0,6}", fullmatch=True).filter(lambda name: name not in ("lang",) and not name.startswith("xml"))
PAIRS = st.dictionaries(NAMES, TEXT, max_size=3).map(lambda d: tuple(d.items()))
REMARKS = st.lists(st.builds(Remark, st.sampled_from(["note", "prop"]), TEXT, PAIRS), max_size=2).map(tuple)
CODES = st.sampled_from(['<ph x="1">&lt;br/&gt;</ph>', '<bpt i="1"></bpt>', '<ept i="1"></ept>', '<it pos="begin">&amp;</it>', "<ut>a<sub>b</sub></ut>"])


@st.composite
def variants(draw):
    text = draw(TEXT)
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=3)))
    codes = tuple(Code(at, draw(CODES)) for at in places)
    if len(codes) > 1 and draw(st.booleans()):
        codes = (Code(codes[0].at, '<hi type="a">'), *codes[1:-1], Code(codes[-1].at, "</hi>"))
    return Variant(draw(st.sampled_from(["zh-CN", "bo-CN", "*x"])), text, codes, draw(PAIRS), draw(REMARKS))


UNITS = st.builds(Unit, st.lists(variants(), min_size=1, max_size=3).map(tuple), PAIRS, REMARKS, st.just(0))


@settings(max_examples=150)
@given(st.lists(UNITS, max_size=3), REMARKS)
def test_what_is_written_is_read_back_equal(tmp_path_factory, made, remarks):
    path = tmp_path_factory.getbasetemp() / "round.tmx"
    header = replace(HEADER, remarks=remarks)
    again, back = read_tmx(written(path, header, made))
    assert again == header
    assert unlined(back) == made


def test_characters_xml_cannot_hold_are_left_out(tmp_path):
    path = written(tmp_path / "x.tmx", HEADER, [Unit((Variant("zh", "甲\x0c乙\x00\uffff"),))])
    assert units(path)[0].variants[0].text == "甲乙"
