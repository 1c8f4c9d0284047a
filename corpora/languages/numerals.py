"""Numbers written out in words, the other way round from reading them.

A language's `spellings` gives every way it writes a whole number, always in the same order, "" for a way there is none:
whoever writes a new number finds which way an old one was written in, and takes the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

Spellings = Callable[[int], tuple[str, ...]]
MOST = 10**12  # below it numbers are written


def whole(table: Mapping[str, object], nth: int = 0) -> dict[int, str]:
    """Value -> the nth word a table of number words has for it, where it has so many; only whole values."""
    words: dict[int, list[str]] = {}
    for word, value in table.items():
        if value == int(value):  # type: ignore[call-overload]
            words.setdefault(int(value), []).append(word)  # type: ignore[call-overload]
    return {value: found[nth] for value, found in words.items() if len(found) > nth}


def last_part(value: int) -> int:
    """What the last word of a number is worth: 253 3, 260 60, 300 100."""
    for unit in (10, 100):
        if value % unit:
            return value % unit
    return next((unit for unit in (10**9, 10**6, 10**4, 1000, 100) if value and value % unit == 0), 0)


def in_words(
    words: Mapping[int, str],
    before: Mapping[int, str],
    ordinals: Mapping[int, str],
    scales: Sequence[int],
    most: int = MOST,
) -> Spellings:
    """Numbers said as words side by side, hundreds and higher `scales` (falling) after their number, 1 of them unsaid up to 1000.

    `words` end a number, `before` stand before another word or a noun where that form differs, `ordinals` end an ordinal.
    Gives (number before a noun, number by itself, ordinal) of numbers below `most`.
    """
    joined = {**words, **before}

    def parts(value: int) -> list[int]:
        for scale in scales:
            times, rest = divmod(value, scale)
            if times:
                count = parts(times) if times > 1 or scale > 1000 else []
                return [*count, scale, *(parts(rest) if rest else [])]
        return [value // 10 * 10, value % 10] if value > 10 and value % 10 else [value]

    def spellings(value: int) -> tuple[str, ...]:
        if not 0 < value < most:
            return (words[0],) * 2 + ("",) if value == 0 and 0 in words else ("",) * 3
        *head, last = parts(value)
        said = [joined[n] for n in head]
        ends = (joined[last], words[last], ordinals.get(last, ""))
        return tuple(" ".join([*said, end]) if end else "" for end in ends)

    return spellings


def in_sections(
    digits: Sequence[str], tens: Sequence[str], scales: Sequence[str], one: bool, zero: str, joint: str = ""
) -> Callable[[int], str]:
    """Numbers counted in sections of ten thousand, as Chinese does and Korean and Zhuang after it, 0 to 10**12.

    `digits` are 0 to 9, `tens` 10, 100, 1000, `scales` 10**4 and 10**8. `one`: is the 1 of 100 and 1000 said? `zero`
    stands for places left out; `joint` between the words.
    """

    def section(value: int, inside: bool) -> list[str]:
        out: list[str] = []
        skipped = False
        for place in (3, 2, 1, 0):
            digit = value // 10**place % 10
            if not digit:
                skipped = inside or bool(out)
                continue
            if skipped and zero:
                out.append(zero)
            unsaid = place > 0 and digit == 1 and (not one or (place == 1 and not inside and not out))
            out.append(("" if unsaid else digits[digit]) + (tens[place - 1] if place else ""))
            skipped = False
        return out

    def write(value: int) -> str:
        out: list[str] = []
        skipped = False
        for power, scale in ((8, scales[1:]), (4, scales[:1]), (0, ())):
            part = value // 10**power % 10**4
            if not part:
                skipped = bool(out)
                continue
            gap = [zero] if skipped and zero and part >= 1000 else []
            out += [*gap, *section(part, bool(out)), *scale]
            skipped = False
        return joint.join(out) or digits[0]

    return write
