"""题目预览: every item as a learner will meet it, with its key, its wrong choices and where it is from; and contested answers."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlite_utils import Database

from aligner import store as aligner_store
from corpora.languages import Language, get
from corpora.pages import look, person
from corpora.rendering import pill, render_text
from corpora.rights import Right
from quiz import build, contesting, store
from quiz.asking import ask
from quiz.exercises.quality import quality
from quiz.model import Example, Exercise, ExerciseKind, Mode, Question
from quiz.pages import reply, sheet, sitting
from quiz.showing import title


def choose(db: Database) -> tuple[str, ExerciseKind, str]:
    """Language, kind, part of what is practised."""
    left, right = st.columns([5, 3])
    codes = store.languages(db)
    language = left.segmented_control(
        "语言", codes, format_func=lambda c: get(c).name, default=codes[0], required=True,
        label_visibility="collapsed", key="items-language",
    )  # fmt: skip
    query = right.text_input("查找", placeholder="术语、套语里的字", label_visibility="collapsed", key="items-query")
    kinds = store.kinds(db, language)
    kind = st.segmented_control(
        "题型", list(kinds), format_func=lambda k: f"{k.label} {kinds[k]}", default=next(iter(kinds)), required=True,
        label_visibility="collapsed", key=f"items-kind-{language}",
    )  # fmt: skip
    return language, kind, query.strip()


def pick(found: list[Exercise]) -> Exercise:
    """One of the exercises, by name."""
    return st.selectbox(
        "题", found, label_visibility="collapsed", key="items-exercise",
        format_func=lambda e: f"{title(e)}　{e.direction.label if e.kind is ExerciseKind.RECALL else ''}",
    )  # fmt: skip


def preview(db: Database, exercise: Exercise) -> None:
    """The item with one of its examples: as it is asked, its key, its choices."""
    examples = store.examples_of(db, exercise.id or 0)
    n = 0
    if len(examples) > 1:
        n = st.slider("例句", 1, len(examples), 1, key=f"items-n-{exercise.id}") - 1
    how = Mode.TYPED if not exercise.distractors else Mode.CHOICE
    question = ask(exercise, examples, exercise.id or 0, n, how)
    if question.mode is Mode.ORDERED:
        st.html(sheet.pieces(question, []))
    else:
        st.html(sheet.prompt(question))
    st.html(key_sheet(question) + facts(db, question, len(examples)))
    if question.example and question.example.bead:
        st.page_link(
            "aligner/pages/review.py", label="改对齐", icon=":material/join_inner:", help="这一句的对齐不对，就不会再出题"
        )


def key_sheet(question: Question) -> str:
    """The key and the wrong choices with what they mean."""
    exercise = question.exercise
    language = get(exercise.answer_language)
    rows = []
    for answer in (exercise.answer, *exercise.accepted):
        if answer:
            rows.append(f"<tr><td>{pill('对', 'good')}</td><td>{_text(answer, language)}</td><td></td></tr>")
    for answer in exercise.forbidden:
        rows.append(f"<tr><td>{pill('停用', 'bad')}</td><td>{_text(answer, language)}</td><td></td></tr>")
    for choice in exercise.distractors:
        rows.append(
            f"<tr><td>{pill('错', 'quiet')}</td><td>{_text(choice.text, language)}</td><td>{escape(choice.term)}</td></tr>"
        )
    for required in exercise.required:
        told = f"必须译出“{escape(required.term)}”"
        rows.append(f"<tr><td>{pill('术语', 'wait')}</td><td>{_text(required.accepted[0], language)}</td><td>{told}</td></tr>")
    return f'<table class="report">{"".join(rows)}</table>'


def _text(text: str, language: Language) -> str:
    return sheet.stand(render_text(text, language), language, "phrase")


def facts(db: Database, question: Question, examples: int) -> str:
    """Where the example is from, why it was chosen, and what is known of the term."""
    exercise, example = question.exercise, question.example
    parts = [f"{examples} 个例句轮换" if examples else "没有例句", f"每题 {exercise.kind.points} 分"]
    if example:
        parts += [sheet.where(example), example.section.label, escape(example.cause or "")]
        parts.append(why(db, example))
    notes = reply.notes(question)
    return f'<div class="quiet">{" · ".join(p for p in parts if p)}</div>{notes}'


def why(db: Database, example: Example) -> str:
    """The score of an example and its parts, as far as the pair is still there."""
    try:
        pair = aligner_store.pair(db, example.bead or 0)
    except KeyError:
        return f"例句评分 {example.quality:.2f}"
    reasons = " ".join(f"{name} {value:.0%}" for name, value in quality(pair, get("zh")).reasons)
    return f"例句评分 {example.quality:.2f}（{reasons}）"


def contested(db: Database) -> None:
    """Answers learners call right as well, other than renderings of terms, which wait in 术语审定."""
    waiting = store.contests(db)
    if not waiting:
        st.info("没有待审定的申诉。对术语译法的申诉在“术语审定”的待审词里。")
        return
    who = person.shown_name(st.container()) if person.court() else st.text_input("审定人", key="items-who", placeholder="署名")
    for one in waiting:
        language = get(one.exercise.answer_language)
        example = next((e for e in store.examples_of(db, one.exercise.id or 0) if e.bead == one.bead), None)
        key = example.answer or example.target if example else one.exercise.answer
        source = render_text(example.source, get("zh")) if example else ""
        st.html(
            f'<div class="sheet"><div class="quiet">{escape(sheet.headline(one.exercise))} · {escape(one.who)} · 得 {one.share:.0%}'
            f"{' · ' + escape(one.why) if one.why else ''}</div>{source}"
            f'<div class="side-label">公布的译文</div>{_text(key, language)}'
            f'<div class="side-label">学员的译文</div>{_text(one.given, language)}</div>'
        )
        yes, no, _ = st.columns([1, 1, 4])
        for column, label, accepted in ((yes, "也对", True), (no, "不对", False)):
            if column.button(label, key=f"verdict-{label}-{one.card}-{one.n}", disabled=not who.strip(), width="stretch"):
                count = contesting.decide(db, one, accepted, who.strip(), sitting.now())
                st.toast(f"已采纳，{count} 份答案改判。" if accepted else "已驳回。")
                st.rerun()


def rejected(db: Database, language: str) -> None:
    """What was looked at and not asked, with the reason."""
    if st.button("统计未采用的原因", key="items-why-not"):
        with st.spinner("正在重算…"):
            making = build.making(db, language)
        rows = "".join(
            f"<tr><td>{r.kind.label}</td><td>{escape(r.reason)}</td><td>{count}</td></tr>"
            for r, count in sorted(making.rejected.items(), key=lambda x: (list(ExerciseKind).index(x[0].kind), -x[1]))
        )
        st.html(f'<table class="report"><tr><th>题型</th><th>没有出题的原因</th><th>处</th></tr>{rows}</table>')


def draw() -> None:
    sitting.dress()
    st.title("题目预览")
    person.only(Right.TEACH, Right.TERM)
    db = store.open_workspace(look.workspace())
    if not store.languages(db):
        st.info("还没有题目。请先导入双语文书：软件会配对、对齐、找出术语，再从真实的句子出题。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    items, contests = st.tabs(["题目", f"申诉 {len(store.contests(db))}"])
    with items:
        language, kind, query = choose(db)
        found = [e for e in store.exercises(db, language, [kind]) if query in title(e) or query in e.answer]
        if found:
            preview(db, pick(found))
        else:
            st.info(f"没有含“{query}”的题。")
        rejected(db, language)
    with contests:
        contested(db)


draw()
