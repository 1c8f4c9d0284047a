"""`shuangyu glossary check`: what is wrong with a draft, as a list."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.cli import db_option, json_option
from corpora.model import Document, Span
from glossary.checking.model import Finding, Harm

if TYPE_CHECKING:
    from aligner.lexicon import Lexicon
    from glossary.model import Concept

FOUND, UNUSABLE = 1, 2


class Unusable(click.ClickException):
    """The files cannot be checked."""

    exit_code = UNUSABLE


@click.command("check")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("draft", type=click.Path(path_type=Path))
@db_option
@json_option
def check_command(source: Path, draft: Path, db: str, as_json: bool) -> None:
    """核对译文：SOURCE 是汉文原文，DRAFT 是译文；没有问题退出码为 0，有问题为 1，文件不能用为 2。"""
    from glossary.checking.draft import check

    try:
        documents = _read(source), _read(draft)
        findings = check(*documents, *_known(db, documents[1].language))
    except ValueError as error:
        raise Unusable(str(error)) from error
    if as_json:
        click.echo(json.dumps([_as_dict(f) for f in findings], ensure_ascii=False, indent=1))
    else:
        click.echo(_report(findings, *documents))
    sys.exit(FOUND if findings else 0)


def _read(path: Path) -> Document:
    from glossary.checking.documents import understood

    try:
        return understood(path.name, path.read_bytes())
    except OSError as error:
        raise Unusable(f"读不了 {path}（{error.strerror}）。请检查路径和权限。") from error


def _known(db: str, language: str) -> tuple[Lexicon | None, list[Concept]]:
    """What the workspace's judgments taught of this language and its termbase; nothing where there is no workspace."""
    from aligner import store as aligner_store
    from aligner.lexicon import Lexicon
    from glossary import store

    if not Path(db).is_file():
        return None, []
    book = store.open_workspace(db)
    block = aligner_store.lexicon(book, "zh", language)
    return Lexicon.from_bytes(block) if block else None, list(store.concepts(book))


def _as_dict(finding: Finding) -> dict[str, str | list[int]]:
    return {
        "kind": finding.kind.value,
        "harm": finding.harm.value,
        "source": list(finding.source),
        "draft": list(finding.draft),
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _report(findings: Sequence[Finding], source: Document, draft: Document) -> str:
    """The findings with both texts, and how many of each harm."""
    if not findings:
        return "没有发现问题。"
    grave = sum(f.harm is Harm.A for f in findings)
    lines = [
        f"{n:>3}. 〔{f.harm}·{f.kind.label}〕{f.message}{f.suggestion}\n"
        f"     原文 {_quoted(source, f.source)}\n     译文 {_quoted(draft, f.draft)}"
        for n, f in enumerate(findings, 1)
    ]
    return "\n".join(
        [*lines, f"共 {len(findings)} 处：甲类（影响裁判内容）{grave}，乙类 {len(findings) - grave}。"]
    )


def _quoted(document: Document, span: Span, room: int = 12, longest: int = 80) -> str:
    """A span with a little of what stands round it, on one line."""
    start, end = max(0, span.start - room), min(len(document.body), span.end + room)
    text = (
        document.body[start : span.start]
        + "【"
        + document.body[span.start : span.end]
        + "】"
        + document.body[span.end : end]
    )
    line = " ".join(text.split("\n"))
    return line if len(line) <= longest else line[: longest - 1] + "…"
