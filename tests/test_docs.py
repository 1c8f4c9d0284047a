"""The README documents every command, and every command it names exists."""

from pathlib import Path

import click
import regex

from shuangyu import main

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def commands(group: click.Group, prefix: str = ""):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")
        else:
            yield prefix + name


def rows():
    """{group: names} of the table of commands; the first cell of a row names its group once."""
    for row in regex.findall(r"^\| `shuangyu (.*?) \|", README, regex.M):
        first, *rest = [part.strip(" `") for part in row.split("·")]
        words = first.split()
        if isinstance(main.commands.get(words[0]), click.Group):
            yield words[0], [words[1], *(r.split()[0] for r in rest)]
        else:
            yield "", [words[0], *(r.split()[0] for r in rest)]


def test_every_command_is_documented_and_every_documented_one_exists():
    documented = {f"{group} {name}".strip() for group, names in rows() for name in names}
    assert documented == set(commands(main))


def test_every_command_explains_itself_in_chinese():
    def all_commands(group):
        for command in group.commands.values():
            yield command
            if isinstance(command, click.Group):
                yield from all_commands(command)

    for command in all_commands(main):
        assert regex.search(r"\p{Han}{2}", command.help or ""), command.name


def test_pictures_exist():
    for picture in regex.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (Path(__file__).parent.parent / picture).is_file()
