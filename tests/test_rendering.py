from corpora.languages import get
from corpora.rendering import Run, cut_runs, render_text


def test_runs_cover_the_text_and_terms_beat_words():
    text = "本院认为原告的诉讼请求成立"
    runs = cut_runs(
        text, get("zh"), terms=[(7, 11)], words=[(0, 2), (2, 4), (4, 6), (7, 9), (9, 11), (11, 13)]
    )
    assert "".join(text[r.start : r.end] for r in runs) == text
    assert [text[r.start : r.end] for r in runs if r.kind == "term"] == ["诉讼请求"]
    assert Run(7, 9, "word") not in runs


def test_the_longer_of_two_terms_from_one_place_wins():
    assert [r for r in cut_runs("诉讼请求成立", get("zh"), terms=[(0, 2), (0, 4)]) if r.kind == "term"] == [
        Run(0, 4, "term")
    ]


def test_text_of_a_document_is_escaped():
    html = render_text("<img src=http://x/>&", get("zh"))
    assert "<img" not in html and "&lt;img" in html and "&amp;" in html


def test_a_case_number_inside_uyghur_is_isolated():
    text = "（2020）新3101民初1号 دېلو"
    html = render_text(text, get("ug"), cut_runs(text, get("ug"), placeables=[(0, 15)]))
    assert '<bdi class="placeable"' in html and 'dir="rtl"' in html


def test_mongolian_runs_down():
    assert 'data-mode="vertical-lr"' in render_text("ᠮᠣᠩᠭᠣᠯ", get("mn-Mong"))


def test_runs_that_meet_a_lit_span_are_lit():
    html = render_text(
        "本院认为", get("zh"), cut_runs("本院认为", get("zh"), words=[(0, 2), (2, 4)]), lit=[(1, 2)]
    )
    assert html.count("lit") == 1 and 'class="word lit" data-s="0"' in html


def test_a_mongolian_suffix_stays_with_its_word_and_nothing_more():
    text = "ᠲᠤᠰ ᠠᠷᠠᠳ\u180eᠤᠨ ᠬᠠᠤᠯᠢ"
    runs = cut_runs(text, get("mn-Mong"), terms=[(4, 8)])
    assert [(text[r.start : r.end], r.kind) for r in runs] == [
        ("ᠲᠤᠰ ", "plain"), ("ᠠᠷᠠᠳ\u180eᠤᠨ", "term"), (" ᠬᠠᠤᠯᠢ", "plain"),
    ]  # fmt: skip
