"""When and where the kernels are compiled: once, when it is said, and somewhere that can be written.

numba compiles a kernel when it first runs, some ten seconds for all of them, and keeps the result beside the
code or in the user's cache folder.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from corpora.progress import Progress, silent


def cache_somewhere() -> None:
    """Choose a folder for compiled kernels where numba would find none and give up (read-only, no home)."""
    if "NUMBA_CACHE_DIR" in os.environ or os.access(Path(__file__).parent, os.W_OK):
        return
    try:
        folder = Path.home() / ".cache" / "shuangyu"
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        folder = Path(tempfile.mkdtemp(prefix="shuangyu-"))    # a fresh one: what others could write is not run
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["NUMBA_CACHE_DIR"] = str(folder)


def compiled() -> bool:
    """Whether the last kernel to be compiled is in the cache."""
    from aligner.word_kernel import decode

    line = decode.py_func.__code__.co_firstlineno
    return any(Path(decode.stats.cache_path).glob(f"word_kernel.decode-{line}.*.nbi"))


def prepare(progress: Progress = silent) -> None:
    """Compile the kernels of alignment and say so, unless they are compiled."""
    if compiled():
        return
    progress("首次使用：正在编译对齐内核，十几秒，以后不再需要")
    from aligner import sentences, words
    from aligner.shapes import shape
    from aligner.sides import Side

    side = Side((("a", "b"), ("c",)), (2, 1), (frozenset({"1"}), frozenset()), (shape("a b", 1), shape("c", 1)))
    first = sentences.align([(side, side)])
    sentences.align([(side, side)], first.lexicon)
    words.learn([(["a", "b"], ["c"])])
