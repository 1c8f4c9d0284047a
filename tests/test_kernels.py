"""Kernels: compiled once, when it is said, for the types they are used with, wherever something can be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SIGNATURES = """
from aligner import dp_kernel, em_kernel, kernels, word_kernel

def signatures():
    found = [(n, s) for m in (dp_kernel, em_kernel, word_kernel) for n, f in vars(m).items() if hasattr(f, "signatures") for s in f.signatures]
    return sorted(map(str, found))

said = []
before = kernels.compiled()
kernels.prepare(lambda text, share=None: said.append(text))
after = kernels.compiled()
kernels.prepare(lambda text, share=None: said.append(text))
"""


def python(code, cache, **environment):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NUMBA_CACHE_DIR": str(cache), **environment},
    ).stdout  # fmt: skip


def test_the_first_use_says_that_it_compiles_and_the_next_is_silent(tmp_path):
    code = SIGNATURES + "print(before, after, len(said), said[0][:4])"
    assert python(code, tmp_path) == "False True 1 首次使用\n"
    assert any(tmp_path.rglob("word_kernel.decode-*.nbc"))


def test_what_is_compiled_is_what_is_used():
    """After `prepare` real documents need no other types."""
    code = (
        "from aligner import kernels\nkernels.compiled = lambda: False\n" + SIGNATURES
        + "prepared = signatures()\n"
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_aligner_build import GOLD, filled\nfrom aligner import build\n"
        "db = filled(GOLD[:2]); build.update(db)\n"
        "build.TOGETHER = 0; db.execute('DELETE FROM beads'); db.execute('UPDATE document_pairs SET aligned = 0')\n"
        "assert build.update(db).linked\n"
        "print(set(signatures()) - set(prepared))"
    )
    shared = ROOT / "aligner" / "__pycache__"
    environment = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    assert shared.is_dir()
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert out.stdout == "set()\n", out.stderr


@pytest.mark.parametrize(("home", "kept"), [("home", True), ("file/home", False)])
def test_a_folder_is_found_where_the_code_cannot_be_written(tmp_path, monkeypatch, home, kept):
    from aligner import kernels

    (tmp_path / "file").write_text("no folder")
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / home)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    kernels.cache_somewhere()
    folder = Path(os.environ.pop("NUMBA_CACHE_DIR"))
    assert folder.is_dir() and (folder == tmp_path / "home" / ".cache" / "shuangyu") is kept


def test_a_folder_that_was_chosen_is_kept(monkeypatch):
    from aligner import kernels

    monkeypatch.setenv("NUMBA_CACHE_DIR", "chosen")
    monkeypatch.setattr(os, "access", lambda *_: False)
    kernels.cache_somewhere()
    assert os.environ["NUMBA_CACHE_DIR"] == "chosen"
