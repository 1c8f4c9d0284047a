"""Does mining find the renderings that are attested, with and without stems learnt by sentencepiece?

    python -m benchmarks.terms

Gold: ../shared/data/udhr/terms_attested.tsv, renderings counted in the 89 aligned lines of the Universal
Declaration of Human Rights. A candidate is right when the best-ranked rendering of a term is, by key, one
of the attested forms. Nothing but these lines is learnt from.
"""

from __future__ import annotations

import csv
import sys

from aligner.words import link_texts
from benchmarks.measuring import DATA
from corpora.languages import get
from corpora.subwords import learn_stems
from glossary.mining import mine
from glossary.sides import LinkedPair

UDHR = DATA / "udhr"


def attested(code: str) -> dict[str, set[str]]:
    """Chinese term -> keys of its attested forms."""
    language = get(code)
    with open(UDHR / "terms_attested.tsv", encoding="utf-8") as rows:
        return {
            row["zh"]: {language.key(form) for form in row["forms"].split("|")}
            for row in csv.DictReader(rows, delimiter="\t")
            if row["lang"] == code
        }


def lines(code: str) -> list[str]:
    language = get(code)
    text = (UDHR / "lines" / f"{code}.txt").read_text(encoding="utf-8").rstrip("\n")
    return [language.text(line) for line in text.split("\n")]


def main() -> None:
    if not UDHR.is_dir():
        sys.exit("没有测试数据 ../shared/data/udhr，跳过。")
    print(f"{'language':10} {'stems':6} {'terms':>6} {'proposed':>9} {'right':>6}")
    for code in ("bo", "ko", "ug", "mn-Cyrl"):
        gold, language = attested(code), get(code)
        texts = [(s, t) for s, t in zip(lines("zh"), lines(code), strict=True) if s and t]
        links, _ = link_texts(texts, get("zh"), language)
        pairs = [
            LinkedPair.of(n, s, t, found) for n, ((s, t), found) in enumerate(zip(texts, links, strict=True))
        ]
        for stems in (None, learn_stems(language.key(t) for _, t in texts) if language.inflects else None):
            best: dict[str, str] = {}
            for candidate in mine(pairs, get("zh"), language, stems=stems):
                best.setdefault(candidate.source, language.key(candidate.target))
            proposed = gold.keys() & best.keys()
            right = sum(best[term] in gold[term] for term in proposed)
            print(f"{code:10} {'yes' if stems else 'no':6} {len(gold):6} {len(proposed):9} {right:6}")
            if not language.inflects:
                break


if __name__ == "__main__":
    main()
