"""`shuangyu quiz`: make exercises, practise in the terminal, draw exams, see how far one has come, take it along."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.cli import ChineseErrors, db_option, json_option, show_progress, table

if TYPE_CHECKING:
    from sqlite_utils import Database

    from quiz.model import Question

language_option = click.option("--language", required=True, help="语言，例如 bo。")
learner_option = click.option("--learner", "name", required=True, help="姓名。")


@click.group(cls=ChineseErrors)
def quiz() -> None:
    """练习：出题、作答、考试、进度、导出。"""


@quiz.command()
@db_option
@json_option
def make(db: str, as_json: bool) -> None:
    """出题：只处理句对或术语有变化的语言。"""
    from quiz import build, contesting, store

    book = store.open_workspace(db)
    count = build.update(book, show_progress)
    contesting.remark_all(book, datetime.now().astimezone())
    click.echo(json.dumps({"exercises": count}) if as_json else f"现有练习 {count} 道。")


@quiz.command()
@learner_option
@language_option
@click.option("--minutes", type=float, help="今天练多久；不写则按本人的设置，起初是 20 分钟。")
@db_option
def today(name: str, language: str, minutes: float | None, db: str) -> None:
    """在终端里做今天的练习；直接回车表示不会，输入 u 撤销上一题，Ctrl-C 结束。"""
    from quiz import session, store

    book = _open(db, language)
    learner = store.learner(book, name)
    while True:
        now = datetime.now().astimezone()
        question, progress = session.next_question(book, learner, language, now, minutes and minutes * 60)
        if question is None:
            click.echo(f"今天练完了：{progress.answered} 题，对 {progress.right} 题。")
            return
        given, seconds = _ask(question)
        if given == "u":
            last = store.last_answer(book, learner, now)
            click.echo("已撤销上一题。" if last and session.undo(book, *last, now) else "今天没有可撤销的题。")
            continue
        mark = session.answer(book, question, given, datetime.now().astimezone(), seconds)
        said = "；".join(f.message for f in mark.findings)
        click.echo(("✓ " if mark.right else "✗ ") + said + f"　{question.exercise.answer}")


def _open(db: str, language: str) -> Database:
    """The workspace. Raises ClickException when there is nothing to practise in the language."""
    from quiz import store

    book = store.open_workspace(db)
    if language not in store.languages(book):
        raise click.ClickException(f"“{language}”还没有练习。请先 shuangyu build 导入并对齐这种语言的文书。")
    return book


def _ask(question: Question) -> tuple[str, float]:
    """Print a question and take an answer: a number of the list, numbers in order, or text; and the seconds it took."""
    from corpora.languages import get
    from quiz.exams.layout import blocks
    from quiz.exams.marking import spelled
    from quiz.model import GRADES, Mode

    exercise = question.exercise
    click.echo(f"\n{exercise.kind.label}　→ {get(exercise.answer_language).name}")
    for block in blocks(question):
        click.echo("　" + "＿＿＿".join(block.pieces))
    choices = GRADES if question.mode is Mode.GRADED else question.options
    for n, option in enumerate(choices, 1 - (question.mode is Mode.GRADED)):
        click.echo(f"  {n}. {option}")
    began = time.monotonic()
    given = click.prompt("答", default="", show_default=False).strip()
    if question.mode is Mode.CHOICE and given.isdigit() and 1 <= int(given) <= len(choices):
        given = choices[int(given) - 1]
    elif question.mode is Mode.ORDERED and given != "u":
        given = spelled(question, given)
    return given, time.monotonic() - began


def _part(value: str):
    from quiz.exams.model import ASKED, Part
    from quiz.model import Direction, ExerciseKind, Mode

    try:
        kind, count, points, *words = value.split(":")
        mode = Mode.CHOICE if "choice" in words else Mode.TYPED
        direction = Direction.BACK if "back" in words else Direction.FORWARD
        part = Part(ExerciseKind(kind), int(count), float(points), mode, direction)
        if part.kind not in ASKED or part.count < 1 or part.points <= 0 or set(words) - {"choice", "back"}:
            raise ValueError
    except ValueError as error:
        kinds = "、".join(f"{k.value}（{k.label}）" for k in ASKED)
        raise click.UsageError(
            f"读不懂 --part {value}。应写成“题型:题数:每题分数”，例如 recall:10:2；民译汉加 :back，四选一加 :choice。题型：{kinds}。"
        ) from error
    return part


@quiz.command()
@language_option
@click.option("--seed", default=1, show_default=True, help="种子：同一种子在同一工作区出同一份卷。")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="试卷（含答题纸），docx。")
@click.option("--key", type=click.Path(path_type=Path), help="答案，docx，附案号和分值。")
@click.option("--title", default="双语考试", show_default=True, help="试卷标题。")
@click.option("--part", "parts", multiple=True, help="题型:题数:每题分数，可写多次；不写则出一份通常的百分卷。")
@click.option("--minutes", default=60, show_default=True, help="考试时间。")
@click.option("--difficulty", type=click.Choice(["any", "easy", "medium", "hard"]), default="any", help="难度。")
@click.option("--cause", "causes", multiple=True, help="只用这些案由的文书，可写多次。")
@click.option("--domain", default="", help="只考这个领域。")
@click.option("--unseen", is_flag=True, help="只用没有人练习过的文书。")
@click.option("--group", "group_name", help="与 --unseen 合用：只看这个班练习过哪些文书。")
@click.option("--version", "name", type=click.Choice(["A", "B"]), default="A", help="A 卷或 B 卷。")
@click.option("--keep", is_flag=True, help="把试卷存进工作区，以便网上考试、导入成绩。")
@db_option
@json_option
def exam(
    language: str, seed: int, out: Path, key: Path | None, title: str, parts: tuple[str, ...], minutes: int,
    difficulty: str, causes: tuple[str, ...], domain: str, unseen: bool, group_name: str | None, name: str, keep: bool,
    db: str, as_json: bool,
) -> None:  # fmt: skip
    """出一份试卷（docx）：同一种子，同一份卷。"""
    from quiz import store
    from quiz.exams import running
    from quiz.exams.model import USUAL, Blueprint, Difficulty
    from quiz.exchange.papers import key_docx, paper_docx

    book = _open(db, language)
    groups = store.groups(book)
    if group_name and group_name not in groups:
        raise click.ClickException(f"没有名叫“{group_name}”的班。已有：{'、'.join(groups) or '（无）'}")
    blueprint = Blueprint(
        title, language, tuple(map(_part, parts)) or USUAL, seed, minutes, Difficulty(difficulty), domain, causes,
        unseen, groups[group_name] if group_name else None,
    )  # fmt: skip
    paper = running.draw(book, blueprint, lenient=not parts)
    out.write_bytes(paper_docx(paper, name))
    if key:
        key.write_bytes(key_docx(paper))
    number = store.add_exam(book, paper, "命令行", datetime.now(UTC)) if keep else None
    told = {"items": len(paper.items), "points": paper.blueprint.points, "glossary": paper.glossary, "exam": number}
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        kept = f"，已存为考试 {number}" if number else ""
        click.echo(f"{out}：{told['items']} 题，满分 {told['points']:g} 分，依据{told['glossary']}{kept}。")


@quiz.command()
@learner_option
@db_option
@json_option
def progress(name: str, db: str, as_json: bool) -> None:
    """一个人的进度：各语言学过、到期、总题数，用时和保持率。"""
    from corpora.languages import get
    from quiz import outputs, store
    from quiz.records import tally

    book = store.open_workspace(db)
    now = datetime.now().astimezone()
    outputs.record(book, name, now)
    learner = store.learner(book, name)
    answers = store.answers(book, learner)
    rows = []
    for code in store.languages(book):
        t = tally([a for a in answers if a.language == code], now.tzinfo)
        rows.append(
            {
                "language": code,
                "learnt": store.learnt(book, learner, code),
                "due": len(store.due_cards(book, learner, code, now.astimezone(UTC))),
                "exercises": len(store.exercises(book, code)),
                "hours": round(t.hours, 2),
                "retention": t.retention,
            }
        )
    if as_json:
        click.echo(json.dumps(rows))
        return
    head = ("语言", "学过", "到期", "共", "小时", "保持率")
    cells = [
        (get(r["language"]).name, *(str(r[k]) for k in ("learnt", "due", "exercises", "hours")),
         "—" if r["retention"] is None else f"{r['retention']:.0%}")
        for r in rows
    ]  # fmt: skip
    click.echo(table([head, *cells]))


@quiz.command()
@click.argument("kind", type=click.Choice(["anki", "sheet", "record"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", help="anki 和 sheet：语言，例如 bo。")
@click.option("--learner", "name", help="record 和 sheet：姓名。")
@click.option("--items", default=20, show_default=True, help="sheet：题数。")
@db_option
def export(kind: str, file: Path, language: str | None, name: str | None, items: int, db: str) -> None:
    """导出：anki 牌组（apkg）、sheet 随身练习单（docx）、record 个人学习记录（docx 或 xlsx）。"""
    from quiz import outputs, store
    from quiz.exchange.deck import write_deck
    from quiz.exchange.record import record_docx, record_xlsx
    from quiz.exchange.sheets import sheet_docx

    now = datetime.now().astimezone()
    if kind == "record":
        if not name:
            raise click.UsageError("导出学习记录要写明是谁：--learner 姓名。")
        made = outputs.record(store.open_workspace(db), name, now)
        file.write_bytes(record_xlsx(made) if file.suffix.lower() == ".xlsx" else record_docx(made))
        click.echo(f"{file}：{name}，{made.whole.items} 题，{made.whole.hours:.1f} 小时。")
        return
    if not language:
        raise click.UsageError("要写明语言：--language bo。")
    book = _open(db, language)
    if kind == "anki":
        click.echo(f"{file}：{write_deck(outputs.deck(book, language), language, file)} 张笔记。")
        return
    learner = store.learner(book, name) if name else None
    questions = outputs.sheet(book, learner, language, now.astimezone(UTC), items)
    file.write_bytes(sheet_docx("随身练习", now.date(), questions))
    click.echo(f"{file}：{len(questions)} 题，答案在后。")
