"""Concepts that cite a law come up when its article was amended, until somebody looked."""

from made_concepts import AT, LATER, LATEST

from corpora import importing
from glossary import store
from glossary.laws import Citation
from glossary.model import Concept, Term


def statute(folder, name, body):
    articles = "\n\n".join(f"第{n}条 {text}" for n, text in zip("一二三四五六七八", body, strict=False))
    (folder / name).write_text(f"中华人民共和国示例法\n\n{articles}\n", encoding="utf-8")


TEXTS = [f"为了说明第{n}件事，制定本条，本条的内容与别的条文都不相同。" for n in "甲乙丙丁戊己庚辛"]


def test_concepts_that_cite_an_amended_article_come_up_until_somebody_looked(db, tmp_path):
    statute(tmp_path, "旧.txt", TEXTS)
    importing.add_folder(db, tmp_path, AT)
    cite = "《示例法》第{}条".format
    changed, _, _ = (
        store.put_concept(db, Concept("", (Term("zh", zh), Term("bo", "ཀ")), laws=(law,)), "审定员甲", AT)
        for zh, law in (("甲词", cite("三")), ("乙词", cite("四")), ("丙词", "《别的法》第三条"))
    )
    assert store.amended_concepts(db) == []
    statute(
        tmp_path, "新.txt", [*TEXTS[:2], "第三件事从此另作规定，原来的内容不再适用于任何案件。", *TEXTS[3:]]
    )
    importing.add_folder(db, tmp_path, LATER)
    (found,) = store.amended_concepts(db)
    assert (found.concept, found.citation) == (changed, Citation("示例法", "3"))
    assert TEXTS[2] in found.then and "另作规定" in found.now
    store.hold_against_laws(db, changed, "审定员甲", LATEST)
    assert store.amended_concepts(db) == []


def test_a_concept_older_than_the_statute_is_held_against_the_first_it_meets(db, tmp_path):
    law = ("《示例法》第三条",)
    number = store.put_concept(
        db, Concept("", (Term("zh", "甲词"), Term("bo", "ཀ")), laws=law), "审定员甲", AT
    )
    statute(tmp_path, "旧.txt", TEXTS)
    importing.add_folder(db, tmp_path, AT)
    store.hold_all_against_laws(db, "系统", AT)
    statute(tmp_path, "新.txt", [*TEXTS[:2], "完全不同的规定，与原来说的不是一件事情。", *TEXTS[3:]])
    importing.add_folder(db, tmp_path, LATER)
    store.hold_all_against_laws(db, "系统", LATER)
    assert [a.concept for a in store.amended_concepts(db)] == [number]
