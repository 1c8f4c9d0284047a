"""`shuangyu glossary formulae` and `reuse`: the collection of formulae, decisions on it, and a sentence translated by it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from corpora.cli import db_option, json_option

if TYPE_CHECKING:
    from glossary.formulae.model import Formula, Reuse, Translation

_DEEDS = {"approve": "核定", "reject": "驳回", "reopen": "恢复为待审"}


@click.command("formulae")
@click.argument("code", required=False)
@click.option("--language", help="只看一种语言，例如 bo。")
@click.option("--limit", default=30, show_default=True, help="每种语言最多列出多少条。")
@click.option("--approve", "deed", flag_value="approve", help="核定 CODE 这种译法。")
@click.option("--reject", "deed", flag_value="reject", help="驳回 CODE 这种译法或这条套语。")
@click.option("--reopen", "deed", flag_value="reopen", help="撤回对 CODE 的决定。")
@click.option("--by", "who", default="", help="署名，决定时必填。")
@click.option("--why", default="", help="理由。")
@db_option
@json_option
def formulae_command(
    code: str | None,
    language: str | None,
    limit: int,
    deed: str | None,
    who: str,
    why: str,
    db: str,
    as_json: bool,
) -> None:
    """套语库：列出在多个案件里反复出现的句子和已有译法；加 CODE 与 --approve 等作出决定。"""
    from glossary import store

    book = store.open_workspace(db)
    found = [
        f
        for c in ([language] if language else store.formula_languages(book))
        for f in store.formulae(book, c)
    ]
    if deed or code:
        _decide(book, found, code, deed, who, why)
        return
    shown = [
        f
        for c in dict.fromkeys(f.language for f in found)
        for f in [x for x in found if x.language == c][:limit]
    ]
    if as_json:
        click.echo(json.dumps([as_dict(f) for f in shown], ensure_ascii=False, indent=1))
        return
    for f in shown:
        click.echo(f"{code_of(f)}  {f.language:<8}〔{f.status.label}〕{f.cases} 案 {f.count} 处  {f.source}")
        for t in f.translations:
            click.echo(f"  {code_of(f, t)}〔{t.status.label}〕{t.cases} 案  {t.examples[0].target}")
    if not shown:
        click.echo(
            "还没有套语。导入更多文书并运行 shuangyu build 之后，在两个以上案件里出现的句子会列在这里。"
        )


def _decide(book, found: Sequence[Formula], code: str | None, deed: str | None, who: str, why: str) -> None:
    from datetime import UTC, datetime

    from glossary import store
    from glossary.formulae.model import Status

    if not code or not deed:
        raise click.UsageError(
            "决定时要写编号和决定，例如：formulae 3fa1c2d4 --approve --by 姓名。编号用 formulae 查看。"
        )
    coded: dict[str, tuple[Formula, Translation | None]] = {code_of(f): (f, None) for f in found}
    coded |= {code_of(f, t): (f, t) for f in found for t in f.translations}
    if code not in coded:
        raise click.ClickException(
            f"没有编号为 {code} 的套语或译法。请用 shuangyu glossary formulae 查看编号。"
        )
    formula, translation = coded[code]
    status = {"approve": Status.APPROVED, "reject": Status.REJECTED, "reopen": Status.PROPOSED}[deed]
    if status is Status.APPROVED and translation is None:
        translation = formula.translations[0]
    try:
        store.decide_formula(
            book, formula, translation, status, who, datetime.now(UTC).isoformat(timespec="seconds"), why
        )
    except ValueError as error:
        raise click.UsageError(f"{error}，请加 --by 姓名。") from error
    click.echo(
        f"已{_DEEDS[deed]}：{(translation or formula.translations[0]).examples[0].target}，署名 {who}。"
    )


@click.command("reuse")
@click.argument("sentence")
@click.option("--language", required=True, help="译成哪种语言，例如 bo。")
@db_option
@json_option
def reuse_command(sentence: str, language: str, db: str, as_json: bool) -> None:
    """用套语库译一句汉文：数字、日期、金额、条款、名称换成新句的，换不了的标出来。"""
    from corpora.languages import get
    from glossary import store
    from glossary.formulae import matching, reusing

    book = store.open_workspace(db)
    try:
        target = get(language)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    found = reusing.reuse(
        sentence,
        matching.index(store.formulae(book, language)),
        target,
        store.formula_wording(book, language),
    )
    if as_json:
        click.echo(json.dumps([reuse_dict(r) for r in found], ensure_ascii=False, indent=1))
        return
    for r in found:
        click.echo(
            f"{r.score:.0f}%  {r.text}\n      据 {r.example.case_number or r.example.court} {r.example.source}"
        )
        for left in r.left:
            click.echo(f"      未译出“{sentence[slice(*left.source)]}”：{left.reason}")
    if not found:
        click.echo("套语库里没有与它相近的句子。")


def code_of(formula: Formula, translation: Translation | None = None) -> str:
    """What a formula or a translation is called on the command line: the same after every build."""
    import hashlib

    said = "\n".join([formula.language, formula.skeleton, *([translation.skeleton] if translation else [])])
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def as_dict(f: Formula) -> dict:
    """A formula for programs."""
    return {
        "code": code_of(f), "language": f.language, "skeleton": f.skeleton, "source": f.source, "status": f.status,
        "cases": f.cases, "count": f.count, "who": f.who, "at": f.at,
        "translations": [
            {"code": code_of(f, t), "text": t.examples[0].target, "status": t.status, "cases": t.cases, "count": t.count,
             "courts": dict(t.courts), "years": dict(t.years), "who": t.who, "at": t.at}
            for t in f.translations
        ],
    }  # fmt: skip


def reuse_dict(r: Reuse) -> dict:
    """A reuse for programs; spans are of code points, of the sentence and of the translation."""
    return {
        "text": r.text, "score": round(r.score, 1), "source": r.example.source, "case_number": r.example.case_number,
        "carried": [
            {"kind": c.kind, "source": list(c.source), "target": list(c.target), "sure": c.sure} for c in r.carried
        ],
        "left": [{"source": list(x.source), "target": list(x.target), "reason": x.reason} for x in r.left],
    }  # fmt: skip
