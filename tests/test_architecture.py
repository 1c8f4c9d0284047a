"""The laws of the house that a machine can check."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ORDER = ["corpora", "aligner", "glossary", "quiz"]
FILES = sorted(p for package in ORDER for p in (ROOT / package).rglob("*.py"))
CODES = {"zh", "bo", "mn-Mong", "mn-Cyrl", "ug", "kk-Arab", "kk-Cyrl", "ko", "za"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return names | {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}


def door(path: Path, *names: str) -> bool:
    return path.stem in names or path.parent.name in names


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_laws(path):
    package = path.relative_to(ROOT).parts[0]
    tops = {name.split(".")[0] for name in imports(path)}
    later = set(ORDER[ORDER.index(package) + 1 :]) | {"shuangyu", "streamlit_app"}
    assert not tops & later, "imports point only from texts to practice"
    assert "re" not in tops, "regex, never re"
    if not door(path, "pages"):
        assert "streamlit" not in tops, "Streamlit only in pages/"
    if not door(path, "cli"):
        assert "click" not in tops, "click only in cli.py"
    if not door(path, "store"):
        assert "sqlite3" not in tops, "SQL only in store.py"
    if not door(path, "readers", "exchange"):
        assert not tops & {"docx", "pypdfium2", "openpyxl", "genanki"}, (
            "file formats only in readers and exchange"
        )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_language_knowledge_lives_in_languages(path):
    if path.parent.name == "languages":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    compared = {
        leaf.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        for leaf in ast.walk(side)
        if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)
    }
    assert not compared & (CODES - {"zh"}), "no `if language == …` outside corpora/languages"
