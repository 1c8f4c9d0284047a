"""Why a pair was made, in the words a clerk checks it by."""

from dataclasses import replace
from datetime import date

from aligner.likeness import Sketch, features, rarities, weigh
from aligner.reasons import against, reasons
from corpora.model import Genre

VALUES = ("money:60000", "date:2019-02-01", "article:29/2/1", "article:133-1", "duration:P3Y6M", "percent:6")


def document(number, language, values=VALUES, **more):
    made = Sketch(
        id=number, language=language, genre=Genre.JUDGMENT, kind="判决书", case_number=None, masked=False,
        date=date(2020, 10, 15), roles=("原告",), values=values, paragraphs=(20,) * 10, stem="",
    )  # fmt: skip
    return replace(made, **more)


def said(s, t, **more):
    rarity = rarities([s, t])
    return reasons(s, t, replace(weigh(s, t, features(s, rarity), features(t, rarity), rarity, 1.0), **more))


def test_values_are_named_as_people_write_them():
    found = said(document(1, "zh"), document(2, "bo"))
    assert "相同的金额 1 个（60000元）" in found
    assert "相同的条文 2 个（第133条之1、第29条第2款第1项）" in found
    assert "相同的期限 1 个（3年6个月）" in found and "相同的百分比 1 个（6%）" in found
    assert not any(map(against, found))


def test_numbers_come_first():
    number = {"case_number": "(2020)青2802民初1号"}
    assert said(document(1, "zh", **number), document(2, "bo", **number))[0] == "案号相同：(2020)青2802民初1号"
    masked = document(2, "bo", case_number="(2020)青2802民初×号", masked=True)
    assert said(document(1, "zh", **number), masked)[0] == "案号隐去部分后相符：(2020)青2802民初1号"


def test_what_speaks_against_is_said_and_known_as_such():
    other = document(2, "bo", ("money:70000", "money:70000"), date=date(2020, 10, 16))
    source = document(1, "zh", ("money:60000", "money:60000"))
    found = [r for r in said(source, other, names=0.0, court=1.0, apart=0.1) if against(r)]
    assert found == [
        "日期不同：2020-10-15 与 2020-10-16", "当事人姓氏不相应",
        "一方多次提到 60000 元而另一方没有，另一方多次提到 70000 元而这一方没有",
        "与相近文书相区别的数值只有 10% 相符",
    ]  # fmt: skip


def test_what_is_learnt_is_said():
    found = said(document(1, "zh"), document(2, "bo"), court=1.0, names=0.9, content=0.83, apart=0.9)
    assert {"法院相应", "当事人姓氏相应", "用词经词库对译后相符 83%", "与相近文书相区别的数值 90% 相符"} <= set(found)
