"""An invented agglutinative language: stems with vowel harmony, and what is written on to them."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import regex

from corpora.languages import Language, alphabetic
from corpora.languages.generic import GENERIC

_FRONT, _BACK = "eiöü", "aouı"
_ONSETS = ("b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "y", "z", "ch", "sh", "")
_CODAS = ("", "", "", "n", "r", "l", "k", "m", "s", "t", "p", "sh")
_SOFT = {"k": "g", "p": "b", "t": "d"}
# front form, back form
_PLURAL = ("ler", "lar")
POSSESSIVE = (("i", "ı"), ("imiz", "ımız"))
CASES = {
    "acc": ("ni", "nı"),
    "gen": ("nin", "nın"),
    "dat": ("ge", "ga"),
    "loc": ("de", "da"),
    "abl": ("den", "dan"),
    "ins": ("le", "la"),
}
_VOICE, _NEGATION = (("il", "ıl"), ("tir", "tır")), ("me", "ma")
_TENSE = (("di", "dı"), ("er", "ar"), ("gen", "gan"), ("mek", "mak"), ("ip", "ıp"))
_PERSON = (("", ""), ("", ""), ("ler", "lar"), ("iz", "ız"))
PARTICLES = ("hem", "bile", "uchun", "dahi", "ise", "emes", "yoki", "shu", "ol")


def inflection() -> alphabetic.Inflection:
    """The endings of the invented language's nouns."""
    cases, possessives = (
        " ".join(f for pair in forms for f in pair) for forms in (CASES.values(), POSSESSIVE)
    )
    pattern = regex.compile(alphabetic.endings(" ".join(_PLURAL), possessives, cases))
    return alphabetic.Inflection(pattern, tuple((f"{hard}$", soft) for hard, soft in _SOFT.items()))


def language(endings: bool) -> Language:
    """The invented language as Shuangyu would know it: with its `endings` listed as for Kazakh, or as a stranger."""
    known = inflection() if endings else alphabetic.Inflection(regex.compile("(?!)"))
    return replace(
        GENERIC,
        words=partial(alphabetic.words, key=GENERIC.key, inflection=known),
        boundary=partial(alphabetic.boundary, key=GENERIC.key, inflection=known),
        inflects=True,
        common=frozenset(PARTICLES if endings else ()),
    )


class Speaker:
    """Invents stems and inflects them; every choice from one random source."""

    def __init__(self, pick: random.Random) -> None:
        self.pick = pick
        self.stems: set[str] = set()

    def stem(self) -> str:
        """A new stem, short ones first to be taken as in any language."""
        while True:
            vowels = self.pick.choice((_FRONT, _BACK))
            n = self.pick.choices((1, 2, 3), (2, 5, 3))[0]
            parts = (
                self.pick.choice(_ONSETS) + self.pick.choice(vowels) + self.pick.choice(_CODAS)
                for _ in range(n)
            )
            word = "".join(parts)
            if len(word) > 2 and word not in self.stems and word not in PARTICLES:
                self.stems.add(word)
                return word

    def join(self, word: str, *suffixes: tuple[str, str]) -> str:
        """The word with suffixes of its own harmony."""
        back = next((v in _BACK for v in reversed(word) if v in _FRONT + _BACK), False)
        for suffix in suffixes:
            form = suffix[back]
            if form and form[0] in _FRONT + _BACK:
                word = (
                    word[:-1] + _SOFT[word[-1]]
                    if word[-1] in _SOFT
                    else word + "y" * (word[-1] in _FRONT + _BACK)
                )
            word += form
        return word

    def noun(self, word: str, case: str | None) -> str:
        suffixes = [_PLURAL] if self.pick.random() < 0.15 else []
        if self.pick.random() < 0.12:
            suffixes.append(self.pick.choice(POSSESSIVE))
        return self.join(word, *suffixes, *((CASES[case],) if case else ()))

    def verb(self, word: str, negated: bool) -> str:
        suffixes = [self.pick.choice(_VOICE)] if self.pick.random() < 0.25 else []
        suffixes += [_NEGATION] if negated else []
        return self.join(word, *suffixes, self.pick.choice(_TENSE), self.pick.choice(_PERSON))

    def shares(self, n: int) -> list[float]:
        return [[1.0], [0.7, 0.3], [0.55, 0.3, 0.15]][n - 1]
