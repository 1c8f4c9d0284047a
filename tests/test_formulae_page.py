"""套语库 and its commands: tried, decided by key, undone; an empty workspace says what to do."""

import json
from functools import partial

import pytest
from click.testing import CliRunner
from harness import fine, html, press

from glossary import store
from glossary.cli import glossary
from glossary.formulae.model import Status

PAGE = "glossary/pages/formulae.py"
SENTENCE = "案件受理费1250元，由原告拉某负担250元，被告祁某负担1000元。"


@pytest.fixture
def app(app):
    return partial(app, page=PAGE)


def test_an_empty_workspace_says_what_to_do(app, tmp_path):
    assert "反复出现的句子" in app(tmp_path / "empty.db").info[0].value


def test_slots_are_shown_in_words(app, sample_copy):
    at = app(sample_copy)
    assert "〔期限〕" in html(at) and "〔法院〕" in html(at) and "青海省格尔木市人民法院 2" in html(at)
    assert all(b.disabled for b in at.button if b.label in ("核定", "驳回", "不是套语"))


def test_a_sentence_is_translated_in_every_language(app, sample_copy):
    at = app(sample_copy)
    fine(at.text_input(key="formula-try").set_value(SENTENCE).run())
    assert "སྒོར་1250" in html(at) and "没有遗留" in html(at)
    fine(at.segmented_control(key="formula-language").set_value("mn-Mong").run())
    assert 'data-mode="vertical-lr"' in html(at)
    fine(at.text_input(key="formula-try").set_value("今天天气很好").run())
    assert "没有与它相近的句子" in html(at)


def test_deciding_moves_on_and_undo_comes_back(app, sample_copy):
    at = app(sample_copy)
    fine(at.text_input(key="reviewer").set_value("审定员甲").run())
    press(at, "核定")
    first, *_ = store.formulae(store.open_workspace(sample_copy), "bo")
    assert (first.status, first.who) == (Status.APPROVED, "审定员甲")
    press(at, "不是套语")
    assert [f.status for f in store.formulae(store.open_workspace(sample_copy), "bo")][:2] == [
        Status.APPROVED,
        Status.REJECTED,
    ]
    press(at, "撤销")
    press(at, "撤销")
    assert not any(f.who for f in store.formulae(store.open_workspace(sample_copy), "bo"))
    press(at, "下一条")
    assert "第 2 条" in html(at)


# The command line


def run(*args):
    result = CliRunner().invoke(glossary, args)
    return result.exit_code, result.output


def test_commands_list_decide_and_reuse(sample_copy):
    db = str(sample_copy)
    code, output = run("formulae", "--db", db, "--language", "bo", "--json")
    first, *_ = json.loads(output)
    assert code == 0 and first["cases"] >= 6 and first["status"] == "proposed"
    code, output = run(
        "formulae", first["translations"][0]["code"], "--approve", "--by", "审定员甲", "--db", db
    )
    assert code == 0 and "已核定" in output and "审定员甲" in output
    assert "〔已核定〕" in run("formulae", "--db", db)[1]
    code, output = run("reuse", SENTENCE, "--language", "bo", "--db", db, "--json")
    found = json.loads(output)[0]
    assert code == 0 and found["score"] == 100 and "སྒོར་1250" in found["text"] and found["left"] == []
    start, end = found["carried"][0]["target"]
    assert found["text"][start:end] == "སྒོར་1250"


@pytest.mark.parametrize(("args", "said"), [
    (("formulae", "0000", "--approve", "--by", "甲"), "没有编号为 0000"),
    (("formulae", "--approve"), "决定时要写编号"),
    (("reuse", "判决", "--language", "xx"), "不认识的语言代码"),
])  # fmt: skip
def test_wrong_use_is_explained(sample_workspace, args, said):
    code, output = run(*args, "--db", str(sample_workspace))
    assert code != 0 and said in output


def test_a_decision_needs_a_name(sample_workspace):
    code = json.loads(run("formulae", "--db", str(sample_workspace), "--json")[1])[0]["code"]
    status, output = run("formulae", code, "--reject", "--db", str(sample_workspace))
    assert status == 2 and "--by 姓名" in output
