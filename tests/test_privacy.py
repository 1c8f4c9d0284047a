"""What a text tells of people is found by its check digits, and a contract's number raises no alarm."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from made_files import write

from corpora import importing, judgments, privacy, store
from corpora.languages import get
from corpora.privacy import Told
from shuangyu import main

AT = "2026-03-02T09:00:00+00:00"
TEXT = (
    "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初9号\n原告：张大山，男，住址不详，电话0977-8221234。\n被告：扎某，男。\n"
    "原告张大山与被告扎某买卖合同纠纷一案，本院受理后，公开开庭进行了审理。\n证人李小河的证言，扎某2证实欠款属实。\n"
    "本院认为，合同有效。\n依照《中华人民共和国民法典》第五百零九条规定，判决如下：\n被告扎某支付货款12000元。"
)


def told(text):
    return [(f.told, f.text) for f in privacy.numbers(text)]


@pytest.mark.parametrize("text, expected", [
    ("身份证11010519491231002X。", [(Told.ID_CARD, "11010519491231002X")]),
    ("身份证１１０１０５１９４９１２３１００２Ｘ。", [(Told.ID_CARD, "１１０１０５１９４９１２３１００２Ｘ")]),
    ("公民身份号码：632801 19900307 0013", [(Told.ID_CARD, "632801 19900307 0013")]),
    ("电话13800138000、0977-8221234", [(Told.PHONE, "13800138000"), (Told.PHONE, "0977-8221234")]),
    ("电话༡༣༨༠༠༡༣༨༠༠༠།", [(Told.PHONE, "༡༣༨༠༠༡༣༨༠༠༠")]),
    ("卡号6222 0210 0100 0000 001", []),
    ("卡号4111 1111 1111 1111转账", [(Told.BANK_CARD, "4111 1111 1111 1111")]),
    ("合同编号20180123456，（2020）青2802民初123号，12000元，2020-10-15", []),
    ("统一社会信用代码91632801MA7522X41Q", []),
    ("身份证110105194912310021", []),  # the check digit is wrong
    ("身份证110105194913310024", []),  # no such month
])  # fmt: skip
def test_numbers(text, expected):
    assert told(text) == expected


@given(st.text("0123456789", min_size=17, max_size=17))
def test_one_wrong_digit_of_an_identity_card_is_found(first):
    good = first + privacy.id_check(first)
    for n in range(17):
        other = first[:n] + str((int(first[n]) + 1) % 10) + first[n + 1 :]
        assert privacy.id_check(other) != good[-1]


@given(st.text("0123456789", min_size=12, max_size=18))
def test_luhn_like_the_slow_way(number):
    total = 0
    for n, c in enumerate(reversed(number)):
        d = int(c) * 2 if n % 2 else int(c)
        total += d // 10 + d % 10
    assert privacy.luhn(number) == (total % 10 == 0)


@given(st.text("0123456789Xx -，。人元", max_size=60))
def test_nothing_is_found_in_what_was_withheld(text):
    assert not list(privacy.numbers(privacy.without_numbers(text)))


def test_names_of_parties_and_witnesses():
    document = judgments.understand(TEXT, get("zh"))
    found = {(f.told, f.text) for f in privacy.findings(document, get("zh"))}
    assert found == {(Told.NAME, "张大山"), (Told.NAME, "李小河"), (Told.PHONE, "0977-8221234")}
    assert all(TEXT[f.start : f.end] == f.text for f in privacy.findings(document, get("zh")))


def test_evidence_is_nobodys_name():
    text = TEXT.replace("证人李小河的证言", "书证、证人证言、被害人陈述、被告人供述等证据")
    named = [f.text for f in privacy.findings(judgments.understand(text, get("zh")), get("zh")) if f.told is Told.NAME]
    assert named == ["张大山"]


def test_the_command_counts_and_shows_only_on_request(tmp_path):
    path = str(tmp_path / "book.db")
    importing.add_folder(store.open_workspace(path), write(tmp_path / "in", {"1.txt": TEXT.encode()}), AT)
    run = CliRunner()
    counted = run.invoke(main, ["corpora", "privacy", "--db", path])
    assert counted.exit_code == 3 and "张大山" not in counted.stdout and "姓名" in counted.stdout
    assert "1 份裁判文书中 0 份" in counted.stderr
    assert "张大山" in run.invoke(main, ["corpora", "privacy", "--all", "--db", path]).stdout
    rows = json.loads(run.invoke(main, ["corpora", "privacy", "--json", "--db", path]).stdout)
    assert [row["told"] for row in rows] == ["name", "phone", "name"] and "text" not in rows[0]


def test_an_empty_workspace_tells_nothing(tmp_path):
    result = CliRunner().invoke(main, ["corpora", "privacy", "--db", str(tmp_path / "book.db")])
    assert result.exit_code == 0 and "没有查出" in result.stdout
