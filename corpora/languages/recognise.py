"""Which language a text is written in, told by its letters.

The script decides first: the one with most letters, so a bilingual text goes to its main language. Languages
that share a script are told apart by what only they write and what they never write. What fits no profile
(Russian, Arabic, Persian, English, pinyin, Japanese …) is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import regex

_ALIEN_WEIGHT = 10  # one letter a language does not have speaks against it like ten of its own for it


@dataclass(frozen=True, slots=True)
class Profile:
    """Regex sources of what a language writes (`own`) and never writes (`alien`), counted per letter of the
    script; `least` is the score from which a text may be in this language. `needs` must make up 4 % at least.
    """

    own: str
    alien: str = "(?!)"
    least: float = .5
    needs: str = ""
    weight: int = _ALIEN_WEIGHT


@dataclass(frozen=True, slots=True)
class Script:
    """`unit` is what scores are counted by: a letter, or for Latin a word; `size` its letters' worth."""

    letter: str
    unit: str
    profiles: Mapping[str, Profile]
    size: int = 1


def _word(*parts: str) -> str:
    """Source of a Latin word of two letters or more that holds one of these parts."""
    return rf"\b(?=\p{{Latin}}{{2}})\p{{Latin}}*?(?:{'|'.join(parts)})\p{{Latin}}*"


_VOWELS = "[ەۇۋڭېۈ]"  # Uyghur and Kazakh write them; Arabic and Persian do not
_SCRIPTS = (
    Script(r"\p{Han}", r"\p{Han}", {"zh": Profile(r"\p{Han}", r"[\p{Hiragana}\p{Katakana}]")}, size=2),
    Script(r"\p{Hangul}", r"\p{Hangul}", {"ko": Profile(r"\p{Hangul}")}, size=2),
    Script(r"\p{Tibetan}", r"\p{Tibetan}", {"bo": Profile(r"\p{Tibetan}")}),
    # U+1843 and above are Todo, Sibe and Manchu letters.
    Script(r"\p{Mongolian}", r"[\u1820-\u1878]", {"mn-Mong": Profile(r"[\u1820-\u1842]", r"[\u1843-\u1878]")}),
    Script(r"\p{Arabic}", r"\p{Arabic}", {
        "ug": Profile("[ئېۈغخ]", "[ءٴعحصضطظذثةێڵڕ]", .01, _VOWELS, 1),
        "kk-Arab": Profile("[ءٴعح]", "[ئېۈغخێڵڕ]", .005, _VOWELS, 1),
    }),
    Script(r"\p{Cyrillic}", r"\p{Cyrillic}", {
        "mn-Cyrl": Profile("[өү]|аа|ээ|оо|уу", "[әғқңұіһїєў]", .02),
        "kk-Cyrl": Profile("[әғқңұ]", "[җҙҫҡһїєўґ]", .03),
    }),
    Script(r"\p{Latin}", r"\b\p{Latin}{2,}", {
        # Zhuang closes syllables with tone letters and writes the vowels w, ae, aeu; it never ends one in
        # r s l f c v y and has no clusters.
        "za": Profile(
            _word(r"[zjxq]\b", r"[aeiouw](?:ng?|m)?h\b", "[^aeiouw]w[^aeiouw]", "ae[umn]"),
            _word(r"[rslfcvy]\b", "[tsczp]h", "[bcdfgkpst][rl]", "[rlsfcv][tdkpbs]", r"[^\x00-\x7F]"), .05, weight=1,
        ),
    }),
)


def recognise(text: str) -> str | None:
    """Code of the language of `text` (see `corpora.languages.CODES`), None when it is none of them."""
    text = text.casefold()
    script = max(_SCRIPTS, key=lambda script: script.size * _count(script.letter, text))
    scores = {code: _score(text, script.unit, profile) for code, profile in script.profiles.items()}
    fitting = {code: score for code, score in scores.items() if score >= script.profiles[code].least}
    return max(fitting, key=lambda code: fitting[code], default=None)


def _score(text: str, unit: str, profile: Profile) -> float:
    """Share of what speaks for a language minus the weighted share of what speaks against it; -1 for no text."""
    units = _count(unit, text)
    if not units or (profile.needs and _count(profile.needs, text) < .04 * units):
        return -1.0
    return (_count(profile.own, text) - profile.weight * _count(profile.alien, text)) / units


def _count(source: str, text: str) -> int:
    return len(regex.findall(source, text))
