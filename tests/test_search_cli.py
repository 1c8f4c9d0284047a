import json

import pytest
from click.testing import CliRunner

from aligner import memory, store
from shuangyu import main


@pytest.fixture
def book(sample_copy):
    return str(sample_copy)


def run(*arguments):
    return CliRunner().invoke(main, ["aligner", *arguments])


def test_search_says_where_hits_are_from(book):
    result = run("search", "khrims khang", "--db", book, "--limit", "2")
    assert result.exit_code == 0 and "法院：" in result.stdout and "年份：" in result.stdout and "列出 2 条" in result.stdout
    assert run("search", '"判决如下："', "--db", book).exit_code == 0


def test_similar_in_both_directions(book):
    db = store.open_workspace(book)
    assert memory.update(db) == 0      # building the workspace has put all in
    pair = next(p for p in store.pairs(db, "zh", "bo") if len(p.source) > 20)
    (first, *_) = json.loads(run("similar", pair.source[:-1] + "！", "--language", "bo", "--db", book, "--json").stdout)
    assert first["pair"]["source"] == pair.source and first["score"] == 100
    assert "100%" in run("similar", pair.target, "--db", book).stdout


def test_nothing_similar(book):
    assert run("similar", "航空母舰编队驶离军港进行远海训练", "--db", book).exit_code == 1
    assert run("similar", "12345", "--db", book).exit_code == 2
