"""Text files: the encoding is told by the content, and what is none is refused."""

import pytest
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st
from made_readings import BO, SAMPLES, ZH, refusal

from corpora.model import Outcome
from corpora.readers import Unreadable, plain, read


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_apart_by_content(text, codec):
    assert read("1.txt", text.encode(codec)).text == text


def test_every_sample_judgment_survives_every_encoding():
    for judgment in read_all():
        text = "\n".join(sentence for _, sentence in judgment.sentences(judgment.language))
        for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
            assert plain.decode(text.encode(codec)) == (text, codec)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_text_or_a_reason(content):
    try:
        text, codec = plain.decode(content)
    except Unreadable as error:
        assert error.reason
    else:
        assert isinstance(text, str) and codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("padding", ["\x1a", "\0" * 30])
def test_what_old_systems_put_after_the_end_is_no_text(codec, padding):
    assert read("1.txt", (ZH + padding).encode(codec)).text == ZH


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_the_mark_of_utf_32_is_not_taken_for_that_of_utf_16(codec):
    assert read("1.txt", ("\N{ZERO WIDTH NO-BREAK SPACE}" + BO).encode(codec)).text == BO


def test_latin_1_is_never_guessed():
    assert refusal("1.txt", "Déjà vu à l'été, où le français a été déjà jugé".encode("latin-1")).outcome is Outcome.UNREADABLE


def test_a_damaged_text_names_encoding_and_place():
    content = bytearray(ZH.encode("gb18030") * 20)
    content[100:101] = b"\xff\xff"
    error = refusal("1.txt", bytes(content))
    assert "GB18030" in error.reason and "损坏" in error.reason and "101" in error.reason


def test_a_byte_order_mark_that_lies_is_named():
    assert "UTF-16LE" in refusal("1.txt", b"\xff\xfe" + "判决".encode("utf-16-le") + b"\x00").reason


def test_line_ends_become_lf_and_the_encoding_is_noted():
    reading = read("1.txt", "甲判决\r\n乙裁定\r丙".encode("gb18030"))
    assert reading.text == "甲判决\n乙裁定\n丙" and reading.notes == ("文字编码：GB18030",)
