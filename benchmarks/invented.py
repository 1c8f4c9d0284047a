"""A court's bilingual texts that never were: real Chinese statutes and an invented language, seeded.

The language is agglutinative and verb-final. Its stems are invented from syllables with vowel harmony; nouns
stack plural, possessive and case, verbs voice, negation, tense and person, each suffix in a front and a back
form; a stem's last k, p or t turns soft before a vowel. A clause loses its 的, turns its prepositions into
cases, moves its first verb behind its objects, and gains particles nobody asked for.

Every Chinese word has one to three translations of unequal weight, and one in seven is a stem that another
word has too. Terms have one to three renderings of one to three words: half are composed of the translations
of their parts and of shorter terms (so that 人民法院 is a piece of 最高人民法院 in both), the others are new.
Translators are human: a word in twelve is dropped, one in twenty-five is something else, a term in
thirty is a pronoun, and MISALIGNED of the pairs have another sentence's translation.

What was planted is known exactly: each target word remembers the Chinese span it came from.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import jieba.posseg
import regex

from corpora.languages import Language, alphabetic, get
from corpora.languages.generic import GENERIC
from corpora.languages.zh import COMMON
from corpora.languages.zh_numbers import number as zh_number
from corpora.placeables import find

DATA = Path(__file__).parents[2] / "shared" / "data"
ZH = get("zh")
TERMS = 400
MISALIGNED = 0.05
_HANZI = regex.compile(r"\p{Han}{2,6}")
_DIGITS = "[〇零一二三四五六七八九十百千万]"
_NUMBER = rf"第{_DIGITS}+[编章节条款项](?:之一)?|（{_DIGITS}+）|{_DIGITS}+(?=年|日|个月|倍|分之|以[上下])"
_NOUN = regex.compile(r"[人书院权罪法金物款案员产约]$")
_CLAUSE = regex.compile(r"[^，。；：\n]+(?:[，。；：]|$)")

_FRONT, _BACK = "eiöü", "aouı"
_ONSETS = ("b", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "v", "y", "z", "ch", "sh", "")
_CODAS = ("", "", "", "n", "r", "l", "k", "m", "s", "t", "p", "sh")
_SOFT = {"k": "g", "p": "b", "t": "d"}
# front form, back form
_PLURAL = ("ler", "lar")
_POSSESSIVE = (("i", "ı"), ("imiz", "ımız"))
_CASES = {"acc": ("ni", "nı"), "gen": ("nin", "nın"), "dat": ("ge", "ga"), "loc": ("de", "da"), "abl": ("den", "dan"), "ins": ("le", "la")}
_VOICE, _NEGATION = (("il", "ıl"), ("tir", "tır")), ("me", "ma")
_TENSE = (("di", "dı"), ("er", "ar"), ("gen", "gan"), ("mek", "mak"), ("ip", "ıp"))
_PERSON = (("", ""), ("", ""), ("ler", "lar"), ("iz", "ız"))
_PREPOSITIONS = {"在": "loc", "对": "dat", "向": "dat", "由": "abl", "从": "abl", "将": "acc", "把": "acc", "以": "ins", "于": "loc"}
_PARTICLES = ("hem", "bile", "uchun", "dahi", "ise", "emes", "yoki", "shu", "ol")

Choice = tuple[tuple[str, ...], float]  # words of a rendering, the last one bare, and its share


@dataclass(frozen=True, slots=True)
class Planted:
    """One pair as made. `origin` gives for each target word the Chinese span it translates, None for particles."""

    source: str
    target: str
    origin: tuple[tuple[int, int] | None, ...]
    misaligned: bool
    used: tuple[tuple[str, tuple[str, ...]], ...]  # (term, rendering) that stand here


@dataclass(frozen=True, slots=True)
class World:
    """An invented language: what each Chinese term and word is in it."""

    terms: dict[str, tuple[Choice, ...]]
    words: dict[str, tuple[Choice, ...]]
    vocabulary: tuple[tuple[Choice, ...], ...]  # of the words, to err with


def inflection() -> alphabetic.Inflection:
    """The endings of the invented language's nouns."""
    cases, possessives = (" ".join(f for pair in forms for f in pair) for forms in (_CASES.values(), _POSSESSIVE))
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
        common=frozenset(_PARTICLES if endings else ()),
    )


# Chinese


def clauses(data: Path = DATA) -> list[str]:
    """Sentences of the statutes, cut also at commas once they are fifteen characters long; each once."""
    found: dict[str, None] = {}
    for path in sorted((data / "zh_statutes").glob("*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            piece = ""
            for clause in _CLAUSE.findall(line if not line.startswith("#") else ""):
                piece += clause
                if len(piece) >= 15:
                    found[piece.strip()] = None
                    piece = ""
    return list(found)


def chinese_terms(texts: Sequence[str], number: int, pick: random.Random, data: Path = DATA) -> list[str]:
    """Court terms of two to six characters that stand at least three times in the texts.

    First those of terms/core_terms.csv and terms/confusable_sets_zh.txt, then compounds of the statutes
    themselves: nouns, verbs and runs of nouns, drawn by lot.
    """
    whole = "\n".join(texts)
    with open(data / "terms" / "core_terms.csv", encoding="utf-8") as rows:
        listed = [row["zh"] for row in csv.DictReader(rows)]
    confusable = (data / "terms" / "confusable_sets_zh.txt").read_text(encoding="utf-8")
    listed += [t for line in confusable.splitlines() if not line.startswith("#") for t in regex.split(r"[|#\s]", line) if ZH.content(t)]
    known = dict.fromkeys(t for t in listed if _HANZI.fullmatch(t) and t not in COMMON and whole.count(t) >= 3)
    compounds: Counter[str] = Counter()
    for text in texts:
        words = [(w.word, w.flag) for w in jieba.posseg.cut(text)]
        for n in (1, 2, 3):
            for i in range(len(words) - n + 1):
                run = words[i : i + n]
                tags = ("n", "vn", "v") if n == 1 else ("n", "vn", "b", "j")
                if all(f in tags and len(w) > 1 and w not in COMMON for w, f in run) and run[-1][1] != "b":
                    compounds["".join(w for w, _ in run)] += 1
    frequent = sorted(t for t, k in compounds.items() if k >= (6 if len(t) == 2 else 3) and _HANZI.fullmatch(t) and t not in known and not find(t, ZH))
    return [*known, *pick.sample(frequent, number - len(known))][:number]


# The language


class _Speaker:
    """Invents stems and inflects them; every choice from one random source."""

    def __init__(self, pick: random.Random) -> None:
        self.pick = pick
        self.stems: set[str] = set()

    def stem(self) -> str:
        """A new stem, short ones first to be taken as in any language."""
        while True:
            vowels = self.pick.choice((_FRONT, _BACK))
            n = self.pick.choices((1, 2, 3), (2, 5, 3))[0]
            parts = (self.pick.choice(_ONSETS) + self.pick.choice(vowels) + self.pick.choice(_CODAS) for _ in range(n))
            word = "".join(parts)
            if len(word) > 2 and word not in self.stems and word not in _PARTICLES:
                self.stems.add(word)
                return word

    def join(self, word: str, *suffixes: tuple[str, str]) -> str:
        """The word with suffixes of its own harmony."""
        back = next((v in _BACK for v in reversed(word) if v in _FRONT + _BACK), False)
        for suffix in suffixes:
            form = suffix[back]
            if form and form[0] in _FRONT + _BACK:
                word = word[:-1] + _SOFT[word[-1]] if word[-1] in _SOFT else word + "y" * (word[-1] in _FRONT + _BACK)
            word += form
        return word

    def noun(self, word: str, case: str | None) -> str:
        suffixes = [_PLURAL] if self.pick.random() < 0.15 else []
        if self.pick.random() < 0.12:
            suffixes.append(self.pick.choice(_POSSESSIVE))
        return self.join(word, *suffixes, *((_CASES[case],) if case else ()))

    def verb(self, word: str, negated: bool) -> str:
        suffixes = [self.pick.choice(_VOICE)] if self.pick.random() < 0.25 else []
        suffixes += [_NEGATION] if negated else []
        return self.join(word, *suffixes, self.pick.choice(_TENSE), self.pick.choice(_PERSON))

    def shares(self, n: int) -> list[float]:
        return [[1.0], [0.7, 0.3], [0.55, 0.3, 0.15]][n - 1]


def invent(texts: Iterable[str], chinese: Sequence[str], pick: random.Random) -> World:
    """Translations of every word of the texts, and one to three renderings of each term."""
    speaker, words = _Speaker(pick), {}
    parts = {term: [w.word for w in jieba.posseg.cut(term)] for term in chinese}
    vocabulary = sorted({w for text in texts for _, w, tag, _ in tokens(text, ()) if tag != "m"} | {p for found in parts.values() for p in found})
    stems: list[str] = []
    for word in vocabulary:
        n = pick.choices((1, 2, 3), (5, 3, 2))[0]
        found = [pick.choice(stems) if stems and pick.random() < 1 / 7 else speaker.stem() for _ in range(n)]
        stems += found
        words[word] = tuple(((stem,), share) for stem, share in zip(found, speaker.shares(n), strict=True))
    terms: dict[str, tuple[Choice, ...]] = {}
    for term in sorted(chinese, key=len):
        n = pick.choices((1, 2, 3), (6, 3, 1))[0]
        renderings: list[tuple[str, ...]] = []
        while len(renderings) < n:
            one = _rendering(term, parts[term], terms, words, speaker)
            if one not in renderings and len(one) <= 3:
                renderings.append(one)
        terms[term] = tuple(zip(renderings, speaker.shares(n), strict=True))
    return World(terms, words, tuple(words.values()))


def _rendering(
    term: str, parts: Sequence[str], terms: dict[str, tuple[Choice, ...]], words: dict[str, tuple[Choice, ...]], speaker: _Speaker
) -> tuple[str, ...]:
    """One rendering: the parts', a shorter term's with a word before it, or new words."""
    pick = speaker.pick
    if pick.random() < 0.5:
        tail = next((t for t in sorted(terms, key=len, reverse=True) if term.endswith(t)), None)
        if tail and len(tail) < len(term):
            return (pick.choice((*words.get(term[: -len(tail)], ()), ((speaker.stem(),), 1.0)))[0] + terms[tail][0][0])[-3:]
        if len(parts) > 1:
            made = [word for part in parts for word in pick.choice(words[part])[0]]
            return tuple([*(speaker.join(w, _CASES["gen"]) if pick.random() < 0.3 else w for w in made[:-1]), made[-1]])
    made = [speaker.stem() for _ in range(pick.choices((1, 2, 3), (5, 4, 2) if len(term) > 2 else (7, 3, 0))[0])]
    return tuple([*(speaker.join(w, _POSSESSIVE[0]) if pick.random() < 0.2 else w for w in made[:-1]), made[-1]])


# Translating


@lru_cache(maxsize=4)
def _fixed(terms: tuple[str, ...]) -> regex.Pattern[str]:
    """Terms, the longest first, and numbers."""
    listed = "|".join(map(regex.escape, sorted(terms, key=len, reverse=True))) or "(?!)"
    return regex.compile(rf"(?P<term>{listed})|{_NUMBER}")


def _standing(text: str, terms: tuple[str, ...]) -> Iterator[regex.Match[str]]:
    """Terms and numbers in a text, but no term that would leave one character of a word over (危险物 in 危险物质)."""
    edges = {place for word in ZH.words(text, ()) for place in word} if terms else set()
    at = 0
    while match := _fixed(terms).search(text, at):
        cut = match["term"] and any(place not in edges and {place - 1, place + 1} & edges for place in match.span())
        at = match.start() + 1 if cut else match.end()
        if not cut:
            yield match


def tokens(text: str, terms: tuple[str, ...]) -> Iterator[tuple[int, str, str, bool]]:
    """(start, word, jieba's tag, whether a term) of a text; terms and numbers (tag m) stay whole."""
    at = 0
    for match in [*_standing(text, terms), None]:
        end = match.start() if match else len(text)
        for word in jieba.posseg.cut(text[at:end]):
            yield at, word.word, word.flag, False
            at += len(word.word)
        if match and match["term"]:
            yield at, match[0], "n" if _NOUN.search(match[0]) else next(iter(jieba.posseg.cut(match[0]))).flag, True
        elif match:
            yield at, match[0], "m", False
        at = match.end() if match else at


@dataclass(slots=True)
class _Piece:
    """Words on their way into a clause."""

    words: list[str]
    span: tuple[int, int] | None
    verb: bool = False


def translate(text: str, world: World, speaker: _Speaker) -> tuple[list[tuple[str, tuple[int, int] | None]], list[tuple[str, tuple[str, ...]]]]:
    """Target words with where they come from (",": a comma), and the terms rendered."""
    out: list[tuple[str, tuple[int, int] | None]] = []
    used: list[tuple[str, tuple[str, ...]]] = []
    clause: list[tuple[int, str, str, bool]] = []
    for token in [*tokens(text, tuple(world.terms)), (len(text), "。", "x", False)]:
        if token[2] == "x" and regex.fullmatch(r"[，。；：、]", token[1]) and not (token[1] == "、" and speaker.pick.random() < 0.7):
            out += _clause(clause, world, speaker, used)
            if out and out[-1][0] != ",":
                out.append((",", None))
            clause = []
        elif regex.search(r"[\p{L}\p{N}]", token[1]):
            clause.append(token)
    return out[:-1], used


def _clause(clause, world: World, speaker: _Speaker, used: list) -> list[tuple[str, tuple[int, int] | None]]:
    """One clause: rendered word by word, its main verb at the end, particles strewn in."""
    pick, pieces, case, negated = speaker.pick, [], None, False
    for n, (start, word, tag, is_term) in enumerate(clause):
        span = (start, start + len(word))
        following = clause[n + 1][1] if n + 1 < len(clause) else ""
        if word in _PREPOSITIONS:
            case = _PREPOSITIONS[word]
        elif word in ("不", "未", "不得", "没有"):
            negated = True
        elif word in ("的", "了", "之", "所", "等") or (tag[0] in "ucpy" and pick.random() < 0.4):
            continue
        elif tag == "m":
            value = zh_number(regex.sub(r"\P{Han}|[第编章节条款项之]", "", word))
            pieces.append(_Piece([f"{value or 1}-inch" if word[0] == "第" else f"{value or 1}"], span))
        else:
            verb = tag[0] == "v" and tag != "vn" and not (is_term and pick.random() < 0.5)
            stems = _chosen(word, is_term, world, speaker, used)
            if stems:
                ending = "gen" if following == "的" else case or (pick.choice((None, None, "acc", "dat", "loc", "abl")) if n else None)
                last = speaker.verb(stems[-1], negated) if verb else speaker.noun(stems[-1], ending)
                pieces.append(_Piece([*stems[:-1], last], span if stems != ("ol",) else None, verb))
                negated, case = negated and not verb, None if not verb else case
    return _ordered(pieces, speaker)


def _chosen(word: str, is_term: bool, world: World, speaker: _Speaker, used: list) -> tuple[str, ...]:
    pick = speaker.pick
    if is_term and pick.random() < 1 / 30:
        return ("ol",) if pick.random() < 0.5 else ()
    choices = world.terms[word] if is_term else world.words.get(word, ())
    if not is_term and (not choices or pick.random() < 1 / 12):
        return ()
    if not is_term and pick.random() < 1 / 25:
        choices = pick.choice(world.vocabulary)
    stems = pick.choices([c for c, _ in choices], [s for _, s in choices])[0]
    if is_term:
        used.append((word, stems))
    return stems


def _ordered(pieces: list[_Piece], speaker: _Speaker) -> list[tuple[str, tuple[int, int] | None]]:
    """The first verb last, two neighbours swapped now and then, a particle here and there."""
    pick = speaker.pick
    first = next((n for n, p in enumerate(pieces) if p.verb), None)
    if first is not None:
        pieces = [*pieces[:first], *pieces[first + 1 :], pieces[first]]
    if len(pieces) > 3 and pick.random() < 0.2:
        n = pick.randrange(len(pieces) - 2)
        pieces[n], pieces[n + 1] = pieces[n + 1], pieces[n]
    out: list[tuple[str, tuple[int, int] | None]] = []
    for piece in pieces:
        out += [(word, piece.span) for word in piece.words]
        if pick.random() < 0.08:
            out.append((pick.choice(_PARTICLES), None))
    return out


def corpus(world: World, texts: Sequence[str], number: int, pick: random.Random) -> list[Planted]:
    """`number` pairs of these texts drawn by lot, MISALIGNED of them with another's translation."""
    speaker = _Speaker(pick)
    made = [(text, *translate(text, world, speaker)) for text in pick.sample(list(texts), number)]
    wrong = pick.sample(range(number), int(MISALIGNED * number))
    other = dict(zip(wrong, [*wrong[1:], *wrong[:1]], strict=True))
    pairs = []
    for n, (text, _, _) in enumerate(made):
        _, words, used = made[other.get(n, n)]
        target = " ".join(w for w, _ in words).replace(" ,", ",") + "."
        origin = tuple(span for w, span in words if w != ",")
        pairs.append(Planted(text, target, origin if n not in other else (None,) * len(origin), n in other, () if n in other else tuple(used)))
    return pairs
