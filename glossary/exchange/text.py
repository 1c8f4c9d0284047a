"""Text as a termbase holds it, whatever file it came in."""

from __future__ import annotations

import unicodedata

import regex

_NEVER = regex.compile(r"[\p{Cs}\N{ZERO WIDTH NO-BREAK SPACE}]|\p{Noncharacter_Code_Point}")
_BREAK = regex.compile(r"\r\n?|[\n\x0B\x0C\x85\u2028\u2029]")
_BLANKS = regex.compile(r"[\p{Cc} ]+")
_OUTER = " \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"


def tidy(text: str) -> str:
    """One line in NFC: controls and line ends become blanks, runs of blanks one, none at the ends. Idempotent.

    The Mongolian U+180E and U+202F, joiners, variation selectors and bidirectional controls stay: they are spelling.

    >>> tidy("  gong\\x07\\tzhu\\r\\n ")
    'gong zhu'
    """
    plain = _BLANKS.sub(" ", _BREAK.sub(" ", _NEVER.sub("", text)))
    return unicodedata.normalize("NFC", plain.strip(_OUTER))


def tidy_lines(text: str) -> str:
    """A note: tidy lines, none of them empty."""
    return "\n".join(line for part in _BREAK.split(text) if (line := tidy(part)))
