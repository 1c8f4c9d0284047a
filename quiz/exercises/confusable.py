"""Legal terms that are confused: which of their renderings belongs into this sentence?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quiz.exercises.distractors import confused, may_stand
from quiz.exercises.material import Made, Material, Rejected
from quiz.exercises.terms import Examples, Wrong, asked, exercise
from quiz.model import Choice, ExerciseKind

FEWEST = 3  # choices beside the key; plain distractors fill up a small set


def confusable(material: Material, wrong: Wrong, examples: Examples) -> Iterator[Made | Rejected]:
    """Only where the termbase names a confused term or one is a character away, and both have an answer of their own."""
    for item in asked(material):
        others = confused(material, item)
        if not others:
            continue
        legal = [
            Choice(material.answers[o.term].text, o.term) for o in others if may_stand(material, item, o)
        ]
        if not legal:
            yield Rejected(ExerciseKind.CONFUSABLE, "译法相同，分不出来")
        elif item.term not in examples:
            yield Rejected(ExerciseKind.CONFUSABLE, "没有一句两边各只出现一次")
        else:
            key = material.target.key
            legal = _different(legal, key)
            seen = {key(c.text) for c in legal}
            plain = [c for c in wrong[item.term] if key(c.text) not in seen]
            choices = (*legal, *plain[: max(0, FEWEST - len(legal))])
            yield Made(exercise(material, ExerciseKind.CONFUSABLE, item, choices), examples[item.term])


def _different(choices: list[Choice], key: Callable[[str], str]) -> list[Choice]:
    return list({key(c.text): c for c in reversed(choices)}.values())[::-1]
