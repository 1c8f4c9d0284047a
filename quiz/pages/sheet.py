"""A question as HTML: what is asked, where it is from, and the texts with what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Kind, Section, Span
from corpora.rendering import Run, cut_runs, pair_head, pill, render_text
from quiz.model import Direction, Example, Exercise, ExerciseKind, Plant, Question
from quiz.showing import shown, title

TODO = {
    ExerciseKind.CLOZE: "句子里缺的是哪个词？", ExerciseKind.CONFUSABLE: "几个易混的词，这里该用哪一个？",
    ExerciseKind.FORMULA: "补全套语", ExerciseKind.SENTENCE: "译成{name}", ExerciseKind.ERROR: "译文里有一处不对，是哪一处？",
    ExerciseKind.SECTION: "这句话出自文书的哪一部分？", ExerciseKind.ORDER: "按文书的次序排好",
    ExerciseKind.FIGURES: "把划线处译成{name}", ExerciseKind.SIGHT: "口译成{name}；译完按空格，对照公布的译文",
    ExerciseKind.VARIANT: "这几种译法都有人用，核定的是哪一种？",
}  # fmt: skip


def stand(html: str, language: Language, kind: str = "") -> str:
    """Mongolian needs a box to run down in."""
    if language.writing_mode == "vertical-lr":
        return f'<div class="vertical {kind}">{html}</div>'
    return f"<div>{html}</div>"


def where(example: Example) -> str:
    """Court, case, section and date of an example, for people."""
    return pair_head(_facts(example)) or "工作区文书"


def way(example: Example) -> str:
    """The same with the way to its judgment: for whoever has answered."""
    return pair_head(_facts(example), example.bead) or "工作区文书"


def _facts(example: Example) -> tuple[str | None, ...]:
    section = "" if example.section is Section.BODY else example.section.label
    return example.court, example.case_number, section, example.date


def todo(exercise: Exercise) -> str:
    """What the learner is to do."""
    name = get(exercise.language).name
    if exercise.kind is ExerciseKind.RECALL:
        return "是哪个汉语词？" if exercise.direction is Direction.BACK else f"{name}怎么说？"
    return TODO[exercise.kind].format(name=name)


def prompt(question: Question) -> str:
    """The sheet with the question."""
    exercise, example = question.exercise, question.example
    told = exercise.kind not in (ExerciseKind.SECTION, ExerciseKind.ORDER)
    source = where(example) if example and told else ""
    return f'<div class="sheet">{_head(exercise, source)}{_body(question)}</div>'


def _head(exercise: Exercise, source: str = "") -> str:
    head = " · ".join(x for x in (exercise.kind.label, get(exercise.language).name, source) if x)
    return f'<div class="quiet">{head} {_status(exercise)}</div><div class="todo">{todo(exercise)}</div>'


def _status(exercise: Exercise) -> str:
    if not exercise.kind.of_terms and exercise.kind is not ExerciseKind.FORMULA:
        return ""
    return pill("已核定", "good") if exercise.status.approved else pill("待审译法", "wait")


def _body(question: Question) -> str:
    exercise, example = question.exercise, question.example
    language, zh = get(exercise.language), get("zh")
    if exercise.kind in (ExerciseKind.RECALL, ExerciseKind.VARIANT):
        back = exercise.direction is Direction.BACK
        side = language if back else zh
        big = f'<div class="asked">{stand(render_text(exercise.source, side), side)}</div>'
        if example is None:
            return big
        text, span = (example.target, example.gap) if back else (example.source, example.term)
        lit = render_text(text, side, cut_runs(text, side, terms=[span] if span else []))
        return f'<div class="ask">{big}{stand(lit, side)}</div>'
    seen = shown(question)
    left = f"<div>{_source(example, seen.source)}</div>" if seen.source and example else ""
    right = stand(_target(question, language), language) if seen.target else ""
    numbered = " numbered" if len(question.blanks) > 1 else ""
    return f'<div class="ask{numbered}">{left}{right}</div>'


def _source(example: Example, text: str) -> str:
    """The Chinese side, with what is asked underlined."""
    zh = get("zh")
    if example.term is None:
        return render_text(text, zh, _figures(text, zh))
    return render_text(text, zh, cut_runs(text, zh, terms=[example.term]), lit=[example.term])


def _figures(text: str, language: Language) -> list[Run]:
    found = [(p.start, p.end) for p in placeables.find(text, language) if p.kind is not Kind.MASK]
    return cut_runs(text, language, placeables=found)


def _target(question: Question, language: Language) -> str:
    """The other side: with its gaps, or with the stretches of which one is wrong."""
    example = question.example
    if example is None:
        return ""
    if question.exercise.kind is ExerciseKind.ERROR:
        text = example.shown
        places = [Span(text.index(option), text.index(option) + len(option)) for option in question.options]
        return render_text(text, language, cut_runs(text, language, terms=places))
    return render_text(example.target, language, gap_runs(example.target, question.blanks, language))


def gap_runs(text: str, blanks: Sequence[Span], language: Language) -> list[Run]:
    """Runs with a gap for each blank; a separator that has lost its word is not drawn."""
    runs, at = [], 0
    for blank in blanks:
        runs += [Run(at, blank.start, "plain"), Run(blank.start, blank.start, "gap")]
        at = blank.end
        if text[at : at + 1] and text[at] in language.glue:
            at += 1
    return [*runs, Run(at, len(text), "plain")]


def pieces(question: Question, chosen: Sequence[str]) -> str:
    """Sentences to be put in order, each with its key and the place it was given."""
    language = get(question.exercise.language)
    rows = []
    for n, text in enumerate(question.options, 1):
        place = chosen.index(text) + 1 if text in chosen else ""
        rows.append(
            f'<div class="piece"><span class="key">{n}</span><span class="place">{place}</span>'
            f"{stand(render_text(text, language), language)}</div>"
        )
    columns = " columns" if language.writing_mode == "vertical-lr" else ""
    return f'<div class="sheet">{_head(question.exercise)}<div class="pieces{columns}">{"".join(rows)}</div></div>'


def option(text: str, n: int, exercise: Exercise) -> str:
    """A choice with its key; labels of sections and Chinese terms are Chinese."""
    language = get(exercise.answer_language)
    return f'<div class="answer"><span class="key">{n}</span>{stand(render_text(text, language), language)}</div>'


def headline(exercise: Exercise) -> str:
    """An exercise in a list: its kind and what it practises."""
    plant = "植入" if exercise.subject in set(Plant) and exercise.kind is ExerciseKind.ERROR else ""
    return f"{exercise.kind.label}：{plant}{title(exercise)}"
