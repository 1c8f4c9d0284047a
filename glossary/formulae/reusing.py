"""A known translation with a new sentence's numbers, dates and names in it.

What is put in is written as the example writes it; what cannot be written stays in Chinese, at its place, and is said.
Nothing of the example's own case is left standing as if it belonged to the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from aligner.memory import Edit
from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Placeable, Span
from corpora.writing import rewritten, written_like
from glossary.formulae.facing import Facing, face
from glossary.formulae.matching import Index, match
from glossary.formulae.model import (
    Carried,
    Example,
    Formula,
    Left,
    Reuse,
    Slot,
    SlotKind,
    Status,
    Translation,
)
from glossary.formulae.skeletons import SOURCE, Sentence, placeable_kind, sentence
from glossary.formulae.wording import NAMED, Wording, masked

UNPLACED, UNKNOWN, UNSHAPED = "没有找到它在已有译文里的位置", "还没见过它的译法", "已有译文里没有这样的写法"
_REACH = 8  # characters behind a slot that may have to agree with it
UNTRANSLATED = "这几个字与套语不同，译文没有跟着改"


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is put in the place of a span of the example's translation, for which span of the new sentence."""

    place: Span
    text: str
    kind: SlotKind | None
    source: Span
    sure: bool
    reason: str = ""  # why it is only Chinese, or old words
    size: int | None = None  # of the text that carries the slot, None: all of it


def reuse(
    text: str, formulae: Index, language: Language, known: Wording, names: Iterable[str] = (), limit: int = 3
) -> list[Reuse]:
    """Translations of a Chinese sentence by the formulae it is like, the nearest first, each by its best translation.

    `names` are the parties' names as the sentence's document has them.
    """
    asked = sentence(get(SOURCE).text(text), names)
    return [
        filled(asked, m.formula, best(m.formula), m.score, language, known)
        for m in match(asked, formulae, limit)
    ]


def best(formula: Formula) -> Translation:
    """The translation to use: approved ones stand first, rejected ones are out."""
    return next(t for t in formula.translations if t.status is not Status.REJECTED)


def filled(
    asked: Sentence,
    formula: Formula,
    translation: Translation,
    score: float,
    language: Language,
    known: Wording,
) -> Reuse:
    """One translation of a formula with the values of `asked`, by the example that leaves least undone."""
    ways = [_by(asked, example, language, known) for example in translation.examples]
    example, pieces, edits = min(
        ways, key=lambda way: (sum(bool(p.reason) for p in way[1]), sum(not p.sure for p in way[1]))
    )
    return _written(example, pieces, edits, Reuse("", formula, translation, example, score, ()))


def pair_filled(
    asked: Sentence, source: str, target: str, language: Language, known: Wording
) -> Reuse | None:
    """The same by any pair that differs from the sentence in slots alone; None where words differ or nothing does."""
    example = Example(0, source, target)
    found = sentence(source)
    if found.skeleton != asked.skeleton or source == asked.text:
        return None
    translation = Translation("", 1, 1, (), (), (example,))
    formula = Formula(asked.skeleton, language.code, 1, 1, (translation,))
    return filled(asked, formula, translation, 100.0, language, known)


# What goes where


def _by(
    asked: Sentence, example: Example, language: Language, known: Wording
) -> tuple[Example, list[_Piece], tuple[Edit, ...]]:
    """The pieces that turn one example's translation into the new sentence's, and where the two differ in words."""
    facing = face(sentence(example.source, example.names), example.target, language, known)
    new = {(s.start, s.end): s for s in asked.slots}
    old = {(s.start, s.end): n for n, s in enumerate(facing.source.slots)}
    pairs: list[tuple[Slot, int]] = []
    edits: list[Edit] = []
    waiting: list[_Piece] = []
    for step in Levenshtein.opcodes([f for f, _ in asked.tokens], [f for f, _ in facing.source.tokens]):
        ours, theirs = (
            [span for _, span in side[slice(*at)]]
            for side, at in (
                (asked.tokens, (step.src_start, step.src_end)),
                (facing.source.tokens, (step.dest_start, step.dest_end)),
            )
        )
        if step.tag == "equal":
            pairs += [(new[o], old[t]) for o, t in zip(ours, theirs, strict=True) if o in new]
            continue
        edit = Edit(
            step.tag,
            _hull(asked, step.src_start, step.src_end),
            _hull(facing.source, step.dest_start, step.dest_end),
        )
        edits.append(edit)
        waiting += _differing(edit, [old[t] for t in theirs if t in old], facing, example, asked)
    doubtful = _doubtful(pairs, facing.source.slots)
    pieces = [_slot(asked, s, n, facing, language, known, n not in doubtful) for s, n in pairs]
    return example, [*pieces, *waiting], tuple(edits)


def _doubtful(pairs: Sequence[tuple[Slot, int]], slots: Sequence[Slot]) -> set[int]:
    """Slots of the example that have the same value while the new ones differ: which is which would be a guess."""
    asked_for: dict[tuple[SlotKind, str], set[str]] = {}
    for new, n in pairs:
        asked_for.setdefault((slots[n].kind, slots[n].value), set()).add(new.value)
    return {n for _, n in pairs if len(asked_for[slots[n].kind, slots[n].value]) > 1}


def _hull(side: Sentence, first: int, last: int) -> Span:
    """Where tokens stand in a text; between its neighbours where there are none."""
    if first == last:
        at = side.tokens[first][1].start if first < len(side.tokens) else len(side.text)
        return Span(at, at)
    return Span(side.tokens[first][1].start, side.tokens[last - 1][1].end)


def _differing(
    edit: Edit, slots: Sequence[int], facing: Facing, example: Example, asked: Sentence
) -> list[_Piece]:
    """Where words differ old values come out, and the old words are marked as far as links tell where they are."""
    out = [
        _Piece(place, "", None, edit.asked, False, UNTRANSLATED) for n in slots if (place := facing.places[n])
    ]
    if out:
        return [replace(out[0], text=asked.text[slice(*edit.asked)]), *out[1:]]
    place = _linked(edit.found, example, facing)
    return [_Piece(place, example.target[slice(*place)], None, edit.asked, False, UNTRANSLATED)]


def _linked(words: Span, example: Example, facing: Facing) -> Span:
    """Where words of the example stand in its translation; the end of it where nothing tells, or a slot is among them."""
    spans = [t for s, t in example.links if s.start < words.end and words.start < s.end]
    end = Span(len(example.target), len(example.target))
    hull = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else end
    return end if any(p and p.start < hull.end and hull.start < p.end for p in facing.places) else hull


def _slot(
    asked: Sentence, new: Slot, n: int, facing: Facing, language: Language, known: Wording, sure: bool
) -> _Piece:
    """The piece that carries one slot over, or the Chinese with the reason."""
    old, place = facing.source.slots[n], facing.places[n]
    span = Span(new.start, new.end)
    if place is None:
        same = new.value == old.value
        return _Piece(
            Span(len(facing.target), len(facing.target)), "", None, span, same, "" if same else UNPLACED
        )
    if new.value == old.value:
        return _Piece(place, facing.target[slice(*place)], new.kind, span, sure)
    said, certain = _say(new, old, place, facing.target, language, known)
    if said is None:
        reason = UNKNOWN if new.kind in NAMED else UNSHAPED
        return _Piece(place, asked.text[slice(*span)], new.kind, span, False, reason)
    return _agreed(_Piece(place, said, new.kind, span, sure and certain), facing, language)


def _agreed(piece: _Piece, facing: Facing, language: Language) -> _Piece:
    """The piece with what is written on to it, where the language lets that follow the number."""
    start, end = piece.place
    until = min([end + _REACH, *(p.start for p in facing.places if p and p.start >= end)])
    after = facing.target[end:until]
    agreed = language.agree(piece.text + after)
    if agreed == piece.text + after or not agreed.startswith(piece.text):
        return piece
    return replace(piece, place=Span(start, end + len(after)), text=agreed, size=len(piece.text))


def _say(
    new: Slot, old: Slot, place: Span, target: str, language: Language, known: Wording
) -> tuple[str | None, bool]:
    """(the new value as the translation says it, whether that is sure)."""
    if new.kind in NAMED:
        return _name(new.value, known), bool(masked(new.value)[2]) == bool(masked(old.value)[2])
    if new.kind is SlotKind.ITEM:
        way = written_like(int(new.value), target, place, language)
        return (way.text, True) if way else (None, False)
    if new.kind is SlotKind.CASE:
        return new.value.replace("(", "（").replace(")", "）") if "（" in target[
            slice(*place)
        ] else new.value, True
    kind = placeable_kind(new.kind)
    if kind is None:
        return None, False
    model = Placeable(kind, old.value, *place)
    said = rewritten(target, model, new.value, language)
    if said is not None:
        return said, True
    return _other_shape(model, new.value, language, known), False


def _name(new: str, known: Wording) -> str | None:
    """A name known whole, or a surname and the word for 某, as the court writes both."""
    if whole := known.names.get(new):
        return whole[0]
    surname, mask, number = masked(new)
    said, words = known.surnames.get(surname, ()), known.masks.get(mask, ())
    if not said or not words:
        return None
    return said[0] + words[0].replace("#", number)


def _other_shape(model: Placeable, value: str, language: Language, known: Wording) -> str | None:
    """The value in another shape that judgments of the language have: an article with 款 where the example has none."""
    for (kind, _), texts in known.shapes.items():
        for text in texts[:1] if kind == model.kind.value else ():
            found = [
                p
                for p in placeables.find(text, language)
                if p.kind is model.kind and (p.start, p.end) == (0, len(text))
            ]
            if found and (said := rewritten(text, found[0], value, language)):
                return said
    return None


# Writing it down


def _written(example: Example, pieces: Sequence[_Piece], edits: tuple[Edit, ...], reuse: Reuse) -> Reuse:
    out, at = "", 0
    carried: list[Carried] = []
    left: list[Left] = []
    for piece in sorted(pieces, key=lambda p: (p.place, p.source)):
        out += example.target[at : piece.place.start]
        size = len(piece.text) if piece.size is None else piece.size
        span = Span(len(out), len(out) + size)
        out, at = out + piece.text, piece.place.end
        if piece.reason:
            left.append(Left(piece.source, span, piece.reason))
        elif piece.kind:
            carried.append(Carried(piece.kind, piece.source, span, piece.sure))
    out += example.target[at:]
    return replace(
        reuse, text=out, example=example, edits=edits,
        carried=tuple(sorted(carried, key=lambda c: c.source)), left=tuple(sorted(left, key=lambda x: x.source)),
    )  # fmt: skip
