"""Which two documents are versions of one: by case number, else by content.

A case number decides; where several documents carry it, or it is masked or missing, `likeness` does.
Documents of different kinds are never paired. One Chinese document may be paired with one document of
every other language; every pair says why it was made.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from aligner.likeness import Evidence, Sketch, possible, rarities, same_number, score, usual_ratio, weigh
from aligner.model import DocumentPair

LEAST = 0.6  # content score two documents need
LEAST_NUMBERED = 0.3  # and with the same case number, if no date speaks against it
CLOSE = 0.1  # a runner-up nearer than this is named in the evidence
_COMMON = 0.2  # share of documents from which a value no longer finds candidates
_CANDIDATES = 20  # documents compared in full, at most, for each one


def pair(
    sources: Sequence[Sketch],
    targets: Sequence[Sketch],
    taken: Collection[tuple[int, int]] = (),
    rejected: Collection[tuple[int, int]] = (),
) -> list[DocumentPair]:
    """New pairs of Chinese documents with documents of one or several other languages, best evidence first.

    `taken` are the pairs (source, target) there are already, `rejected` those a person turned down.
    """  # fmt: skip
    found = []
    for _, group in groupby(sorted(targets, key=lambda t: t.language), key=lambda t: t.language):
        found += _pair_language(sources, list(group), taken, frozenset(rejected))
    return sorted(found, key=lambda p: (-p.score, p.source, p.target))


def _pair_language(
    sources: Sequence[Sketch], targets: Sequence[Sketch], taken: Collection[tuple[int, int]],
    rejected: frozenset[tuple[int, int]],
) -> list[DocumentPair]:  # fmt: skip
    known = {t.id for t in targets}
    used_s, used_t = {s for s, t in taken if t in known}, {t for _, t in taken}
    rarity = rarities([*sources, *targets])
    scale = usual_ratio(sources, targets)
    free_s = [s for s in sources if s.id not in used_s]
    free_t = [t for t in targets if t.id not in used_t]
    weighed = [
        (s, t, evidence) for s, t in _candidates(free_s, free_t, rarity)
        if (s.id, t.id) not in rejected and possible(s, t)
        for evidence in [weigh(s, t, rarity, scale)]
    ]  # fmt: skip
    numbered = [c for c in weighed if same_number(c[0], c[1])]
    found = _assign(numbered, used_s, used_t, _numbered_pair, _enough_numbered)
    return found + _assign(weighed, used_s, used_t, _content_pair, lambda s, t, e: score(e) >= LEAST)


_Candidate = tuple[Sketch, Sketch, Evidence]


def _assign(
    candidates: Iterable[_Candidate], used_s: set[int], used_t: set[int],
    make: Callable[[Sketch, Sketch, Evidence, list[float]], DocumentPair],
    enough: Callable[[Sketch, Sketch, Evidence], bool],
) -> list[DocumentPair]:  # fmt: skip
    """One-to-one, the best first; marks what is used."""
    fit = [c for c in candidates if c[0].id not in used_s and c[1].id not in used_t and enough(*c)]
    fit.sort(key=lambda c: (-score(c[2]), c[0].id, c[1].id))
    of_source, of_target = defaultdict(list), defaultdict(list)
    for s, t, evidence in fit:
        of_source[s.id].append((t.id, score(evidence)))
        of_target[t.id].append((s.id, score(evidence)))
    found = []
    for s, t, evidence in fit:
        if s.id in used_s or t.id in used_t:
            continue
        used_s.add(s.id)
        used_t.add(t.id)
        rivals = [(n, t.id) for n in of_source[s.id]] + [(n, s.id) for n in of_target[t.id]]
        found.append(make(s, t, evidence, [value for (other, value), own in rivals if other != own]))
    return found


# Candidates


def _candidates(
    sources: Sequence[Sketch], targets: Sequence[Sketch], rarity: Mapping[str, float]
) -> Iterator[tuple[Sketch, Sketch]]:
    """Pairs worth comparing: same number, stem, or rare values in common, or about as many paragraphs."""
    by_number, by_stem, by_value = defaultdict(list), defaultdict(list), defaultdict(list)
    by_lines = defaultdict(list)
    rare = math.log(1 + 1 / _COMMON) if len(sources) + len(targets) > 20 else 0.0
    for n, t in enumerate(targets):
        by_number[t.case_number].append(n)
        by_stem[t.stem].append(n)
        by_lines[len(t.paragraphs)].append(n)
        for value in set(t.values):
            if rarity[value] >= rare:
                by_value[value].append(n)
    for s in sources:
        votes: Counter[int] = Counter()
        for value in set(s.values):
            for n in by_value.get(value, ()):
                votes[n] += rarity[value]
        best = [n for n, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_CANDIDATES]]
        chosen = set(best) | set(by_number[s.case_number] if s.case_number else ()) | set(by_stem[s.stem])
        lines = len(s.paragraphs)
        near = range(lines - lines // 20, lines + lines // 20 + 1) if lines >= 8 else ()
        chosen |= {n for k in near for n in by_lines.get(k, ())[:_CANDIDATES]}
        for n in sorted(chosen):
            yield s, targets[n]


# The pairs and why


def _enough_numbered(s: Sketch, t: Sketch, e: Evidence) -> bool:
    return score(e) >= (LEAST if e.date == 0.0 else LEAST_NUMBERED)


def _numbered_pair(s: Sketch, t: Sketch, e: Evidence, rivals: list[float]) -> DocumentPair:
    said = [f"案号相同：{s.case_number}"]
    said.append("文书种类相同" if s.kind and s.kind == t.kind else "文书种类未能识别")
    doubt = 0.1 if s.kind and s.kind == t.kind else 0.3
    said += [_date(s, t)] if e.date == 0.0 else []
    said += _rival(score(e), rivals)
    return DocumentPair(s.id, t.id, "case_number", round(1 - doubt * (1 - score(e)), 3), "；".join(said))


def _content_pair(s: Sketch, t: Sketch, e: Evidence, rivals: list[float]) -> DocumentPair:
    said = [f"内容相符（{score(e):.2f}）"]
    if e.number is not None:
        said.append(f"案号隐去部分后相符：{s.case_number}")
    if s.kind and s.kind == t.kind:
        said.append("文书种类相同")
    if e.date is not None:
        said.append(_date(s, t))
    if e.roles == 1.0:
        said.append("当事人的诉讼地位和顺序相同")
    if e.shared:
        shown = "、".join(v.partition(":")[2] for v in e.shared[:4])
        said.append(
            f"相同的数字、日期、金额或条文 {len(e.shared)} 个（{shown}{' 等' if len(e.shared) > 4 else ''}）"
        )
    if e.profile is not None and e.profile > 0.6:
        said.append(f"段落长短相应（{len(s.paragraphs)} 段与 {len(t.paragraphs)} 段）")
    if e.stem:
        said.append("文件名相应")
    said += _rival(score(e), rivals)
    return DocumentPair(s.id, t.id, "content", round(score(e), 3), "；".join(said))


def _date(s: Sketch, t: Sketch) -> str:
    return f"日期相同：{s.date}" if s.date == t.date else f"日期不同：{s.date} 与 {t.date}"


def _rival(own: float, rivals: list[float]) -> list[str]:
    near = [r for r in rivals if own - r < CLOSE]
    return [f"另有 {len(near)} 份相近的文书，请核对"] if near else []
