"""Tables of terms: our own there and back, and dictionaries as courts keep them in Excel."""

import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from made_terms import arranged, termbases

from glossary.exchange import read_terms, write_terms
from glossary.exchange.reading import BadFile
from glossary.importing import plan
from glossary.model import Concept, Context, PartOfSpeech, Term, TermStatus

QUICK = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def table(tmp_path):
    """Reads rows as an Excel file, the way they were typed."""

    def read(*rows, merge=(), name="汉藏对照法律词典.xlsx", source=""):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for area in merge:
            book.active.merge_cells(area)
        book.save(tmp_path / name)
        return read_terms(tmp_path / name, source)

    return read


def terms(reading) -> list[list[tuple[str, str]]]:
    return [[(t.language, t.text) for t in e.concept.terms] for e in reading.entries]


APPEAL, JUDGMENT = [("zh", "上诉"), ("bo", "གོང་ཞུ")], [("zh", "判决"), ("bo", "ཐག་གཅོད")]


@QUICK
@given(base=termbases())
def test_any_termbase_comes_back(base, tmp_path):
    for name in ("terms.csv", "terms.xlsx"):
        assert write_terms(tmp_path / name, base) == []
        reading = read_terms(tmp_path / name)
        assert [e.concept for e in reading.entries] == [arranged(concept) for concept in base]
        assert (reading.refused, reading.remarks) == ((), ())


def test_every_cell_is_text_and_heads_are_in_both_languages(tmp_path):
    term = Term("zh", "=1+1", document="（2020）青2802民初123号", source="00123", decided="2021-06-20")
    write_terms(tmp_path / "t.xlsx", [Concept("", (term,))])
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    cells = {head.value: cell for head, cell in zip(*sheet.iter_rows(), strict=True)}
    assert cells["术语 Term"].value == "=1+1"
    assert cells["出处 Source"].value == "00123"
    assert cells["审定日期 Decided"].value == "2021-06-20"
    assert {cell.data_type for cell in cells.values() if cell.value is not None} == {"s"}
    assert cells["状态 Status"].value == "待审"


def test_line_ends_that_excel_escapes_are_line_ends(table):
    reading = table(["汉文", "藏文", "备注"], ["上诉_x000D_\n申诉", "གོང་ཞུ", "_x005F_x000D_"])
    assert terms(reading) == [[("zh", "上诉"), ("zh", "申诉"), ("bo", "གོང་ཞུ")]]
    assert reading.entries[0].concept.note == "_x000D_"


def test_a_column_a_language_below_a_title(table):
    reading = table(
        ["汉藏对照法律词典（试印本）", None, None],
        [],
        ["序号", " 汉 文 ", "藏文"],
        [1, "上诉 ", "གོང་ཞུ\u3000"],
        [],
        [2, "判决", " ཐག་གཅོད"],
        merge=["A1:C1"],
    )
    assert terms(reading) == [APPEAL, JUDGMENT]
    assert [e.line for e in reading.entries] == [4, 6]
    assert {t.source for e in reading.entries for t in e.concept.terms} == {"汉藏对照法律词典"}


@pytest.mark.parametrize(
    "head",
    [
        ("汉文", "藏文"),
        ("汉语", "藏语"),
        ("中文名称", "藏文译名"),
        ("术语", "译文"),
        ("词条", "民族文字"),
        ("Chinese", "Tibetan"),
        ("zh-CN", "bo"),
        ("汉文（规范）", "藏文\n（安多）"),
        (None, None),
    ],
)
def test_heads_have_many_names(head, table):
    rows = [["上诉", "གོང་ཞུ"], ["判决", "ཐག་གཅོད"]]
    assert terms(table(*([head] if any(head) else []), *rows)) == [APPEAL, JUDGMENT]


def test_the_script_tells_which_mongolian_a_column_is(table):
    head = ("汉文", "蒙古文", "蒙语", "哈萨克文")
    reading = table(head, ["法院", "ᠰᠢᠭᠦᠬᠦ ᠬᠣᠷᠢᠶ\u180eᠠ", "шүүх", "сот"])
    assert [t.language for t in reading.entries[0].concept.terms] == ["zh", "mn-Mong", "mn-Cyrl", "kk-Cyrl"]


def test_each_row_may_name_its_language(table):
    reading = table(
        ["术语", "语种", "译文"],
        ["上诉", "藏文", "གོང་ཞུ"],
        ["上诉", "维吾尔文", "ئەرز"],
        ["判决", "蒙文", "шийдвэр"],
        ["判决", "英文", "judgment"],
        ["法院", None, "ཁྲིམས་ཁང"],
    )
    assert terms(reading) == [[*APPEAL, ("ug", "ئەرز")], [("zh", "判决"), ("mn-Cyrl", "шийдвэр")]]
    assert [p.line for p in reading.refused] == [5, 6]


def test_a_head_over_two_rows(table):
    reading = table(
        ["汉文", "藏文", None, "备注"],
        [None, "译名", "来源", None],
        ["上诉", "གོང་ཞུ", "甲书", "程序"],
        merge=["A1:A2", "B1:C1", "D1:D2"],
    )
    (concept,) = [e.concept for e in reading.entries]
    assert terms(reading) == [APPEAL]
    assert concept.terms[1].source == "甲书"
    assert concept.note == "程序"


def test_several_renderings_in_a_cell(table):
    reading = table(
        ["汉文", "藏文"],
        ["上诉", "གོང་ཞུ；ཡར་ཞུ、ཞུ་གཏུག/གཏུག་བཤེར\nརྩོད"],
        ["申诉；申述", "①ཞུ་གཏུག②སྐྱོན་ཞུ"],
        ["制造、贩卖毒品罪", "བཟོ་བ、བཙོང་བའི་ཉེས་པ"],
    )
    assert terms(reading) == [
        [("zh", "上诉"), *(("bo", t) for t in ["གོང་ཞུ", "ཡར་ཞུ", "ཞུ་གཏུག", "གཏུག་བཤེར", "རྩོད"])],
        [("zh", "申诉"), ("zh", "申述"), ("bo", "ཞུ་གཏུག"), ("bo", "སྐྱོན་ཞུ")],
        [("zh", "制造、贩卖毒品罪"), ("bo", "བཟོ་བ、བཙོང་བའི་ཉེས་པ")],
    ]


def test_of_several_renderings_in_a_preferred_cell_the_first_is_preferred(table):
    reading = table(["汉文", "藏文", "壮文", "状态"], ["上诉", "གོང་ཞུ；ཡར་ཞུ", "sangsu", "核定"])
    statuses = [t.status.value for t in reading.entries[0].concept.terms]
    assert statuses == ["proposed", "preferred", "admitted", "preferred"]


def test_rows_of_one_term_are_one_concept_unless_its_domain_differs(table):
    reading = table(
        ["汉文", "藏文", "类别"],
        ["上诉", "གོང་ཞུ", "民事"],
        ["判决", "ཐག་གཅོད", ""],
        ["上诉", "ཡར་ཞུ", "民事"],
        ["上诉", "ཞུ་གཏུག", "刑事"],
    )
    assert terms(reading) == [[*APPEAL, ("bo", "ཡར་ཞུ")], JUDGMENT, [("zh", "上诉"), ("bo", "ཞུ་གཏུག")]]


def test_a_term_that_stands_twice_is_one_and_both_rows_count(table):
    reading = table(
        ["汉文", "藏文", "来源", "状态"],
        ["上诉", "གོང་ཞུ", "甲书", None],
        ["上诉", "གོང་ཞུ", "乙书", "禁用"],
        ["上诉", "གོང་ཞུ", "甲书", None],
    )
    (concept,) = plan([], reading).concepts()
    assert concept.terms[1] == Term("bo", "གོང་ཞུ", TermStatus.FORBIDDEN, "甲书；乙书")
    assert [str(r) for r in reading.remarks] == ["第 3 行：“གོང་ཞུ”在第 2 行已经有了，两处合并"]


def test_a_merged_chinese_cell_speaks_for_all_its_rows(table):
    reading = table(["汉文", "藏文"], ["上诉", "གོང་ཞུ"], [None, "ཡར་ཞུ"], [None, "རྩོད"], merge=["A2:A3"])
    assert terms(reading) == [[*APPEAL, ("bo", "ཡར་ཞུ")]]
    assert [str(p) for p in reading.refused] == ["第 4 行：没有汉文术语"]


def test_every_column_finds_its_place(table):
    reading = table(
        ["汉文", "藏文", "维吾尔文", "状态", "审定单位", "审定日期", "词性", "例句", "藏文备注", "释义", "法律依据", "页码", "方言"],
        ["上诉", "གོང་ཞུ", "ئەرز", "核定", "州民语办", datetime.date(2021, 6, 20), "动词", "གོང་ཞུ་བྱེད།", "口语", "不服判决", "《刑诉法》第227条", 12.0, "安多"],
    )  # fmt: skip
    (concept,) = [e.concept for e in reading.entries]
    source = "汉藏对照法律词典"
    assert (concept.definition, concept.laws, concept.note) == (
        "不服判决",
        ("《刑诉法》第227条",),
        "页码：12",
    )
    said = {
        "authority": "州民语办",
        "decided": "2021-06-20",
        "dialect": "安多",
        "part_of_speech": PartOfSpeech.VERB,
    }
    assert concept.terms == (
        Term("zh", "上诉", source=source, part_of_speech=PartOfSpeech.VERB),
        Term(
            "bo", "གོང་ཞུ", TermStatus.PREFERRED, source, note="口语", contexts=(Context("གོང་ཞུ་བྱེད།"),), **said
        ),
        Term("ug", "ئەرز", TermStatus.PREFERRED, source, contexts=(Context("གོང་ཞུ་བྱེད།"),), **said),
    )


def test_what_cannot_be_taken_is_said_row_by_row(table):
    reading = table(
        ["汉文", "藏文", "状态"],
        ["上诉", "gong zhu", None],
        ["判决", None, None],
        [None, "ཐག་གཅོད", None],
        ["法院", "ཁྲིམས་ཁང", "大概"],
        ["法官", "=B5", None],
    )
    assert [str(p) for p in reading.refused] == [
        "第 2 行：“上诉”没有译文",
        "第 3 行：“判决”没有译文",
        "第 4 行：没有汉文术语",
        "第 6 行：“法官”没有译文",
    ]
    assert [p.line for p in reading.remarks] == [6, 2, 5]
    assert "公式" in str(reading.remarks[0]) and "不是藏文" in str(reading.remarks[1])
    (court,) = [e.concept for e in reading.entries]
    assert court.terms[1].status is TermStatus.PROPOSED
    assert court.terms[1].note == "状态：大概"


def test_a_column_in_a_legacy_encoding_is_named(table):
    menksoft = "".join(map(chr, range(0xE264, 0xE274)))
    reading = table(["汉文", "蒙古文"], *([f"术语{n}", menksoft] for n in range(8)))
    assert reading.entries == ()
    assert len(reading.refused) == 8
    assert str(reading.remarks[0]).startswith("第 2 行：“蒙古文”一列：")
    assert "Unicode" in str(reading.remarks[0])


def test_sheets_without_terms_are_passed_over_with_a_remark(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["编者说明"])
    sheet = book.create_sheet("正文")
    sheet.append(["上诉", "གོང་ཞུ"])
    sheet.append(["判决", None])
    book.save(tmp_path / "t.xlsx")
    reading = read_terms(tmp_path / "t.xlsx")
    assert terms(reading) == [APPEAL]
    assert [str(p) for p in reading.refused] == ["工作表“正文”第 2 行：“判决”没有译文"]
    assert "没有认出术语" in str(reading.remarks[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_any_encoding_and_with_any_separator(encoding, delimiter, tmp_path):
    rows = [["汉文", "藏文", "备注"], ["上诉", "གོང་ཞུ", '"二\n审"'], ["判决", "ཐག་གཅོད", ""]]
    path = tmp_path / "t.csv"
    path.write_bytes("\r\n".join(delimiter.join(row) for row in rows).encode(encoding))
    reading = read_terms(path, source="词典")
    assert terms(reading) == [APPEAL, JUDGMENT]
    assert [e.line for e in reading.entries] == [2, 4]
    assert reading.entries[0].concept.note == "二\n审"
    assert reading.entries[1].concept.terms[1].source == "词典"


@pytest.mark.parametrize(
    "name, content, reason",
    [
        ("t.xlsx", b"PK\x03\x04 broken", "不是 .xlsx 工作簿"),
        ("t.xlsx", b"", "不是 .xlsx 工作簿"),
        ("t.xls", b"\xd0\xcf\x11\xe0", "另存为 .xlsx"),
        ("t.csv", "日期,页码\n1,2\n".encode(), "没有认出术语表"),
        ("t.csv", b"", "没有认出术语表"),
        ("t.csv", bytes(range(256)), "编码"),
        ("t.pdf", b"%PDF", "不读 .pdf 文件"),
    ],
)
def test_what_is_no_table_is_refused(name, content, reason, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadFile, match=reason):
        read_terms(tmp_path / name)
