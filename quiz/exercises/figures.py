"""Numbers, dates and articles carried over: the value is given in Chinese and missing from the published sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from aligner.model import Pair
from corpora import placeables
from corpora.model import Kind, Placeable, Span
from quiz.exercises.material import Made, Material, Rejected, example, various
from quiz.model import Example, Exercise, ExerciseKind

KINDS = (
    Kind.ARTICLE, Kind.DATE, Kind.MONEY, Kind.DURATION, Kind.PERCENT, Kind.FRACTION, Kind.INTEGER
)  # fmt: skip
LABELS = {
    Kind.ARTICLE: "条文", Kind.DATE: "日期", Kind.MONEY: "金额", Kind.DURATION: "期限", Kind.PERCENT: "百分数",
    Kind.FRACTION: "分数", Kind.INTEGER: "数字",
}  # fmt: skip
EXAMPLES = 60
ENOUGH = 2 * EXAMPLES  # of these the various ones are kept; the sentences after them are worse
MOST = 600  # sentences looked at for a kind of figure that hardly ever carries over
LONGEST = 150  # characters of Chinese


def figures(material: Material) -> Iterator[Made | Rejected]:
    """One exercise a kind of figure, asked from another sentence each time."""
    found: dict[Kind, list[Example]] = defaultdict(list)
    tried: Counter[Kind] = Counter()
    for pair in material.ranked:
        ours = [p for p in placeables.find(pair.source, material.source) if p.kind in KINDS]
        if len(pair.source) > LONGEST or all(
            len(found[p.kind]) >= ENOUGH or tried[p.kind] >= MOST for p in ours
        ):
            continue
        tried.update(p.kind for p in ours)
        for one in shared(material, pair):
            if isinstance(one, Rejected):
                yield one
            else:
                kind, span, gap = one
                score = material.score(pair)
                answer = pair.target[slice(*gap)]
                found[kind].append(example(pair, score, term=span, gap=gap, answer=answer))
    for kind in KINDS:
        if found[kind]:
            exercise = Exercise(ExerciseKind.FIGURES, material.target.code, kind.value)
            yield Made(exercise, various(found[kind], EXAMPLES))


def shared(material: Material, pair: Pair) -> Iterator[tuple[Kind, Span, Span] | Rejected]:
    """Figures both sides have exactly once, by value, with their places in source and target."""
    ours, theirs = (
        placeables.find(text, language)
        for text, language in ((pair.source, material.source), (pair.target, material.target))
    )
    counts = Counter(p.value for p in ours), Counter(p.value for p in theirs)
    by_value = {(p.kind, p.value): p for p in theirs}
    for one in ours:
        other = by_value.get((one.kind, one.value))
        if one.kind not in KINDS:
            continue
        if other is None:
            yield Rejected(ExerciseKind.FIGURES, "译文里没有同一数值")
        elif counts[0][one.value] > 1 or counts[1][one.value] > 1:
            yield Rejected(ExerciseKind.FIGURES, "同一数值出现多次")
        elif not _alone(pair.target, other):
            yield Rejected(ExerciseKind.FIGURES, "与词连写，挖不开")
        else:
            yield one.kind, Span(one.start, one.end), Span(other.start, other.end)


def _alone(text: str, figure: Placeable) -> bool:
    """Whether a figure is more than one bare character, which would be guesswork, or a digit."""
    written = text[figure.start : figure.end]
    return len(written) > 1 or written.isdecimal()
