"""Glossaries for OmegaT and decks for Anki."""

import io
import sqlite3
import zipfile
from dataclasses import replace

import pytest

from glossary.exchange import read_terms, write_terms
from glossary.exchange.omegat import write_omegat
from glossary.model import Concept, Context, Term, TermStatus

APPEAL = Concept(
    "程序",
    (
        Term("zh", "上诉"),
        Term("zh", "上訴", TermStatus.SUPERSEDED),
        Term("bo", "ཞུ་གཏུག"),
        Term("bo", "གོང་ཞུ", TermStatus.PREFERRED, "B1", "州民语办", "口\n语", contexts=(Context("གོང་ཞུ་<བྱེད>།", "提起上诉。", "甲案"),)),
        Term("bo", "ཡར་ཞུ", TermStatus.FORBIDDEN),
        Term("mn-Mong", "ᠳᠠᠭᠠᠯᠳᠤᠬᠤ\u202fᠶᠢᠨ"),
    ),
)  # fmt: skip
HASH = Concept("", (Term("zh", "#一"), Term("bo", "གཅིག")))
NONE = Concept("", (Term("zh", "判决"), Term("ug", "ھۆكۈم")))


def test_omegat_gets_usable_renderings_the_preferred_first():
    out = io.BytesIO()
    losses = write_omegat([APPEAL, HASH, NONE], out, "bo")
    head, *rows = out.getvalue().decode("utf-8").splitlines()
    assert head.startswith("#")
    assert [row.split("\t") for row in rows] == [
        ["上诉", "གོང་ཞུ", "推荐；程序；州民语办；B1；口 语；勿用：ཡར་ཞུ"],
        ["上诉", "ཞུ་གཏུག", "待审；程序；勿用：ཡར་ཞུ"],
    ]
    assert [str(loss) for loss in losses] == [
        "以 # 开头的术语：1 处，没有写出",
        "不可用的译法（只写在说明里）：1 处，没有写出",
    ]


def test_an_omegat_glossary_is_read_too(tmp_path):
    write_terms(tmp_path / "t.txt", [APPEAL], "bo")
    (entry,) = read_terms(tmp_path / "t.txt").entries
    assert [(t.language, t.text) for t in entry.concept.terms] == [
        ("zh", "上诉"),
        ("bo", "གོང་ཞུ"),
        ("bo", "ཞུ་གཏུག"),
    ]
    assert entry.concept.note.startswith("推荐；程序")


def notes(path) -> list[tuple[str, list[str], list[str]]]:
    """(guid, fields, tags) of a deck."""
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", path.parent)
    rows = sqlite3.connect(path.parent / "collection.anki2").execute(
        "SELECT guid, flds, tags FROM notes ORDER BY id"
    )
    return [(guid, fields.split("\x1f"), tags.split()) for guid, fields, tags in rows]


def test_a_deck_shows_the_best_rendering_and_hides_what_is_forbidden(tmp_path):
    write_terms(tmp_path / "t.apkg", [APPEAL, NONE], "bo")
    ((_, (chinese, rendering, others, told, example), tags),) = notes(tmp_path / "t.apkg")
    assert chinese == '<span lang="zh" dir="ltr">上诉</span>'
    assert rendering == '<span lang="bo" dir="ltr">གོང་ཞུ</span>'
    assert "ཞུ་གཏུག" in others and "ཡར་ཞུ" not in others
    assert told == "州民语办；B1；口<br>语"
    assert "&lt;བྱེད&gt;" in example and "提起上诉。" in example
    assert set(tags) == {"推荐", "程序"}


def test_cards_keep_their_identity_when_the_deck_is_made_again(tmp_path):
    homonym = replace(APPEAL, domain="刑事")
    write_terms(tmp_path / "a.apkg", [APPEAL, homonym], "bo")
    first = [guid for guid, *_ in notes(tmp_path / "a.apkg")]
    changed = replace(APPEAL, terms=(APPEAL.terms[0], Term("bo", "རྩོད", TermStatus.PREFERRED)))
    write_terms(tmp_path / "b.apkg", [changed, homonym], "bo")
    assert [guid for guid, *_ in notes(tmp_path / "b.apkg")] == first
    assert len(set(first)) == 2
    write_terms(tmp_path / "c.apkg", [APPEAL], "mn-Mong")
    ((guid, fields, _),) = notes(tmp_path / "c.apkg")
    assert guid not in first
    assert 'class="vertical"' in fields[1], "traditional Mongolian stands upright"


def test_nothing_to_write_is_said_and_leaves_no_file(tmp_path):
    with pytest.raises(ValueError, match="没有可以导出的术语"):
        write_terms(tmp_path / "t.apkg", [APPEAL], "ko")
    with pytest.raises(ValueError, match="没有可以学的朝鲜文术语"):
        write_terms(
            tmp_path / "t.apkg",
            [Concept("", (Term("zh", "一"), Term("ko", "일", TermStatus.FORBIDDEN)))],
            "ko",
        )
    with pytest.raises(ValueError, match=r"不写 \.doc 文件"):
        write_terms(tmp_path / "t.doc", [APPEAL])
    assert list(tmp_path.iterdir()) == []
