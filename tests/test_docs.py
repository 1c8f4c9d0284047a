"""The documents are true: commands run, every command and field is written down, what they name exists."""

import dataclasses
import os
import runpy
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import regex
from click.testing import CliRunner

from corpora.languages import Language
from corpora.rights import Right, Role
from shuangyu import main

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
NAMED = pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
ONLY_PARSED = {("serve",), ("demo",), ("quiz", "today")}  # serve for ever, or ask a person


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


def test_the_reference_is_what_the_commands_say():
    made = runpy.run_path(str(DOCS / "make_reference.py"))["reference"]()
    written = (DOCS / "reference.md").read_text(encoding="utf-8")
    assert written == made, "run python docs/make_reference.py"


# Links, pictures and names


@NAMED
def test_links_and_pictures_lead_somewhere(paper):
    for target in regex.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", paper.read_text(encoding="utf-8")):
        assert (paper.parent / target).exists(), target


def test_pictures_are_small_and_all_are_shown():
    shown = {
        Path(t).name for p in PAPERS for t in regex.findall(r"!\[[^]]*\]\(([^)]+)\)", p.read_text("utf-8"))
    }
    assert shown == {p.name for p in (DOCS / "pictures").iterdir()}
    assert all(p.stat().st_size < 200_000 for p in (DOCS / "pictures").iterdir())


@pytest.mark.parametrize("name", ["README.md", "docs/design.md", "docs/new-language.md", "docs/measured.md"])
def test_files_named_exist(name):
    """Every path in backquotes, and every module after python -m."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for path in regex.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|tsv|toml))`", text):
        found = (ROOT / path).exists() or any((ROOT / "benchmarks").glob(path))
        assert found or "<" in path or path in ("cli.py", "pages/", "../shared/data"), path
    for module in regex.findall(r"python -m (benchmarks[\w.]*)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), module


def test_every_benchmark_is_named():
    text = (DOCS / "measured.md").read_text(encoding="utf-8")
    own = {p.stem for p in (ROOT / "benchmarks").glob("*.py") if "__main__" in p.read_text(encoding="utf-8")}
    assert own <= set(regex.findall(r"benchmarks\.(\w+)", text))


def test_the_map_names_every_package():
    text = (DOCS / "design.md").read_text(encoding="utf-8")
    packages = {p.parent.name for p in ROOT.glob("*/cli.py")}
    assert packages == {"corpora", "aligner", "glossary", "quiz"}
    for name in packages:
        assert f"`{name}/`" in text and regex.search(rf"^{name}/ ", README, regex.M), name


def test_values_are_defined_where_the_design_says():
    text = (DOCS / "design.md").read_text(encoding="utf-8")
    rows_ = regex.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `([\w/]+\.py)` \|", text, regex.M)
    assert rows_
    for names, path in rows_:
        source = (ROOT / path).read_text(encoding="utf-8")
        for name in regex.findall(r"\w+", names):
            assert regex.search(rf"^class {name}\b", source, regex.M), f"{name} is not defined in {path}"


def test_every_field_of_a_language_is_explained():
    text = (DOCS / "new-language.md").read_text(encoding="utf-8")
    fields = {f.name for f in dataclasses.fields(Language)}
    first_cells = regex.findall(r"^\| ([^|]+) \|", text.split("## The value")[1], regex.M)
    assert {name for cell in first_cells for name in regex.findall(r"`(\w+)`", cell)} == fields


def test_every_role_has_its_tasks_under_its_own_name_and_the_administrator_knows_what_it_allows():
    table = (DOCS / "how-to" / "administrator.md").read_text(encoding="utf-8")
    for role in Role:
        assert (DOCS / "how-to" / f"{role}.md").read_text(encoding="utf-8").startswith(f"# {role.label}\n")
        allowed = "；".join(right.label for right in Right if right in role.rights)
        assert f"| {role.label} | `{role}` | {allowed} |" in table


# Commands


def blocks(paper: Path) -> list[tuple[str, str]]:
    """(kind, content) of the fenced blocks of a document, in order."""
    return regex.findall(r"^```(\w*)\n(.*?)^```$", paper.read_text(encoding="utf-8"), regex.M | regex.S)


def words(line: str) -> list[str]:
    return shlex.split(line, comments=True)


def named(args: list[str]) -> tuple[str, ...]:
    """The command that arguments name: ("quiz", "exam")."""
    group = isinstance(main.commands.get(args[0]), click.Group)
    return tuple(args[: 2 if group else 1])


def parsed(args: list[str]) -> None:
    """Fails where the command, an option or an argument is unknown; runs nothing."""
    command, name = main, named(args)
    for part in name:
        command = command.commands[part]
    command.make_context(" ".join(name), list(args[len(name) :]))


def run(line: str) -> str:
    """One line of a shell block in the working folder; its output. The exit code must be the one the line names, or 0."""
    first, *args = words(line)
    if first == "cd":
        os.chdir(args[0])
        return ""
    if first != "shuangyu":
        return subprocess.run(["bash", "-ec", line], check=True, capture_output=True, text=True).stdout
    if named(args) in ONLY_PARSED:
        parsed(args)
        return ""
    said = CliRunner().invoke(main, args)
    wanted = regex.search(r"#.*退出码 (\d)", line)
    assert said.exit_code == (int(wanted[1]) if wanted else 0), f"{line}\n{said.output}"
    return said.output


def follow(paper: Path) -> None:
    """Run every shell block; a text block after one shows lines of its output."""
    said = ""
    for kind, content in blocks(paper):
        if kind == "shell":
            said = "".join(run(line) for line in content.splitlines() if line.strip())
        elif kind == "text":
            for line in content.splitlines():
                assert line in said, f"{paper.name} promises “{line}”, the command said:\n{said}"


@pytest.fixture(scope="module")
def after_the_tutorial(tmp_path_factory) -> Path:
    """The folder a reader has who followed the tutorial from an empty one, in a home where the program lies."""
    home = tmp_path_factory.mktemp("home")
    (home / "shuangyu").symlink_to(ROOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.delenv("SHUANGYU_DB", raising=False)
        patch.chdir(home)
        follow(DOCS / "tutorial.md")
    return home / "试用"


def test_the_tutorial_leads_from_an_empty_folder_to_an_exam(after_the_tutorial):
    assert {"批注.docx", "记录.docx", "试卷.docx", "答案.docx"} <= {
        p.name for p in after_the_tutorial.iterdir()
    }


@pytest.mark.parametrize("role", Role)
def test_every_task_can_be_followed(role, after_the_tutorial, tmp_path, monkeypatch):
    folder = shutil.copytree(after_the_tutorial, tmp_path / "试用")
    monkeypatch.delenv("SHUANGYU_DB", raising=False)
    monkeypatch.setenv("SHUANGYU_PASSWORD", "qomolangma-8848")  # which a reader is asked for
    monkeypatch.chdir(folder)
    if role is Role.LEARNER:  # who has practised once
        CliRunner().invoke(main, ["quiz", "today", "--learner", "卓玛", "--language", "bo"], input="\n")
    follow(DOCS / "how-to" / f"{role}.md")


@NAMED
def test_commands_that_are_not_run_can_be_given(paper):
    """Console blocks: the program's commands are parsed, make knows its targets, files are there."""
    targets = set(regex.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), regex.M))
    for kind, content in blocks(paper):
        for line in content.splitlines() if kind == "console" else ():
            first, *args = words(line) or [""]
            if first == "shuangyu":
                parsed(args)
            elif first == "make":
                assert set(args) <= targets, line
            elif first in ("python", "sh"):
                assert all((ROOT / a).exists() for a in args if a.endswith((".py", ".sh")) and "/" in a), line


@NAMED
def test_commands_named_in_passing_exist_with_their_options(paper):
    for line in regex.findall(r"`shuangyu ([a-z][^`]*)`", paper.read_text(encoding="utf-8")):
        for part in line.replace("&& shuangyu ", "\n").split("\n"):
            command, rest = main, part.split()
            while isinstance(command, click.Group) and rest and rest[0] in command.commands:
                command, rest = command.commands[rest[0]], rest[1:]
            assert command is not main, part
            options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {
                "--help",
                "--version",
            }
            unknown = set(regex.findall(r"--[a-z-]+", " ".join(rest))) - options
            assert not unknown or isinstance(command, click.Group), part


@pytest.mark.parametrize(
    "paper", [DOCS / "tutorial.md", *sorted((DOCS / "how-to").iterdir())], ids=lambda p: p.stem
)
def test_what_is_to_be_clicked_is_on_a_page(paper):
    """Words in quotation marks are names of the app's own, as they stand in its source."""
    source = "".join(
        p.read_text(encoding="utf-8")
        for package in ("corpora", "aligner", "glossary", "quiz", "streamlit_app.py")
        for p in ([ROOT / package] if package.endswith(".py") else (ROOT / package).rglob("*.py"))
    )
    prose = regex.sub(r"```.*?```", "", paper.read_text(encoding="utf-8"), flags=regex.S)
    names = set(regex.findall(r"“([^”]+)”", prose)) - {"题型:题数:每题分数"}
    assert names and not {n for n in names if n not in source}
