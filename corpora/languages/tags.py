"""Language tags of other tools (BCP 47, RFC 5646) and our codes.

Where a language is written in two scripts a tag without a script is read by its region, and where that is
missing too the text decides, the first code named being the usual one.
"""

from __future__ import annotations

from functools import lru_cache

from corpora.languages.recognise import recognise

_PRIMARY = {
    "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "bo": "bo", "bod": "bo", "tib": "bo",
    "mn": "mn", "mon": "mn", "khk": "mn", "mvf": "mn", "ug": "ug", "uig": "ug", "kk": "kk", "kaz": "kk",
    "ko": "ko", "kor": "ko", "za": "za", "zha": "za", "ccx": "za", "ccy": "za",
}  # fmt: skip
_SCRIPTS = {
    "zh": {"hans": "zh", "hant": "zh", "hani": "zh"}, "bo": {"tibt": "bo"}, "ug": {"arab": "ug"}, "za": {"latn": "za"},
    "mn": {"cyrl": "mn-Cyrl", "mong": "mn-Mong"}, "kk": {"cyrl": "kk-Cyrl", "arab": "kk-Arab"},
    "ko": {"kore": "ko", "hang": "ko"},
}  # fmt: skip
_REGIONS = {("mn", "MN"): "mn-Cyrl", ("mn", "CN"): "mn-Mong", ("kk", "KZ"): "kk-Cyrl", ("kk", "CN"): "kk-Arab"}
_TAGS = {
    "zh": "zh-CN", "bo": "bo-CN", "mn-Mong": "mn-Mong-CN", "mn-Cyrl": "mn-Cyrl", "ug": "ug-CN",
    "kk-Arab": "kk-Arab-CN", "kk-Cyrl": "kk-Cyrl", "ko": "ko", "za": "za-CN",
}  # fmt: skip


def from_tag(tag: str, text: str = "") -> str | None:
    """Our code for a tag such as zh-CN, bo_CN or mn-Mong-CN; None for a language or script that is none of ours.

    `text` is a sample that decides between scripts the tag leaves open.

    >>> from_tag("ZH_cn"), from_tag("kk-CN"), from_tag("mn", "Шүүх"), from_tag("en-US")
    ('zh', 'kk-Arab', 'mn-Cyrl', None)
    """
    codes, said = _named(tag)
    if len(codes) < 2:
        return codes[0] if codes else None
    seen = recognise(text)
    return seen if seen in codes else said or codes[0]


@lru_cache(maxsize=1_000)
def _named(tag: str) -> tuple[tuple[str, ...], str | None]:
    """(the codes a tag leaves open, the one its region names)"""
    primary, *rest = tag.strip().replace("_", "-").split("-")
    language = _PRIMARY.get(primary.casefold())
    if language is None:
        return (), None
    scripts = _SCRIPTS[language]
    for part in rest:
        if len(part) == 4 and part.isalpha():
            code = scripts.get(part.casefold())
            return ((code,) if code else ()), None
    said = next((code for part in rest if (code := _REGIONS.get((language, part.upper())))), None)
    return tuple(dict.fromkeys(scripts.values())), said


def to_tag(code: str) -> str:
    """The tag other tools know a language of ours by: zh-CN, mn-Mong-CN."""
    return _TAGS[code]
