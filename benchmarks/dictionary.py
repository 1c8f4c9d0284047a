"""Are mined renderings those of a dictionary? `python -m benchmarks.dictionary`

Government Work Reports in Chinese and Zhuang (../shared/data/zhuang_reports), lines paired as published,
doubtful ones (suspect_lines.tsv) left out; the judge is the Zhuang dictionary beside them. Its Chinese glosses
turned round give headwords; a headword counts when it stands in three lines or more as whole words that could
be a term (no function word), and one of the renderings the dictionary gives stands in a third of these lines:
else the reports use words the dictionary does not have, and nothing can be judged.

first    headwords whose first candidate is a rendering of the dictionary, of all that count
offered  the same of those that have a candidate
P@n      of the first n candidates of the list with a Zhuang word that the dictionary has, those with a word a
         gloss of which shares a character with the Chinese; "each" asks it of every word of the rendering
dice     no alignment: the phrase of up to three words with the best Dice coefficient
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import regex

from aligner.words import link_texts
from benchmarks.measuring import DATA
from benchmarks.planted import dice, reliability
from corpora.languages import get
from glossary.mining import mine
from glossary.model import Candidate
from glossary.runs import runs_of
from glossary.sides import LinkedPair, source_words

REPORTS = DATA / "zhuang_reports"
ZH, ZA = get("zh"), get("za")
SEEN = 3
FIRST = (200, 500, 1000)
_GLOSS = regex.compile(r"[;；,，、]|\d+\.?")
_NOTE = regex.compile(r"[(（〔\[].*?[)）〕\]]")


def pairs() -> list[LinkedPair]:
    """Linked lines of both years."""
    with open(REPORTS / "suspect_lines.tsv", encoding="utf-8") as rows:
        suspect = {(row["year"], int(row["line"])) for row in csv.DictReader(rows, delimiter="\t")}
    texts = []
    for year in ("2017", "2018"):
        sides = [
            [
                language.text(line)
                for line in (REPORTS / f"{year}.{language.code}.txt").read_text(encoding="utf-8").split("\n")
            ]
            for language in (ZH, ZA)
        ]
        texts += [
            (s, t)
            for n, (s, t) in enumerate(zip(*sides, strict=False), 1)
            if s.strip() and t.strip() and (year, n) not in suspect
        ]
    links, _ = link_texts(texts, ZH, ZA)
    return [LinkedPair.of(n, s, t, found) for n, ((s, t), found) in enumerate(zip(texts, links, strict=True))]


def renderings() -> dict[str, set[str]]:
    """Chinese headword of two characters and more -> keys of its Zhuang renderings."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ("dictionary_za_zh.tsv", "legal_terms_za_zh.tsv"):
        with open(REPORTS / name, encoding="utf-8") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                for gloss in _GLOSS.split(_NOTE.sub("", row["zh"])):
                    if regex.fullmatch(r"\p{Han}{2,}", gloss.strip()):
                        found[gloss.strip()].add(ZA.key(row["za"]))
    return found


def glosses() -> dict[str, set[str]]:
    """Zhuang word -> the characters of its glosses."""
    found: dict[str, set[str]] = defaultdict(set)
    with open(REPORTS / "dictionary_za_zh.tsv", encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            found[ZA.key(row["za"])] |= set(regex.findall(r"\p{Han}", row["zh"]))
    return found


def countable(lines: Sequence[LinkedPair], gold: dict[str, set[str]]) -> dict[str, set[str]]:
    """The headwords that count."""
    targets = [
        f" {' '.join(ZA.key(line.target[w.start : w.end]) for w in ZA.words(line.target, ()))} "
        for line in lines
    ]
    texts = [line.source for line in lines]
    runs = runs_of(texts, source_words(texts, ZH, ()), ZH)
    standing: dict[str, list[str]] = defaultdict(list)
    for run, line in runs.once[:, :2].tolist():
        if runs.texts[run] in gold:
            standing[runs.texts[run]].append(targets[line])
    return {
        term: gold[term]
        for term, targets in standing.items()
        if len(targets) >= SEEN
        and max(sum(f" {r} " in target for target in targets) for r in gold[term]) >= len(targets) / 3
    }


def report(
    name: str, candidates: Sequence[Candidate], gold: dict[str, set[str]], known: dict[str, set[str]]
) -> list[tuple[float, bool]]:
    """Print a line; returns (confidence, whether right) of the candidates that can be judged."""
    first: dict[str, str] = {}
    for c in candidates:
        first.setdefault(c.source, ZA.key(c.target))
    right = sum(first.get(term) in gold[term] for term in gold)
    offered = sum(term in first for term in gold)
    print(f"{name:8} {len(gold):9} {right / len(gold):7.3f} {right / max(1, offered):7.3f}", end="")
    for how in (any, all):
        judged = judge(candidates, known, how)
        print(
            "".join(f"{sum(r for _, r in judged[:n]) / max(1, min(n, len(judged))):8.3f}" for n in FIRST),
            f"{len(judged):6}",
            end="",
        )
    print(f"{len(candidates):7}")
    return judge(candidates, known, any)


def judge(
    candidates: Sequence[Candidate], known: dict[str, set[str]], how: Callable[[Iterable[bool]], bool]
) -> list[tuple[float, bool]]:
    """(confidence, whether right) of the candidates of which the dictionary has any or all words."""
    words = [(c, ZA.key(c.target).split()) for c in candidates]
    return [
        (c.confidence, how(known[w] & set(c.source) != set() for w in found if w in known))
        for c, found in words
        if how(w in known for w in found)
    ]


def main() -> int:
    if not REPORTS.is_dir():
        print("没有测试数据 ../shared/data/zhuang_reports，跳过。", file=sys.stderr)
        return 1
    lines = pairs()
    gold = countable(lines, renderings())
    print(
        f"{'':8} headwords   first offered"
        + 2 * ("".join(f"   P@{n:<4}" for n in FIRST) + " judged")
        + "  found"
    )
    known = glosses()
    judged = report("mining", mine(lines, ZH, ZA), gold, known)
    report("dice", sorted(dice(lines, ZA, list(gold)), key=lambda c: -c.confidence), gold, known)
    print("\nconfidence  right  candidates")
    for confidence, right, number in reliability(judged):
        print(f"{confidence:10.2f} {right:6.2f} {number:11}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
