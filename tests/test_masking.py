"""Names are withheld the same way in every place and every version, and nothing of them reaches the workspace."""

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from made_files import docx_of, write

from aligner.exchange.tmx import read_tmx
from corpora import examining, importing, masking, placeables, store
from corpora.examining import Wishes
from corpora.languages import get
from corpora.model import Kind, Outcome, Party
from shuangyu import main

CASES = json.loads((Path(__file__).parent / "cases" / "masking.json").read_text(encoding="utf-8"))["cases"]
AT = "2026-03-02T09:00:00+00:00"
MASK = Wishes(mask=True)
ZH = (
    "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初123号\n原告：扎西多杰，男，身份证号11010519491231002X，电话13800138000。\n"
    "被告：扎西才让，男。\n原告扎西多杰与被告扎西才让草场承包经营权纠纷一案，本院受理后，公开开庭进行了审理。\n"
    "本院认为，扎西才让占用草场，草场承包经营权受法律保护。\n依照《中华人民共和国民法典》第三百三十一条规定，判决如下：\n"
    "驳回扎西多杰的诉讼请求。"
)
BO = (
    "གཏེར་ལེན་ཁ་གྲོང་ཁྱེར་མི་དམངས་ཁྲིམས་ཁང\nམི་དོན་ཁྲིམས་བཅད་ཡི་གེ\n（2020）青2802民初123号\nཞུ་གཏུག་པ། བཀྲ་ཤིས་རྡོ་རྗེ།\n"
    "གཏུག་ཡུལ། ཀྲ་ཤི་ཚེ་རིང་།\nཞུ་གཏུག་པ་བཀྲ་ཤིས་རྡོ་རྗེ（扎西多杰）ས་གཏུག་ཡུལ་ཀྲ་ཤི་ཚེ་རིང་ལ་གཏུག་པའི་གྱོད་གཞི་ཞིག་ཁྲིམས་ཁང་འདིས་དང་ལེན་བྱས།\n"
    "ཁྲིམས་ཁང་འདིས་འདོད་པར། ཀྲ་ཤི་ཚེ་རིང་གིས་རྩྭ་ས་བཟུང་བ་རེད།\nགཤམ་གསལ་ལྟར་ཁྲིམས་བཅད་བྱས།\nབཀྲ་ཤིས་རྡོ་རྗེའི་རེ་འདུན་ཕྱིར་བསྐྲད།"
)
NAMES = ("扎西", "བཀྲ་ཤིས", "ཚེ་རིང", "11010519491231002", "13800138000")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['why']}"[:70])
def test_golden_cases(case):
    language = get(case["language"])
    parties = [Party(role, name) for role, name, _ in case["parties"]]
    said = [[Party(role, name) for role, name in case["said"]]] if "said" in case else []
    found = masking.masking(parties, language, said)
    assert not found.doubtful
    bare = {name.rstrip("་").split(" 男")[0].split(" 1")[0]: masked for _, name, masked in case["parties"] if name.rstrip("་") != masked}
    assert {name: found.names.get(name) for name in bare} == bare
    assert masking.apply(case["text"], found.names, language) == case["masked"]
    for masked in bare.values():
        values = [p.value for p in placeables.find(masked, language)]
        assert len(values) == 1 and values[0].startswith("某"), f"{masked} is read as a masked name: {values}"


def test_who_cannot_be_told_is_doubtful():
    names = ["青海省海西州那个一九五八年建立的牧民小组负责人的全体成员", "A&B"]
    found = masking.masking([Party("原告", name) for name in names], get("zh"))
    assert found.doubtful == tuple(names) and not found.names


@given(st.lists(st.sampled_from(["扎西", "扎西多杰", "扎巴", "张三", "多杰"]), min_size=1, max_size=5, unique=True))
def test_different_people_never_get_one_name(names):
    found = masking.masking([Party("原告", name) for name in names], get("zh")).names
    assert len(set(found.values())) == len(names)


@given(st.permutations([("原告", "扎西"), ("被告", "扎巴"), ("被告", "多杰"), ("第三人", "多吉")]))
def test_versions_number_alike(people):
    zh = masking.masking([Party(*p) for p in people], get("zh"))
    there = [Party(role, zh.names[name]) for role, name in people]
    tibetan = {"扎西": "བཀྲ་ཤིས", "扎巴": "གྲགས་པ", "多杰": "རྡོ་རྗེ", "多吉": "རྡོ་རྗེ་རྒྱལ"}
    bo = masking.masking([Party(role, tibetan[name]) for role, name in people], get("bo"), [there])
    for _, name in people:
        said = [[p.value for p in placeables.find(masked, get(code)) if p.kind is Kind.MASK]
                for masked, code in ((zh.names[name], "zh"), (bo.names[tibetan[name]], "bo"))]  # fmt: skip
        assert said[0] == said[1]


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "in", {"1 扎西多杰 藏.txt": BO.encode("utf-16"), "2 扎西多杰诉扎西才让.docx": docx_of(*ZH.split("\n"))})


def test_nothing_of_a_name_is_in_the_workspace(folder, tmp_path):
    path = tmp_path / "book.db"
    db = store.open_workspace(path)
    rows = importing.add_folder(db, folder, AT, wishes=MASK)
    assert [row.outcome for row in rows] == [Outcome.ADDED] * 2
    assert [row.path for row in rows] == ["1 扎某1 藏.txt", "2 扎某1诉扎某2.docx"]
    dump = "\n".join(db.conn.iterdump())
    originals = [store.original(db, d.sha256).decode() for d in store.documents(db)]
    assert not [name for name in NAMES if any(name in text for text in (dump, *originals))]
    db.close()
    raw = b"".join(p.read_bytes() for p in tmp_path.glob("book.db*"))
    assert not [name for name in NAMES if name.encode() in raw]


def test_both_versions_say_the_same(folder):
    db = store.open_workspace(":memory:")
    importing.add_folder(db, folder, AT, wishes=MASK)
    zh, bo = sorted(store.documents(db), key=lambda d: d.language, reverse=True)
    assert (zh.masked, bo.masked) == (True, True)
    assert [p.name for p in zh.parties] == ["扎某1", "扎某2"]
    assert [p.name.rstrip("་") for p in bo.parties] == ["བཀྲ་ཆེ་གེ་མོ་1", "ཀྲ་ཆེ་གེ་མོ་2"]
    assert "（扎某1）" in bo.body, "a Chinese name in the Tibetan text too"
    assert "身份证号×××，电话×××" in zh.body


def test_a_second_run_adds_nothing_and_a_third_version_takes_the_numbers_over(folder, tmp_path):
    db = store.open_workspace(":memory:")
    importing.add_folder(db, folder, AT, wishes=MASK)
    assert {row.outcome for row in importing.add_folder(db, folder, AT, wishes=MASK)} == {Outcome.KNOWN}
    later = write(tmp_path / "later", {"3.txt": BO.replace("རེ་འདུན་", "རེ་བ་").encode()})
    row, = importing.add_folder(db, later, AT, wishes=MASK)
    assert [p.name.rstrip("་") for p in store.document(db, row.document).parties] == ["བཀྲ་ཆེ་གེ་མོ་1", "ཀྲ་ཆེ་གེ་མོ་2"]


def test_a_court_text_whose_parties_nobody_finds_is_left_out(tmp_path):
    db = store.open_workspace(":memory:")
    kazakh = "Делинха қалалық халық соты\n（2020）青2802民初123号\n" + "Талапкер Болат Серікұлы сотқа арызданды және талап қойды. " * 4
    rows = importing.add_folder(db, write(tmp_path, {"1.txt": kazakh.encode(), "2.txt": ZH.replace("原告：", "").replace("被告：", "").replace("原告", "").replace("被告", "").encode()}), AT, wishes=MASK)
    assert [row.outcome for row in rows] == [Outcome.UNMASKED] * 2 and all("请" in row.reason for row in rows)
    assert not store.listing(db)


def test_a_statute_has_nobody_to_mask(tmp_path):
    law = "中华人民共和国草原法\n第一条　为了保护草原，制定本法。\n第二条　在中华人民共和国领域内从事草原规划，适用本法。\n第三条　国家对草原实行科学规划。"
    db = store.open_workspace(":memory:")
    row, = importing.add_folder(db, write(tmp_path, {"1.txt": law.encode()}), AT, wishes=MASK)
    assert row.outcome is Outcome.ADDED
    assert store.masked_counts(db) == (0, 0)


def test_without_the_wish_all_is_kept_as_it_came(folder):
    db = store.open_workspace(":memory:")
    rows = importing.add_folder(db, folder, AT)
    assert all("含未隐去的姓名 2 处" in row.reason for row in rows), rows
    assert not any(name in row.reason for row in rows for name in NAMES), "the report does not repeat them"
    assert store.masked_counts(db) == (0, 2)
    assert "扎西多杰" in next(d.body for d in store.documents(db) if d.language == "zh")


def test_an_interrupted_run_leaves_no_name(folder, tmp_path, monkeypatch):
    db = store.open_workspace(tmp_path / "book.db")

    def full(*args):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(store, "add_document", full)
    with pytest.raises(sqlite3.OperationalError):
        importing.add_folder(db, folder, AT, wishes=MASK)
    assert "扎西" not in "\n".join(db.conn.iterdump())


def test_an_export_says_whether_names_were_withheld(sample_copy, tmp_path):
    file = tmp_path / "出.tmx"
    result = CliRunner().invoke(main, ["aligner", "export", str(file), "--db", str(sample_copy)])
    assert result.exit_code == 0 and "份裁判文书中 0 份" in result.stderr
    header, _ = read_tmx(file)
    assert [r.text for r in header.remarks if ("type", "x-masking") in r.attributes] == [result.stderr.strip()]


def test_a_masked_document_says_so(folder):
    db = store.open_workspace(":memory:")
    importing.add_folder(db, folder, AT, wishes=MASK)
    assert {d.marks for d in store.documents(db)} == {("已隐名",)}


def test_a_fault_of_ours_quotes_no_name(folder, monkeypatch):
    def fail(body, language):
        raise KeyError(body)

    monkeypatch.setattr(examining.judgments, "understand", fail)
    db = store.open_workspace(":memory:")
    rows = importing.add_folder(db, folder, AT, wishes=MASK)
    assert {row.outcome for row in rows} == {Outcome.UNREADABLE}
    assert not any(name in row.reason for row in rows for name in NAMES)


def test_what_came_unmasked_before_is_said_to_be_there_still(folder):
    db = store.open_workspace(":memory:")
    importing.add_folder(db, folder, AT)
    rows = importing.add_folder(db, folder, AT, wishes=MASK)
    assert all("没有隐名" in row.reason and "请" in row.reason for row in rows)
