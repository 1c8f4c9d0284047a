"""The page where terms come in and go out: a preview first, contradictions confirmed, one act that can be undone."""

from dataclasses import replace

import pytest
from harness import fine

from glossary import store
from glossary.exchange import read_terms, write_terms
from glossary.model import Concept, Term, TermStatus

PAGE = "glossary/pages/term_files.py"
AT = "2026-03-02T09:00:00+00:00"
HELD = Concept("程序", (Term("zh", "上诉"), Term("bo", "གོང་ཞུ", TermStatus.PREFERRED, authority="州民语办")))
FILE = """汉文,藏文
上诉,ཡར་ཞུ
驳回,ཕྱིར་འཐེན
,མིང་མེད
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "terms.db"
    store.put_concept(store.open_workspace(path), HELD, "审定员甲", AT)
    return path


@pytest.fixture
def page(app, path):
    return app(path, PAGE)


def upload(at, content: bytes, name="词典.csv"):
    return fine(at.file_uploader[0].set_value((name, content, "text/csv")).run())


def press(at, label):
    return fine(next(b for b in at.button if b.label.startswith(label)).click().run())


def sign(at, who="审定员乙"):
    return fine(at.text_input(key="reviewer").set_value(who).run())


def concepts(path):
    return {c.terms_in("zh")[0].text: c for c in store.concepts(store.open_workspace(path))}


def tbx(tmp_path, *terms: Term) -> bytes:
    file = tmp_path / "incoming.tbx"
    write_terms(file, [Concept("程序", (Term("zh", "上诉"), *terms))])
    return file.read_bytes()


def test_a_file_is_shown_before_it_is_written_and_the_import_is_undone(page, path):
    at = upload(page, FILE.encode())
    kinds = at.segmented_control[0].options
    assert [k.split()[0] for k in kinds] == ["增加", "补充", "没有收"]
    assert set(concepts(path)) == {"上诉"}, "a preview writes nothing"
    assert next(b for b in at.button if b.label.startswith("导入")).disabled, "nobody imports without a name"
    at = press(sign(at), "导入")
    held = concepts(path)
    assert {t.text for t in held["上诉"].terms_in("bo")} == {"གོང་ཞུ", "ཡར་ཞུ"}
    assert held["驳回"].terms_in("bo")[0].source == "词典"
    assert "写入 2 个概念，署名 审定员乙" in at.success[0].value
    press(at, "撤销导入")
    assert set(concepts(path)) == {"上诉"} and len(concepts(path)["上诉"].terms) == 2


def test_rows_that_cannot_be_taken_are_listed_with_their_reason(page):
    at = upload(page, FILE.encode())
    at = fine(at.segmented_control[0].set_value("没有收").run())
    table = at.dataframe[0].value
    assert list(table["位置"]) == ["第 4 行"] and "汉文" in table["原因"][0]


def test_a_contradiction_takes_effect_only_when_it_is_confirmed(page, path, tmp_path):
    rival = Term("bo", "ཡར་ཞུ", TermStatus.PREFERRED)
    at = sign(upload(page, tbx(tmp_path, rival), "权威词表.tbx"))
    at = fine(at.segmented_control[0].set_value("矛盾").run())
    at = fine(at.checkbox[0].check().run())
    at = fine(at.checkbox[0].uncheck().run())
    at = press(at, "全部以文件为准")
    assert at.checkbox[0].value
    press(at, "导入")
    statuses = {t.text: t.status for t in concepts(path)["上诉"].terms_in("bo")}
    assert statuses == {"གོང་ཞུ": TermStatus.ADMITTED, "ཡར་ཞུ": TermStatus.PREFERRED}


def test_unconfirmed_what_a_person_decided_stands(page, path, tmp_path):
    at = sign(upload(page, tbx(tmp_path, Term("bo", "ཡར་ཞུ", TermStatus.PREFERRED)), "权威词表.tbx"))
    press(at, "导入")
    statuses = {t.text: t.status for t in concepts(path)["上诉"].terms_in("bo")}
    assert statuses == {"གོང་ཞུ": TermStatus.PREFERRED, "ཡར་ཞུ": TermStatus.PROPOSED}


def test_what_somebody_changed_meanwhile_is_not_written_over(page, path):
    at = sign(upload(page, FILE.encode()))
    db = store.open_workspace(path)
    held = concepts(path)["上诉"]
    store.put_concept(db, replace(held, domain="行政"), "审定员丙", AT)
    at = press(at, "导入")
    assert "刚才有了改动" in at.error[0].value
    assert set(concepts(path)) == {"上诉"} and concepts(path)["上诉"].domain == "行政"


def test_a_file_that_is_none_says_why(page):
    at = upload(page, b"PK\x03\x04 no workbook", "坏.xlsx")
    assert "没有导入" in at.error[0].value and "已损坏" in at.dataframe[0].value["原因"][0]


def test_the_source_is_put_on_terms_without_one(page, path):
    at = fine(page.text_input[0].set_value("《汉藏法律词典》").run())
    press(sign(upload(at, FILE.encode())), "导入")
    assert concepts(path)["驳回"].terms_in("bo")[0].source == "《汉藏法律词典》"


@pytest.mark.parametrize("kind", [".tbx", ".xlsx", ".csv", ".txt", ".apkg"])
def test_the_termbase_goes_out_in_every_format(page, kind, tmp_path):
    at = fine(page.segmented_control(key="export-format").set_value(kind).run())
    at = press(at, "生成文件")
    _, code, _, content, _ = at.session_state["exported"]
    assert content and code == ("bo" if kind in (".txt", ".apkg") else "全部语言")
    if kind in (".tbx", ".xlsx", ".csv"):
        file = tmp_path / f"out{kind}"
        file.write_bytes(content)
        assert [t.text for t in read_terms(file).entries[0].concept.terms] == ["上诉", "གོང་ཞུ"]


def test_an_empty_termbase_says_what_to_do(app, tmp_path):
    assert "术语库还是空的" in app(tmp_path / "empty.db", PAGE).info[0].value
