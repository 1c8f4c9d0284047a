"""Publishing, comparing and undoing from the command line."""

import json

from click.testing import CliRunner

from glossary import store
from glossary.model import Term, TermStatus
from shuangyu import main

AT = "2026-03-02T09:00:00+00:00"


def test_a_version_is_published_compared_and_a_decision_undone(tmp_path):
    path = tmp_path / "w.db"
    db = store.open_workspace(path)

    def run(*arguments):
        return CliRunner().invoke(main, ["glossary", *arguments, "--db", str(path)])

    number = store.add_term(db, "程序", "上诉", Term("bo", "གོང་གཏུག"), "导入", AT)
    refused = run("publish", "一版", "--by", "审定员甲")
    assert refused.exit_code == 1 and "还没有一条审定过的译法" in refused.output
    term = store.concept(db, number).terms_in("bo")[0].id
    store.set_status(db, term, TermStatus.ADMITTED, "审定员甲", AT)
    assert "概念 1 个，译法 1 条" in run("publish", "一版", "--by", "审定员甲").output
    assert run("compare", "一版").output == "没有差别。\n"
    store.set_status(db, term, TermStatus.PREFERRED, "审定员甲", AT)
    assert "状态　གོང་གཏུག　可用 → 推荐" in run("compare", "一版").output
    assert json.loads(run("compare", "一版", "--json").output)[0]["after"] == "推荐"
    assert "没有名为“二版”的版本" in run("compare", "二版").output
    assert run("undo", "--by", "审定员甲").output == "已撤销 1 处改动。\n"
    assert run("compare", "一版").output == "没有差别。\n"
