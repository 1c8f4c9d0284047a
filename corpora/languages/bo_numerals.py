"""Numbers in words as Tibetan texts of the PRC write them; the reading is in `bo_numbers`.

Articles 133 and 1079 are བརྒྱ་དང་སུམ་ཅུ་སོ་གསུམ་པ and སྟོང་དང་བདུན་ཅུ་དོན་དགུ་པ: every magnitude is joined by དང, tens
and units by the syllable of their ten; the first of a list is དང་པོ.
"""

from __future__ import annotations

import regex

from corpora.languages.bo_numbers import LETTER, LINKERS, MAGNITUDES, TENS, UNITS
from corpora.languages.numerals import whole

_UNITS, _TENS = whole(UNITS), whole(TENS)
_COUNTS = {1: "", 2: "ཉིས", 3: "སུམ"}
_LINKERS = {20: "རྩ"} | {value: word for word, value in LINKERS.items() if value > 20}
_SHORT = _LINKERS | {20: "ཉེར"}
_AFTER = [
    (value, word)
    for word, value in sorted(MAGNITUDES.items(), key=lambda item: -item[1])
    if 10**4 <= value < 10**9
]


def spellings(value: int) -> tuple[str, ...]:
    """(33 in full སུམ་ཅུ་སོ་གསུམ, short སོ་གསུམ, ordinal སུམ་ཅུ་སོ་གསུམ་པ, round numbers with ཐམ་པ), 1 to 10**9."""
    if not 0 < value < 10**9:
        return ("",) * 4
    full = _written(value)
    ordinal = "དང་པོ" if value == 1 else full + "་པ"
    even = full + "་ཐམ་པ" if value % 10 == 0 and value <= 100 else full
    return full, _written(value, short=True), ordinal, even


def _written(value: int, short: bool = False) -> str:
    parts = []
    for magnitude, word in _AFTER:
        times, value = divmod(value, magnitude)
        if times:
            parts.append(f"{word}་{_below_100(times, False)}")
    for magnitude, word in ((1000, "སྟོང"), (100, "བརྒྱ")):
        times, value = divmod(value, magnitude)
        if times:
            count = _COUNTS.get(times, _UNITS[times])
            parts.append(f"{count}་{word}" if count else word)
    if value:
        parts.append(_below_100(value, short))
    return "་དང་".join(parts)


def _below_100(value: int, short: bool) -> str:
    if value < 10:
        return _UNITS[value]
    ten, unit = value // 10 * 10, value % 10
    if ten == 10:
        return {10: "བཅུ", 15: "བཅོ་ལྔ", 18: "བཅོ་བརྒྱད"}.get(value) or f"བཅུ་{_UNITS[unit]}"
    if not unit:
        return _TENS[ten]
    return f"{_SHORT[ten]}་{_UNITS[unit]}" if short else f"{_TENS[ten]}་{_LINKERS[ten]}་{_UNITS[unit]}"


_OPENS = regex.compile(rf"^(?P<number>{LETTER}+(?:་{LETTER}+)*)(?:།\s?|\s)(?=\p{{Tibetan}})")


def agree(text: str) -> str:
    """After the number an item begins with stands a shad, but after ག a space alone: གསུམ། and དྲུག with a space."""
    return _OPENS.sub(lambda m: m["number"] + (" " if m["number"].endswith("ག") else "། "), text)
