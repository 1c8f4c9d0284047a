"""Concepts for the tests of the termbase: one with every field, and one with two renderings that nobody decided yet."""

import pytest

from glossary import store
from glossary.model import (
    Concept,
    Context,
    Equivalence,
    LanguageSection,
    PartOfSpeech,
    Term,
    TermStatus,
)

AT, LATER, LATEST = (f"2026-03-0{day}T09:00:00+00:00" for day in (2, 3, 4))
FULL = Concept(
    "刑事",
    (
        Term("zh", "盗窃罪"),
        Term(
            "bo", "རྐུ་འཕྲོག་ཉེས་པ།", TermStatus.ADMITTED, "汉藏对照法学词典", "青海省民语委", "词典写法",
            document="青语委〔2021〕3号", decided="2021-06-20", dialect="安多", jurisdiction="青海",
            part_of_speech=PartOfSpeech.NOUN, abbreviation_of="རྐུ་འཕྲོག་གི་ཉེས་པ།", forms=("རྐུ་ཉེས་", "རྐུ་འཕྲོག་"),
            contexts=(Context("རྐུ་འཕྲོག་ཉེས་པ་བསགས།", "犯盗窃罪", "(2020)青2802刑初12号"),),
            valid_from="2021-07-01", valid_to="2030-12-31", reason="", replacement="",
        ),
        Term("ug", "ئوغرىلىق جىنايىتى"),
    ),
    "与抢夺罪区别",
    definition="以非法占有为目的，秘密窃取公私财物的行为",
    definition_source="《刑法》第二百六十四条",
    laws=("《中华人民共和国刑法》第二百六十四条", "《刑法》第一百三十三条之一"),
    related=("抢夺罪",),
    confusable=("侵占罪",),
    sections=(LanguageSection("bo", "定义", "词典", Equivalence.PARTIAL, "只到财物", "备注"),),
)  # fmt: skip


def term(db, number, text):
    return next(t for t in store.concept(db, number).terms if t.text == text)


def texts(db, number):
    return {t.text for t in store.concept(db, number).terms}


@pytest.fixture
def appeal(db):
    """上诉 with two renderings, both proposed."""
    store.add_term(db, "程序", "上诉", Term("bo", "གོང་གཏུག", source="B3"), "导入", AT)
    return store.add_term(db, "程序", "上诉", Term("bo", "གོང་ཞུ", source="B4"), "导入", AT)
