"""What is shown after an answer: what it is worth and why, the key and who approved it, more real sentences."""

from __future__ import annotations

from html import escape

import regex
from sqlite_utils import Database

from corpora.languages import Language, get
from corpora.pages import look
from corpora.rendering import cut_runs, pill, render_text
from quiz import store
from quiz.model import Direction, Example, Exercise, ExerciseKind, Layer, Mark, Mode, Question
from quiz.pages.sheet import stand, way

FINE = frozenset(("exact", "spelling", "variant", "inflected", "fair", "graded"))
MORE = 2  # further sentences


def reply(question: Question, mark: Mark, given: str) -> str:
    """The sheet with the verdict."""
    exercise = question.exercise
    language = get(exercise.answer_language)
    parts = [_verdict(exercise, mark), _findings(mark, language), _layers(mark.layers)]
    if exercise.kind is ExerciseKind.SIGHT:
        parts = [_findings(mark, language)]
    parts.append(_key(question, mark, given, language))
    parts.append(notes(question))
    return f'<div class="sheet">{"".join(parts)}</div>'


def _verdict(exercise: Exercise, mark: Mark) -> str:
    word, tone = ("对", "good") if mark.share == 1 else ("大体对", "wait") if mark.right else ("不对", "bad")
    share = f'<span class="share">得 {mark.share:.0%}</span>' if 0 < mark.share < 1 else ""
    return f'<div class="verdict">{pill(word, tone)}{share}</div>'


def _findings(mark: Mark, language: Language) -> str:
    rows = "".join(
        f'<li class="{"fine" if f.name in FINE else ""}">{marked_up(f.message, language)}</li>'
        for f in mark.findings
    )
    return f'<ul class="findings">{rows}</ul>'


def marked_up(message: str, language: Language) -> str:
    """A Chinese message with the words of another language in it set as that language."""
    if language.code == "zh" or not language.script:
        return escape(message)
    letter = rf"(?:{language.script})"
    run = rf"((?:\d+[\p{{Cf}}\u202F ]*)?{letter}(?:{letter}|[\s\d\p{{M}}\p{{Cf}}\p{{P}}--[：；，。、”“（）]])*)"
    parts = regex.split(run, message, flags=regex.VERSION1)
    return "".join(
        render_text(part, language) if n % 2 else escape(part) for n, part in enumerate(parts) if part
    )


def _layers(layers: tuple[Layer, ...]) -> str:
    shown = "".join(f"<span>{layer.label} <b>{layer.share:.0%}</b></span>" for layer in layers)
    return f'<div class="layers">{shown}</div>' if layers else ""


def _key(question: Question, mark: Mark, given: str, language: Language) -> str:
    """The term with its rendering; or the published text, what was planted put right."""
    exercise, example = question.exercise, question.example
    other, zh = get(exercise.language), get("zh")
    if exercise.kind.of_terms:
        back = exercise.direction is Direction.BACK
        rendering = exercise.source if back else exercise.answer
        head = (
            f'<div class="facts"><span class="big">{render_text(exercise.subject, zh)}</span>'
            f'<span class="big">{stand(render_text(rendering, other), other, "phrase")}</span></div>'
        )
        approved = (
            f"由 {escape(exercise.authority)} 核定" if exercise.status.approved and exercise.authority else ""
        )
        approved = approved or ("已核定" if exercise.status.approved else "尚未核定，取自已公开文书")
        written = mark.share < 1 and question.mode is Mode.TYPED
        return head + (_diff(mark, language) if written else "") + f'<div class="quiet">{approved}</div>'
    if example is None:
        return ""
    parts = [] if exercise.kind is ExerciseKind.SIGHT or mark.share == 1 else [_diff(mark, language)]
    if exercise.kind in (ExerciseKind.ERROR, ExerciseKind.SECTION, ExerciseKind.ORDER, ExerciseKind.FIGURES):
        parts = []
    if (
        exercise.kind in (ExerciseKind.SENTENCE, ExerciseKind.SIGHT)
        and given.strip()
        and not given.isdecimal()
    ):
        parts.insert(
            0, f'<div class="side-label">你的译文</div>{stand(render_text(given, language), language)}'
        )
    parts.append(f'<div class="side-label">公布的译文 · {way(example)}</div>')
    parts.append(published(example, other))
    return "".join(parts)


def published(example: Example, language: Language) -> str:
    """The Chinese and its published translation, with what was asked lit."""
    zh = get("zh")
    terms = [example.gap] if example.gap and not example.shown else []
    left = render_text(
        example.source, zh, cut_runs(example.source, zh, terms=[example.term] if example.term else [])
    )
    right = render_text(example.target, language, cut_runs(example.target, language, terms=terms), lit=terms)
    return f'<div class="ask"><div>{left}</div>{stand(right, language)}</div>'


def _diff(mark: Mark, language: Language) -> str:
    if not mark.diff:
        return ""
    runs = "".join(f'<span class="{kind}">{escape(run)}</span>' for kind, run in mark.diff)
    html = (
        f'<span class="text diff" lang="{language.code}" dir="{language.direction}"'
        f' data-mode="{language.writing_mode}">{runs}</span>'
    )
    return f'<div class="side-label">差别：删去的与该有的</div>{stand(html, language)}'


def notes(question: Question) -> str:
    """Language note, legal note, and what the other choices mean."""
    exercise = question.exercise
    rows = [("用语", escape(exercise.note)), ("法律", escape(exercise.law))]
    if (
        exercise.kind in (ExerciseKind.CONFUSABLE, ExerciseKind.CLOZE, ExerciseKind.RECALL)
        and question.options
    ):
        language = get(exercise.language)
        meant = {c.text: c.term for c in exercise.distractors}
        others = [(o, meant[o]) for o in question.options if meant.get(o) and o != meant[o]]
        if others:
            told = "　".join(f"{render_text(o, language)} {escape(term)}" for o, term in others)
            rows.append(("另几个", told))
    shown = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows if text)
    return f'<dl class="notes">{shown}</dl>' if shown else ""


def more(db: Database, question: Question, mark: Mark) -> tuple[str, list[Example]]:
    """(what they show, further sentences): of the term asked, or of a term a finding is about."""
    exercise, bead = question.exercise, question.example.bead if question.example else None
    if exercise.kind.of_terms:
        return "再看两句真实的判决", store.term_examples(db, exercise.language, exercise.subject, MORE, bead)
    term = next((f.subject for f in mark.findings if f.subject), "")
    return f"“{term}”在判决里", store.term_examples(db, exercise.language, term, MORE, bead) if term else []


def rows(examples: list[Example], language: Language) -> list[look.Row]:
    """Pairs to draw side by side."""
    zh = get("zh")
    return [
        look.Row(
            n, "", render_text(e.source, zh, cut_runs(e.source, zh, terms=_spans(e.term)), lit=_spans(e.term)),
            render_text(e.target, language, cut_runs(e.target, language, terms=_spans(e.gap)), lit=_spans(e.gap)), way(e),
        )
        for n, e in enumerate(examples)
    ]  # fmt: skip


def _spans(span: tuple[int, int] | None) -> list[tuple[int, int]]:
    return [span] if span else []
