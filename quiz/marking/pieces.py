"""What a reader of the language compares: syllables, words and their letters, characters; never code points."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from rapidfuzz.distance import Indel, Opcode

from corpora.languages import Language

Runs = tuple[tuple[str, str], ...]  # ("equal" | "missing" | "extra", text)


def bare(text: str) -> str:
    """Without punctuation and blanks at the end."""
    return regex.sub(r"[\s\p{P}]+$", "", text.strip())


def pieces(text: str, language: Language) -> list[str]:
    """Syllables (Tibetan), words (Mongolian, Uyghur), characters (Chinese); they make up the text again.

    A vowel sign or a Mongolian variation selector is no piece of its own (UAX #29, extended grapheme clusters).
    """
    if language.graphemes == "syllable":
        return [p for p in regex.split(rf"(?<={regex.escape(language.joiner)})", text) if p]
    if language.graphemes == "word":
        return regex.findall(r"\s+|[^\s]+", text)
    return graphemes(text)


def graphemes(text: str) -> list[str]:
    return regex.findall(r"\X", text)


def diff(given: str, expected: str, language: Language) -> Runs:
    """Runs that lead from what was given to what was expected: by piece, and inside a word that differs by letter."""
    sides = [pieces(bare(language.text(text)), language) for text in (given, expected)]
    runs: list[tuple[str, str]] = []
    for kind, ours, theirs in _runs(*sides, language):
        one, other = "".join(ours), "".join(theirs)
        if kind == "replace" and language.graphemes == "word" and len(ours) == len(theirs) == 1:
            runs += _plain(_runs(graphemes(one), graphemes(other), language))
        else:
            runs += _plain([(kind, ours, theirs)])
    return tuple(_joined(runs))


def _runs(
    given: Sequence[str], expected: Sequence[str], language: Language
) -> list[tuple[str, Sequence[str], Sequence[str]]]:
    keys = [[language.key(piece) or piece for piece in side] for side in (given, expected)]
    return [
        (op.tag, given[op.src_start : op.src_end], expected[op.dest_start : op.dest_end])
        for op in _replacing(Indel.opcodes(*keys))
    ]


def _replacing(opcodes) -> list:
    """Opcodes with a deletion and an insertion side by side made one replacement."""
    made: list = []
    for op in opcodes:
        last = made[-1] if made else None
        if last is not None and last.tag != "equal" and op.tag != "equal":
            made[-1] = Opcode("replace", last.src_start, op.src_end, last.dest_start, op.dest_end)
        else:
            made.append(op)
    return made


def _plain(runs: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> list[tuple[str, str]]:
    made = []
    for kind, given, expected in runs:
        if kind == "equal":
            made.append(("equal", "".join(expected)))
        else:
            made += [
                (name, "".join(side)) for name, side in (("extra", given), ("missing", expected)) if side
            ]
    return made


def _joined(runs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for kind, text in runs:
        if made and made[-1][0] == kind:
            made[-1] = (kind, made[-1][1] + text)
        else:
            made.append((kind, text))
    return made
