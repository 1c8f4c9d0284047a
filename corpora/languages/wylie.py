"""Tibetan in Latin letters and back, by the Extended Wylie Transliteration Scheme.

THL Extended Wylie Transliteration Scheme (Germano, Garson, Tournadre, Chandler 2004;
https://www.thlib.org/reference/transliteration/#!essay=/thl/ewts): letters in section 1, stacks and + in 3, vowels and
Sanskrit signs in 4 and 5, punctuation in 6, [other text] in 7. The scheme leaves it to the reader which letters
of a written syllable stand before its stack; the combinations the script allows are those of the grammars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

CONSONANTS = dict(
    zip(
        "k kh g ng c ch j ny t th d n p ph b m ts tsh dz w zh z ' y r l sh s h a T Th D N Sh".split(),
        "ཀཁགངཅཆཇཉཏཐདནཔཕབམཙཚཛཝཞཟའཡརལཤསཧཨཊཋཌཎཥ",
        strict=True,
    )
)
VOWELS = {
    "a": "", "A": "\u0F71", "i": "\u0F72", "I": "\u0F71\u0F72", "u": "\u0F74", "U": "\u0F71\u0F74", "e": "\u0F7A",
    "ai": "\u0F7B", "o": "\u0F7C", "au": "\u0F7D", "-i": "\u0F80", "-I": "\u0F71\u0F80",
}  # fmt: skip
MARKS = {
    "M": "\u0f7e",
    "H": "\u0f7f",
    "~M`": "\u0f82",
    "~M": "\u0f83",
    "?": "\u0f84",
    "~X": "\u0f35",
    "X": "\u0f37",
}
SIGNS = {
    " ": "\u0F0B", "*": "\u0F0C", "/": "\u0F0D", "//": "\u0F0E", ";": "\u0F0F", "|": "\u0F11", "!": "\u0F08",
    ":": "\u0F14", "_": " ", "=": "\u0F34", "<": "\u0F3A", ">": "\u0F3B", "(": "\u0F3C", ")": "\u0F3D", "@": "\u0F04",
    "#": "\u0F05", "$": "\u0F06", "%": "\u0F07", "&": "\u0F85", "\n": "\n",
} | {str(n): chr(0x0F20 + n) for n in range(10)}  # fmt: skip
FLAP = "\u0f39"  # ^, and inside of f and v
_FOREIGN = {"f": ("ph", FLAP), "v": ("b", FLAP)}

_ABOVE = {"r": "k g ng j ny t d n b m ts dz", "l": "k g ng c j t d p b h", "s": "k g ng ny t d n p b m ts"}
_BELOW = {
    "y": "k kh g p ph b m r+k r+g r+m s+k s+g s+p s+b s+m",
    "r": "k kh g t th d n p ph b m sh s h s+k s+g s+n s+p s+b s+m",
    "w": "k kh g c ny t d ts tsh zh z r l sh s h g+r ph+y r+ts",
    "l": "k g b z r s",
}
_BEFORE = {
    "g": "c ny t d n ts zh z y sh s",
    "d": "k g ng p b m k+y k+r g+y g+r p+y p+r b+y b+r m+y m+r",
    "b": "k g c t d ts zh z sh s k+y k+r k+l g+y g+r r+l s+r s+l z+l r+k r+g r+ng r+j r+ny r+t r+d r+n r+ts r+dz l+t l+d s+k "
         "s+g s+ng s+ny s+t s+d s+n s+ts r+k+y r+g+y s+k+y s+g+y s+k+r s+g+r",
    "m": "kh g ng ch j ny th d n tsh dz kh+y kh+r g+y g+r",
    "'": "kh g ch j th d ph b tsh dz kh+y kh+r g+y g+r d+r ph+y ph+r b+y b+r",
}  # fmt: skip
_AFTER = "g ng d n b m ' r l s".split()
_AFTER_THAT = {"s": "g ng b m", "d": "n r l"}

_STACKS = (
    {*CONSONANTS}
    | {f"{a}+{root}" for a, roots in _ABOVE.items() for root in roots.split()}
    | {f"{root}+{b}" for b, roots in _BELOW.items() for root in roots.split()}
)
_PREFIXED = {(before, stack) for before, stacks in _BEFORE.items() for stack in stacks.split()}
_ENDS = {(a,) for a in _AFTER} | {(a, b) for b, firsts in _AFTER_THAT.items() for a in firsts.split()}


def _longest_first(names: Sequence[str]) -> str:
    return "|".join(map(regex.escape, sorted(names, key=len, reverse=True)))


_CONSONANT = _longest_first([c for c in CONSONANTS if c != "a"] + list(_FOREIGN))
_VOWEL = _longest_first(list(VOWELS))
_ONE = rf"(?:{_CONSONANT})\^?"
_SYLLABLE = regex.compile(
    rf"(?:(?P<onset>(?:{_ONE}[+.]?)*)(?P<vowel>{_VOWEL})(?P<marks>(?:{_longest_first(list(MARKS))})*))+(?P<end>(?:{_ONE}\+?)*)"
    rf"(?P<last>(?:{_longest_first(list(MARKS))})*)"
)
_SIGN = regex.compile(_longest_first(list(SIGNS)))
_OTHER = regex.compile(r"\[([^\[\]]*)\]|\\u([0-9a-fA-F]{4})")
_LETTER = regex.compile(rf"(?P<c>{_CONSONANT})(?P<flap>\^?)(?P<joint>[+.]?)")


# To Tibetan


def to_tibetan(text: str) -> str | None:
    """The Tibetan a text in Extended Wylie stands for; None when it is none.

    Strict: letters that cannot stand together in a syllable make the whole text something else (English, Zhuang).
    """
    out, at = [], 0
    while at < len(text):
        if other := _OTHER.match(text, at):
            out.append(other[1] if other[1] is not None else chr(int(other[2], 16)))
            at = other.end()
        elif (syllable := _SYLLABLE.match(text, at)) and (written := _written(syllable)) is not None:
            out.append(written)
            at = syllable.end()
        elif sign := _SIGN.match(text, at):
            out.append(SIGNS[sign[0]])
            at = sign.end()
        else:
            return None
    return "".join(out)


def _written(syllable: regex.Match[str]) -> str | None:
    """A syllable in Tibetan; None when its consonants cannot stand together so."""
    parts = []
    onsets, vowels, marks = (syllable.captures(name) for name in ("onset", "vowel", "marks"))
    for n, (onset, vowel, mark) in enumerate(zip(onsets, vowels, marks, strict=True)):
        stacks = _onset(onset) if n == 0 else _middle(onset)
        if stacks is None:
            return None
        parts += [*map(_stack, stacks[:-1]), _stack(stacks[-1], vowel)]
        parts += [MARKS[m] for m in regex.findall(_longest_first(list(MARKS)), mark)]
    end = _end(syllable["end"])
    if end is None:
        return None
    return "".join(
        [
            *parts,
            *map(_stack, end),
            *(MARKS[m] for m in regex.findall(_longest_first(list(MARKS)), syllable["last"])),
        ]
    )


@dataclass(frozen=True, slots=True)
class _Letter:
    name: str
    joint: str  # + or . after it, "" for neither
    flap: str = ""


def _letters(cluster: str) -> list[_Letter]:
    found = []
    for m in _LETTER.finditer(cluster):
        name, flap = _FOREIGN.get(m["c"], (m["c"], FLAP if m["flap"] else ""))
        found.append(_Letter(name, m["joint"], flap))
    return found


def _stacked(letters: Sequence[_Letter]) -> bool:
    """Whether these letters are one stack: a usual one, or one that + puts together."""
    inner = letters[:-1]
    if any(a.joint == "." for a in inner):
        return False
    return "+".join(a.name for a in letters) in _STACKS or all(a.joint == "+" for a in inner)


def _onset(cluster: str) -> list[list[_Letter]] | None:
    """The stacks before the first vowel: one, or a letter before it."""
    letters = _letters(cluster)
    if not letters:
        return [[_Letter("a", "")]]
    if _stacked(letters):
        return [letters]
    rest = letters[1:]
    if (
        letters[0].joint != "+"
        and _stacked(rest)
        and (letters[0].name, "+".join(a.name for a in rest)) in _PREFIXED
    ):
        return [letters[:1], rest]
    return None


def _middle(cluster: str) -> list[list[_Letter]] | None:
    """The stacks between two vowels: one, or one after a letter that ends what is before it."""
    letters = _letters(cluster)
    if not letters:
        return None
    if _stacked(letters):
        return [letters]
    if letters[0].joint != "+" and _stacked(letters[1:]) and letters[0].name in _AFTER:
        return [letters[:1], letters[1:]]
    return None


def _end(cluster: str) -> list[list[_Letter]] | None:
    """The letters after the last vowel: one or two of those that may stand there, or one other as Sanskrit has it."""
    letters = _letters(cluster)
    names = tuple(a.name for a in letters)
    if not letters or names in _ENDS:
        return [[a] for a in letters]
    return [letters] if len(letters) == 1 else None


def _stack(letters: Sequence[_Letter], vowel: str = "a") -> str:
    first, *below = letters
    signs = "".join(chr(ord(CONSONANTS[a.name]) + 0x50) + a.flap for a in below)
    return CONSONANTS[first.name] + first.flap + signs + VOWELS[vowel]


# From Tibetan

_NAMES = {letter: name for name, letter in CONSONANTS.items()}
_TIBETAN_STACK = regex.compile(
    r"(?P<head>[\u0F40-\u0F47\u0F49-\u0F69])(?P<flap>\u0F39?)(?P<below>(?:[\u0F90-\u0F97\u0F99-\u0FBC]\u0F39?)*)"
    r"(?P<vowel>[\u0F71\u0F72\u0F74\u0F7A-\u0F7D\u0F80]*)(?P<marks>[\u0F7E\u0F7F\u0F82-\u0F84\u0F35\u0F37]*)"
)
_VOWEL_NAMES = {signs: name for name, signs in VOWELS.items()}
_MARK_NAMES = {sign: name for name, sign in MARKS.items()}
_SIGN_NAMES = {sign: name for name, sign in SIGNS.items()}
_KEPT = regex.compile(r"[^\p{Tibetan} \n]+")
_BARE = {*_AFTER, "T"}  # what ends a syllable without a vowel: its own letters, and the T of ཕཊ
_NEVER_ROOT_SECOND = {("b", "g", "s"), ("d", "ng", "s"), ("m", "ng", "s")}  # བགས དངས མངས are bags dangs mangs


@dataclass(frozen=True, slots=True)
class _Stack:
    name: str  # letters with + between them
    flapped: str  # as written: with ^, f, v
    vowel: str
    marks: str

    @property
    def signed(self) -> bool:
        return self.vowel != "a" or bool(self.marks)


def from_tibetan(text: str) -> str:
    """Extended Wylie of a display text; what is not Tibetan stands in brackets. `to_tibetan` gives the text back."""
    out, at = [], 0
    while at < len(text):
        stacks: list[_Stack] = []
        start = at
        while (m := _TIBETAN_STACK.match(text, at)) and (stack := _read(m)):
            stacks.append(stack)
            at = m.end()
        if stacks:
            out.append(_spell(stacks, text[start:at]))
        elif kept := _KEPT.match(text, at):
            out.append(_escaped(kept[0]) if set(kept[0]) & set("[]") else f"[{kept[0]}]")
            at = kept.end()
        else:
            out.append(_SIGN_NAMES.get(text[at]) or _escaped(text[at]))
            at += 1
    return "".join(out)


def _read(m: regex.Match[str]) -> _Stack | None:
    letters = [(m["head"], m["flap"])] + [
        (chr(ord(b[0]) - 0x50), b[1:]) for b in regex.findall(r".\u0F39?", m["below"])
    ]
    if any(letter not in _NAMES for letter, _ in letters) or m["vowel"] not in _VOWEL_NAMES:
        return None
    names = [_NAMES[letter] for letter, _ in letters]
    if names == ["a"]:
        names = [""]
    written = [_FLAPPED.get(n, n + "^") if flap else n for n, (_, flap) in zip(names, letters, strict=True)]
    name = "+".join(names)
    shown = "+".join(written) if name not in _STACKS or name != "+".join(written) else "".join(written)
    return _Stack(name, shown, _VOWEL_NAMES[m["vowel"]], "".join(_MARK_NAMES[c] for c in m["marks"]))


_FLAPPED = {"ph": "f", "b": "v"}


def _spell(stacks: Sequence[_Stack], written: str) -> str:
    """The likeliest spelling among those that give these stacks back, their code points if there is none."""
    for carriers in (*_likely(stacks), frozenset(range(len(stacks)))):
        for joint in ("", "."):
            spelt = "".join(
                s.flapped + (s.vowel + s.marks if n in carriers or s.signed else joint if not n else "")
                for n, s in enumerate(stacks)
            )
            if to_tibetan(spelt) == written:
                return spelt
    return _escaped(written)


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in text)


def _likely(stacks: Sequence[_Stack]) -> Iterator[frozenset[int]]:
    """Which stacks without a sign carry the a, the likeliest first."""
    names = [s.name for s in stacks]
    first = next((n for n, s in enumerate(stacks) if s.signed), None)
    prefixed = len(names) > 1 and (names[0], names[1]) in _PREFIXED
    if names[-1] not in _BARE and not stacks[-1].signed:
        yield frozenset({1} if prefixed and len(names) == 2 else range(len(names)))
    if first is None:
        root = int(prefixed and len(names) > 2 and tuple(names) not in _NEVER_ROOT_SECOND)
        yield frozenset({root})
        yield frozenset({1 - root})
        yield frozenset(range(len(names) - 1))
        return
    if first == 1 and prefixed:
        yield frozenset()
    if first == 2 and prefixed:
        yield frozenset({1})
    yield frozenset(range(first))
    yield frozenset(range(len(names) - 1))
