"""All languages by code. A new language is one file, one entry here, one tests/cases/<code>.json."""

from __future__ import annotations

from importlib import import_module

from corpora.languages.language import Language, Pattern, Unit

_MODULES = {
    "zh": "zh", "bo": "bo", "mn-Mong": "mn_mong", "mn-Cyrl": "mn_cyrl", "ug": "ug",
    "kk-Arab": "kk_arab", "kk-Cyrl": "kk_cyrl", "ko": "ko", "za": "za",
}
CODES = tuple(_MODULES)


def get(code: str) -> Language:
    """The language of this code.

    Raises ValueError naming the available codes.
    """
    if code not in _MODULES:
        raise ValueError(f"不认识的语言代码“{code}”，可用：{'、'.join(CODES)}")
    return import_module(f"corpora.languages.{_MODULES[code]}").LANGUAGE


__all__ = ["CODES", "Language", "Pattern", "Unit", "get"]
