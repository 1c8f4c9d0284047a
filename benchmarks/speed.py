"""How long the steps take that a person waits for, on invented text; processor seconds.

    python -m benchmarks.speed
"""

from __future__ import annotations

import platform
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpora import importing, placeables, store
from corpora.languages import CODES, get

SENTENCES = {
    "zh": "本院认为，被告王某应当依照《中华人民共和国民法典》第六百七十五条于2020年10月15日前偿还借款12000元。",
    "bo": "ཁྲིམས་ཁང་འདིས་འདོད་པར། གཏུག་ཡུལ་གྱིས་2020ལོའི་ཟླ་10ཚེས་15ཉིན་གཡར་དངུལ་སྒོར་12000ཕྱིར་འཇལ་བྱེད་དགོས།",
    "mn-Mong": "ᠲᠤᠰ ᠬᠣᠷᠢᠶ᠎ᠠ ᠦᠵᠡᠪᠡᠯ᠂ 2020 ᠣᠨ ᠤ 10 ᠳᠤᠭᠠᠷ ᠰᠠᠷ᠎ᠠ ᠶᠢᠨ 15 ᠤ ᠡᠳᠦᠷ 12000 ᠲᠥᠭᠥᠷᠢᠭ ᠲᠥᠯᠥᠬᠦ᠃",
    "ug": "جاۋابكار 2020-يىلى 10-ئاينىڭ 15-كۈنىدىن بۇرۇن 12000 يۈەن قايتۇرسۇن.",
    "ko": "피고는 2020년 10월 15일까지 12000원을 상환하여야 한다.",
}
TEN_PAGES = 8000      # characters


def spent(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def placeables_of_ten_pages() -> None:
    for code, sentence in SENTENCES.items():
        language = get(code)
        pages = language.text(sentence + "\n") * (TEN_PAGES // len(sentence))
        placeables.find(pages, language)
        print(f"placeables of ten pages, {code:8} {spent(lambda p=pages, g=language: placeables.find(p, g)):6.3f} s")


def placeables_of_broken_pages() -> None:
    """What broken files are full of must cost about its length: a pattern that tries every start costs its square."""
    for piece in ("1", "一", "十万", "1、", "第1、", "2020年", "某", "（", " ", "a"):
        page = piece * (TEN_PAGES // len(piece))
        seconds = {code: spent(partial(placeables.find, page, get(code))) for code in CODES}
        worst = max(seconds, key=seconds.__getitem__)
        print(f"placeables of ten pages of {piece!r}, at worst {worst:8} {seconds[worst]:6.3f} s")


def words_with_a_large_glossary() -> None:
    zh = get("zh")
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 250)]
    terms = tuple(a + b + "权" for a in letters for b in letters)[:50_000]
    zh.words("诉讼", terms)
    text = SENTENCES["zh"] * (TEN_PAGES // len(SENTENCES["zh"]))
    print(f"words of ten pages among {len(terms)} terms {spent(lambda: zh.words(text, terms)):6.3f} s")


def import_of_a_folder(count: int = 367) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for n in range(count):
            head = f"青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初{n}号\n原告：王某。\n"
            (Path(folder) / f"{n}.txt").write_text(head + SENTENCES["zh"] * 40, encoding="utf-8")
        db = store.open_workspace(":memory:")
        print(f"import of {count} documents {spent(lambda: importing.add_folder(db, Path(folder), '')):6.1f} s")


if __name__ == "__main__":
    print(platform.machine(), platform.python_version())
    placeables_of_ten_pages()
    placeables_of_broken_pages()
    words_with_a_large_glossary()
    import_of_a_folder()
