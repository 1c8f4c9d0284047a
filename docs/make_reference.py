"""Writes docs/reference.md from the commands themselves: `python docs/make_reference.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from shuangyu import main

REFERENCE = Path(__file__).parent / "reference.md"
HEAD = """# 命令参考

由 `python docs/make_reference.py` 从命令本身生成，不要手工修改。每条命令都可加 `--help` 查看同样的说明。

退出码：0 完成，1 失败，2 用法不对，3 完成但有文件未收；命令的说明里另有约定的，以说明为准。
"""


def commands(group: click.Group, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group below a group, each after the group it belongs to, by name."""
    for name, command in sorted(group.commands.items()):
        yield (*names, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*names, name))


def section(names: tuple[str, ...], command: click.Command) -> str:
    """One command as Markdown; a group has only its heading and what it is for."""
    said = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
    if isinstance(command, click.Group):
        return f"## {' '.join(names)}\n\n{said}"
    context = click.Context(command, info_name=" ".join(names))
    rows = [row for p in command.params if (row := p.get_help_record(context)) and row[1]]
    usage = f"```text\n{' '.join([context.info_name, *command.collect_usage_pieces(context)])}\n```"
    parts = [f"### {' '.join(names)}", said, usage]
    if rows:
        parts.append("\n".join(["| 选项 | 说明 |", "|---|---|", *(option(*row) for row in rows)]))
    return "\n\n".join(parts)


def option(names: str, said: str) -> str:
    """A row of the table; what click adds in English is said in Chinese."""
    for english, chinese in (
        ("  [default: ", "默认 "),
        ("  [required", "必填"),
        ("  [x>=", "不小于 "),
        ("; x>=", "，不小于 "),
    ):
        said = said.replace(english, chinese)
    return f"| `{escaped(names)}` | {escaped(said.removesuffix(']'))} |"


def escaped(text: str) -> str:
    return text.replace("|", r"\|")


def reference() -> str:
    """The whole document. Commands of the whole workspace come before the groups."""
    own = click.Group("shuangyu", {n: c for n, c in main.commands.items() if not isinstance(c, click.Group)})
    groups = click.Group("shuangyu", {n: c for n, c in main.commands.items() if isinstance(c, click.Group)})
    parts = [HEAD.strip(), "## shuangyu\n\n" + main.help]
    parts += [section(*found) for group in (own, groups) for found in commands(group, ("shuangyu",))]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    REFERENCE.write_text(reference(), encoding="utf-8")
