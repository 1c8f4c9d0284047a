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

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jieba.posseg
import regex

from benchmarks.invented_chinese import chinese_terms, clauses, listed_terms, tokens
from benchmarks.invented_speech import CASES, PARTICLES, POSSESSIVE, Speaker, language
from corpora.languages.zh_numbers import number as zh_number

__all__ = [
    "MISALIGNED",
    "TERMS",
    "Planted",
    "World",
    "chinese_terms",
    "clauses",
    "corpus",
    "invent",
    "language",
    "listed_terms",
]

TERMS = 400
MISALIGNED = 0.05
_PREPOSITIONS = {
    "在": "loc",
    "对": "dat",
    "向": "dat",
    "由": "abl",
    "从": "abl",
    "将": "acc",
    "把": "acc",
    "以": "ins",
    "于": "loc",
}

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


def invent(texts: Iterable[str], chinese: Sequence[str], pick: random.Random) -> World:
    """Translations of every word of the texts, and one to three renderings of each term."""
    speaker, words = Speaker(pick), {}
    parts = {term: [w.word for w in jieba.posseg.cut(term)] for term in chinese}
    vocabulary = sorted(
        {w for text in texts for _, w, tag, _ in tokens(text, ()) if tag != "m"}
        | {p for found in parts.values() for p in found}
    )
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
    term: str,
    parts: Sequence[str],
    terms: dict[str, tuple[Choice, ...]],
    words: dict[str, tuple[Choice, ...]],
    speaker: Speaker,
) -> tuple[str, ...]:
    """One rendering: the parts', a shorter term's with a word before it, or new words."""
    pick = speaker.pick
    if pick.random() < 0.5:
        tail = next((t for t in sorted(terms, key=len, reverse=True) if term.endswith(t)), None)
        if tail and len(tail) < len(term):
            return (
                pick.choice((*words.get(term[: -len(tail)], ()), ((speaker.stem(),), 1.0)))[0]
                + terms[tail][0][0]
            )[-3:]
        if len(parts) > 1:
            made = [word for part in parts for word in pick.choice(words[part])[0]]
            return tuple(
                [*(speaker.join(w, CASES["gen"]) if pick.random() < 0.3 else w for w in made[:-1]), made[-1]]
            )
    made = [
        speaker.stem() for _ in range(pick.choices((1, 2, 3), (5, 4, 2) if len(term) > 2 else (7, 3, 0))[0])
    ]
    return tuple(
        [*(speaker.join(w, POSSESSIVE[0]) if pick.random() < 0.2 else w for w in made[:-1]), made[-1]]
    )


@dataclass(slots=True)
class _Piece:
    """Words on their way into a clause."""

    words: list[str]
    span: tuple[int, int] | None
    verb: bool = False


def translate(
    text: str, world: World, speaker: Speaker
) -> tuple[list[tuple[str, tuple[int, int] | None]], list[tuple[str, tuple[str, ...]]]]:
    """Target words with where they come from (",": a comma), and the terms rendered."""
    out: list[tuple[str, tuple[int, int] | None]] = []
    used: list[tuple[str, tuple[str, ...]]] = []
    clause: list[tuple[int, str, str, bool]] = []
    for token in [*tokens(text, tuple(world.terms)), (len(text), "。", "x", False)]:
        if (
            token[2] == "x"
            and regex.fullmatch(r"[，。；：、]", token[1])
            and not (token[1] == "、" and speaker.pick.random() < 0.7)
        ):
            out += _clause(clause, world, speaker, used)
            if out and out[-1][0] != ",":
                out.append((",", None))
            clause = []
        elif regex.search(r"[\p{L}\p{N}]", token[1]):
            clause.append(token)
    return out[:-1], used


def _clause(clause, world: World, speaker: Speaker, used: list) -> list[tuple[str, tuple[int, int] | None]]:
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
                ending = (
                    "gen"
                    if following == "的"
                    else case or (pick.choice((None, None, "acc", "dat", "loc", "abl")) if n else None)
                )
                last = speaker.verb(stems[-1], negated) if verb else speaker.noun(stems[-1], ending)
                pieces.append(_Piece([*stems[:-1], last], span if stems != ("ol",) else None, verb))
                negated, case = negated and not verb, None if not verb else case
    return _ordered(pieces, speaker)


def _chosen(word: str, is_term: bool, world: World, speaker: Speaker, used: list) -> tuple[str, ...]:
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


def _ordered(pieces: list[_Piece], speaker: Speaker) -> list[tuple[str, tuple[int, int] | None]]:
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
            out.append((pick.choice(PARTICLES), None))
    return out


def corpus(world: World, texts: Sequence[str], number: int, pick: random.Random) -> list[Planted]:
    """`number` pairs of these texts drawn by lot, MISALIGNED of them with another's translation."""
    speaker = Speaker(pick)
    made = [(text, *translate(text, world, speaker)) for text in pick.sample(list(texts), number)]
    wrong = pick.sample(range(number), int(MISALIGNED * number))
    other = dict(zip(wrong, [*wrong[1:], *wrong[:1]], strict=True))
    pairs = []
    for n, (text, _, _) in enumerate(made):
        _, words, used = made[other.get(n, n)]
        target = " ".join(w for w, _ in words).replace(" ,", ",") + "."
        origin = tuple(span for w, span in words if w != ",")
        pairs.append(
            Planted(
                text,
                target,
                origin if n not in other else (None,) * len(origin),
                n in other,
                () if n in other else tuple(used),
            )
        )
    return pairs
