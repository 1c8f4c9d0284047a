"""How an exercise is asked this time: another real sentence at each repetition, and the way to answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from corpora.model import Span
from quiz.model import Example, Exercise, ExerciseKind, Mode, Question

FEWEST = 3  # wrong choices for a choice among four; with fewer a term is typed
CHOSEN = frozenset((ExerciseKind.CONFUSABLE, ExerciseKind.ERROR, ExerciseKind.SECTION, ExerciseKind.VARIANT))
STRETCH = 12  # characters from which a stretch of a formula is long enough
STAGES = (0.25, 0.5, 0.75, 1.0)  # share of a formula that is blank, by repetition
PACE = 1.5  # characters of Chinese a second in sight translation
LEAST_TIME = 20


def ask(exercise: Exercise, examples: Sequence[Example], card: int, n: int, mode: Mode) -> Question:
    """An exercise as it is asked the `n`-th time; `mode` is how its memory would have a term answered.

    `card` seeds the order of the options: the same card at the same repetition is the same question.
    """
    example = examples[n % len(examples)] if examples else None
    exercise = resolved(exercise, example)
    how = way(exercise, mode)
    blanks: tuple[Span, ...] = ()
    if exercise.kind is ExerciseKind.FORMULA and example:
        blanks = formula_blanks(example, n)
        exercise = replace(exercise, answer="\n".join(example.target[slice(*b)] for b in blanks))
    elif example and example.gap:
        blanks = (example.gap,)
    return Question(
        card,
        n,
        exercise,
        how,
        example,
        _options(exercise, example, how, f"{card}:{n}"),
        blanks,
        _seconds(exercise),
    )


def resolved(exercise: Exercise, example: Example | None) -> Exercise:
    """The exercise with what only holds in this example filled in."""
    if example is None:
        return exercise
    return replace(
        exercise,
        answer=example.answer or exercise.answer,
        accepted=(*exercise.accepted, *example.accepted),
        distractors=example.choices or exercise.distractors,
        required=example.required or exercise.required,
        source=exercise.source or example.source,
    )


def way(exercise: Exercise, mode: Mode) -> Mode:
    """How this kind of exercise is answered."""
    kind = exercise.kind
    if kind is ExerciseKind.ORDER:
        return Mode.ORDERED
    if kind is ExerciseKind.SIGHT:
        return Mode.GRADED
    if kind in CHOSEN:
        return Mode.CHOICE
    if kind in (ExerciseKind.RECALL, ExerciseKind.CLOZE) and len(exercise.distractors) >= FEWEST:
        return mode
    return Mode.TYPED


def formula_blanks(example: Example, n: int) -> tuple[Span, ...]:
    """Stretches of a formula that are blank at the `n`-th repetition: a quarter of it, then half, then all.

    A stage blanks what the one before did and more; stretches side by side are one blank.
    """
    text = example.target
    parts = _stretches(example)
    order = random.Random(text).sample(range(len(parts)), len(parts))
    share = STAGES[min(n, len(STAGES) - 1)]
    spans: list[Span] = []
    for number in sorted(order[: max(1, round(share * len(parts)))]):
        part = parts[number]
        if spans and _beside(text, spans[-1], part):
            spans[-1] = Span(spans[-1].start, part.end)
        else:
            spans.append(part)
    return tuple(spans)


def _stretches(example: Example) -> list[Span]:
    """The words of a formula in stretches long enough to be worth writing."""
    parts: list[Span] = []
    for word in example.words:
        short = parts and parts[-1].end - parts[-1].start < STRETCH
        if short and _beside(example.target, parts[-1], word):
            parts[-1] = Span(parts[-1].start, word.end)
        else:
            parts.append(word)
    return parts


def _beside(text: str, one: Span, other: Span) -> bool:
    """Whether nothing but what joins words stands between."""
    return len(text[one.end : other.start].strip()) <= 1 and not any(
        c.isalnum() for c in text[one.end : other.start]
    )


def _options(exercise: Exercise, example: Example | None, mode: Mode, seed: str) -> tuple[str, ...]:
    dice = random.Random(seed)
    if mode is Mode.ORDERED and example:
        pieces = list(example.pieces)
        while len(set(pieces)) > 1 and tuple(pieces) == example.pieces:
            dice.shuffle(pieces)
        return tuple(pieces)
    if mode is not Mode.CHOICE:
        return ()
    pool = [choice.text for choice in exercise.distractors[: FEWEST + int(seed.split(":")[1])]]
    options = [exercise.answer, *dice.sample(pool, min(FEWEST, len(pool)))]
    dice.shuffle(options)
    return tuple(options)


def _seconds(exercise: Exercise) -> int:
    return max(LEAST_TIME, round(len(exercise.source) / PACE)) if exercise.kind is ExerciseKind.SIGHT else 0


def shown_prompt(question: Question) -> str:
    """What the learner sees first, as plain text: the term, or the sentence."""
    exercise, example = question.exercise, question.example
    if example and not exercise.kind.of_terms:
        return example.shown or exercise.source
    if exercise.kind is ExerciseKind.CLOZE and example:
        return example.source
    return exercise.source or exercise.subject
