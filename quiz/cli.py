"""`shuangyu quiz`: make exercises, practise in the terminal, see how far one has come."""

from __future__ import annotations

import json
import time
from datetime import datetime

import click

from corpora.cli import db_option, json_option, show_progress


@click.group()
def quiz() -> None:
    """练习：出题、作答、进度。"""


@quiz.command()
@db_option
@json_option
def make(db: str, as_json: bool) -> None:
    """出题：只处理句对或术语有变化的语言。"""
    from quiz import build, store

    count = build.update(store.open_workspace(db), show_progress)
    click.echo(json.dumps({"exercises": count}) if as_json else f"现有练习 {count} 道。")


@quiz.command()
@click.option("--learner", "name", required=True, help="姓名。")
@click.option("--language", required=True, help="练习的语言，例如 bo。")
@click.option("--minutes", default=20.0, show_default=True, help="今天练多久。")
@db_option
def practise(name: str, language: str, minutes: float, db: str) -> None:
    """在终端里练习；直接回车表示不会，Ctrl-C 结束。"""
    from corpora.languages import get
    from quiz import asking, session, store

    book = store.open_workspace(db)
    if language not in store.languages(book):
        raise click.ClickException(f"“{language}”还没有练习。请先 shuangyu build 导入并对齐这种语言的文书。")
    learner = store.learner(book, name)
    while True:
        question, progress = session.next_question(
            book, learner, language, datetime.now().astimezone(), minutes * 60
        )
        if question is None:
            click.echo(f"今天练完了：{progress.answered} 题，对 {progress.right} 题。")
            return
        exercise = question.exercise
        click.echo(f"\n{exercise.kind.label}　{asking.shown_prompt(question)}　→ {get(language).name}")
        for n, option in enumerate(question.options, 1):
            click.echo(f"  {n}. {option}")
        began = time.monotonic()
        given = click.prompt("答", default="", show_default=False)
        if question.options and given.isdigit() and 1 <= int(given) <= len(question.options):
            given = question.options[int(given) - 1]
        mark = session.answer(book, question, given, datetime.now().astimezone(), time.monotonic() - began)
        click.echo(
            ("✓ " if mark.right else "✗ ")
            + "；".join(f.message for f in mark.findings)
            + f"　{exercise.answer}"
        )


@quiz.command()
@click.option("--learner", "name", required=True, help="姓名。")
@db_option
@json_option
def progress(name: str, db: str, as_json: bool) -> None:
    """一个人的进度：各语言学过、到期、总题数。"""
    from quiz import session, store

    book = store.open_workspace(db)
    if name not in store.learners(book):
        raise click.ClickException(
            f"没有名叫“{name}”的学习者。已有：{'、'.join(store.learners(book)) or '（无）'}"
        )
    learner = store.learner(book, name)
    now = datetime.now().astimezone()
    rows = [
        {
            "language": code,
            "learnt": store.learnt(book, learner, code),
            "due": len(store.due_cards(book, learner, code, session.now_utc(now))),
            "exercises": len(store.exercises(book, code)),
        }
        for code in store.languages(book)
    ]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for row in rows:
        click.echo(f"{row['language']:<8} 学过 {row['learnt']}，到期 {row['due']}，共 {row['exercises']} 题")
