"""Names people give a language in the head of a column: 藏文, 蒙语, Uyghur, zh-CN."""

from __future__ import annotations

import regex

from corpora.languages import CODES, get
from corpora.languages.tags import from_tag

# Name -> tag; a name without a script (蒙古文) leaves the script to the text, without one it is that of China.
_NAMES = {
    "汉": "zh", "中": "zh", "国家通用语言": "zh", "chinese": "zh", "藏": "bo", "tibetan": "bo",
    "蒙古": "mn-CN", "蒙": "mn-CN", "mongolian": "mn-CN", "传统蒙古": "mn-Mong", "回鹘式蒙古": "mn-Mong", "胡都木蒙古": "mn-Mong",
    "西里尔蒙古": "mn-Cyrl", "基里尔蒙古": "mn-Cyrl", "新蒙": "mn-Cyrl", "斯拉夫蒙古": "mn-Cyrl",
    "维吾尔": "ug", "维": "ug", "uyghur": "ug", "uighur": "ug", "哈萨克": "kk-CN", "哈": "kk-CN", "kazakh": "kk-CN",
    "西里尔哈萨克": "kk-Cyrl", "朝鲜": "ko", "朝": "ko", "韩": "ko", "korean": "ko", "壮": "za", "zhuang": "za",
}  # fmt: skip

_SCRIPT = regex.compile(r"[-_][A-Za-z]{4}(?![A-Za-z])")


def from_name(name: str, text: str = "") -> str | None:
    """Our code for a name or tag; None for what names no language of ours. `text` decides between scripts.

    >>> from_name("藏文"), from_name("蒙语", "ᠰᠢᠭᠦᠬᠦ"), from_name("Uyghur"), from_name("备注"), from_name("哈")
    ('bo', 'mn-Mong', 'ug', None, None)
    """
    tag = _tag(name.strip().casefold())
    code = from_tag(tag, text)
    if not code or _SCRIPT.search(tag) or not text or regex.search(get(code).script, text):
        return code
    siblings = (other for other in CODES if other.split("-")[0] == code.split("-")[0])
    return next((other for other in siblings if regex.search(get(other).script, text)), code)


def _tag(plain: str) -> str:
    stem = plain.removesuffix("文字").removesuffix("文").removesuffix("语").removesuffix("字")
    if stem == plain and plain.isascii():
        return _NAMES.get(plain, plain)
    return _NAMES.get(stem, "") if stem != plain else ""
