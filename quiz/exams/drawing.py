"""Drawing a paper: the same blueprint, seed and exercises give the same paper. Pure.

Where items are hard to come by, the first ones drawn are kept and later ones have to fit beside them: no item may
show the answer to another, and no two come from one sentence.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.asking import ask
from quiz.exams.leaks import gives_away, gives_itself_away, same_sentence
from quiz.exams.model import Blueprint, Item, Paper, Part
from quiz.model import Example, Exercise, ExerciseKind, Mode, Question

_STAGE = {ExerciseKind.FORMULA: 1}  # half of a formula is blank


@dataclass(frozen=True, slots=True)
class Candidate:
    """An exercise that may be asked, with its sentences and the share of right answers to expect."""

    exercise: Exercise
    examples: tuple[Example, ...]
    ease: float


def expected_ease(rank: float, right: int, answers: int) -> float:
    """Share of right answers to expect: what learners answered, and before they did, the place in the order of learning.

    `rank` is 0 for what is learnt first and 1 for what is learnt last; the guess from it counts for three answers.
    """
    return ((0.85 - 0.4 * rank) * 3 + right) / (3 + answers)


def eligible(
    candidates: Sequence[Candidate], blueprint: Blueprint, seen: Collection[int] = ()
) -> list[Candidate]:
    """Candidates the blueprint allows, with only the sentences it allows. `seen` are documents practised on."""
    found = []
    for c in candidates:
        if blueprint.domain and c.exercise.domain != blueprint.domain:
            continue
        examples = tuple(
            x
            for x in c.examples
            if (not blueprint.causes or x.cause in blueprint.causes)
            and not (blueprint.unseen and (x.document is None or x.document in seen))
        )
        if examples or not (
            blueprint.causes or blueprint.unseen or c.exercise.kind is not ExerciseKind.RECALL
        ):
            found.append(replace(c, examples=examples))
    return found


def draw(
    candidates: Sequence[Candidate], blueprint: Blueprint, glossary: str, lenient: bool = False
) -> Paper:
    """A paper from eligible candidates.

    Raises ValueError when a part cannot be filled; a lenient drawing makes it shorter, or leaves it out.
    """
    drawn: dict[int, list[Item]] = {}
    for n in _scarcest_first(candidates, blueprint):
        others = [item for items in drawn.values() for item in items]
        drawn[n] = _part(candidates, blueprint, n, others)
        part = blueprint.parts[n]
        if len(drawn[n]) < part.count and not lenient:
            raise ValueError(
                f"“{part.label}”要 {part.count} 题，合适的只有 {len(drawn[n])} 题"
                "（互相泄露答案的题不放在同一份卷里）。请减少题数，或放宽难度、领域、案由。"
            )
    filled = [n for n in range(len(blueprint.parts)) if drawn[n]]
    if not filled:
        raise ValueError("没有可以出卷的练习题。请先导入双语文书并出题，或放宽领域、案由。")
    parts = tuple(replace(blueprint.parts[n], count=len(drawn[n])) for n in filled)
    items = [
        replace(item, part=place)
        for place, n in enumerate(filled)
        for item in sorted(drawn[n], key=lambda item: -item.ease)
    ]
    numbered = tuple(replace(item, id=number) for number, item in enumerate(items, 1))
    return Paper(replace(blueprint, parts=parts), numbered, glossary)


def _scarcest_first(candidates: Sequence[Candidate], blueprint: Blueprint) -> list[int]:
    """The parts in the order they are drawn: what is rare must not have to fit beside what is plenty."""

    def plenty(n: int) -> float:
        part = blueprint.parts[n]
        return sum(max(1, len(c.examples)) for c in _of(part, candidates)) / part.count

    return sorted(range(len(blueprint.parts)), key=plenty)


def _of(part: Part, candidates: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in candidates if c.exercise.kind is part.kind and c.exercise.direction is part.direction]


def _part(
    candidates: Sequence[Candidate], blueprint: Blueprint, n: int, others: Sequence[Item]
) -> list[Item]:
    """Items of a part beside the others, as many as it wants or as there are."""
    part = blueprint.parts[n]
    drawn: list[Item] = []
    for ease, question in _questions(candidates, blueprint, n, part):
        if len(drawn) == part.count:
            break
        if _fits(question, [*others, *drawn]):
            drawn.append(Item(0, n, part.points, ease, question))
    return drawn


def replaced(
    paper: Paper, number: int, candidates: Sequence[Candidate], refused: Collection[tuple] = ()
) -> Paper:
    """The paper with another item in place of one. `refused` are `identity`s not wanted either.

    Raises KeyError, and ValueError when no other fits.
    """
    old = paper.item(number)
    others = [item for item in paper.items if item.id != number]
    taken = {identity(item.question) for item in paper.items} | set(refused)
    part = paper.blueprint.parts[old.part]
    for ease, question in _questions(candidates, paper.blueprint, old.part, part):
        if identity(question) not in taken and _fits(question, others):
            new = replace(old, ease=ease, question=question)
            return replace(paper, items=tuple(new if i.id == number else i for i in paper.items))
    raise ValueError(f"没有别的“{part.label}”题可换了。")


def identity(question: Question) -> tuple:
    """What makes a question the same one in another drawing."""
    return question.exercise.id, question.example.source if question.example else ""


def _questions(
    candidates: Sequence[Candidate], blueprint: Blueprint, n: int, part: Part
) -> Iterator[tuple[float, Question]]:
    """Questions of a part in the order in which they are to be tried: first of each exercise one, then further sentences."""
    dice = random.Random(f"{blueprint.seed} {n} {part.kind} {part.direction}")
    own = sorted(_of(part, candidates), key=lambda c: c.exercise.subject)
    dice.shuffle(own)
    if (aim := blueprint.difficulty.ease) is not None:
        own.sort(key=lambda c: round(abs(c.ease - aim), 1))
    orders = [dice.sample(c.examples, len(c.examples)) for c in own]
    for turn in range(max((len(order) for order in orders), default=0) or 1):
        for candidate, order in zip(own, orders, strict=True):
            if turn < max(len(order), 1):
                example = order[turn : turn + 1]
                yield candidate.ease, _asked(candidate.exercise, example, dice.randrange(1 << 30), part.mode)


def _asked(exercise: Exercise, examples: Sequence[Example], seed: int, mode: Mode) -> Question:
    return ask(exercise, examples, seed, _STAGE.get(exercise.kind, 0), mode)


def _fits(question: Question, others: Sequence[Item]) -> bool:
    """Whether a question gives nothing away and nothing gives it away, its own print included."""
    return (
        bool(question.exercise.answer)
        and not gives_itself_away(question)
        and not any(
            identity(question) == identity(item.question)
            or same_sentence(question, item.question)
            or gives_away(question, item.question)
            or gives_away(item.question, question)
            for item in others
        )
    )


def version(paper: Paper, name: str) -> tuple[Item, ...]:
    """The items in the order of a version: A as drawn, any other shuffled within parts and choices."""
    if name == "A":
        return paper.items
    dice = random.Random(f"{paper.blueprint.seed} {name}")
    shuffled: list[Item] = []
    for n in range(len(paper.blueprint.parts)):
        own = [item for item in paper.items if item.part == n]
        dice.shuffle(own)
        for item in own:
            options = list(item.question.options)
            if item.question.mode is Mode.CHOICE:  # pieces to be put in order keep their numbers
                dice.shuffle(options)
            shuffled.append(replace(item, question=replace(item.question, options=tuple(options))))
    return tuple(shuffled)
