"""Other aligners on the same gold, so that a comparison is one command and one way of counting."""

from __future__ import annotations

import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from aligner.evaluation import Result, score
from aligner.exchange import GoldDocument, parse_beads, read_beads, read_gold
from corpora.model import Span

Beads = tuple[tuple[Span, Span], ...]


def judge_files(directory: Path, folder: Path) -> Result:
    """Score the beads another aligner wrote as NAME.beads, in the form of gold, for each NAME.gold.

    Raises ValueError when one is missing.
    """

    def read(document: GoldDocument) -> Beads:
        path = folder / f"{document.name}.beads"
        if not path.is_file():
            raise ValueError(f"缺少 {path}。每个 名称.gold 要有一个 名称.beads，每行如“[0, 1]:[2]”。")
        return read_beads(path)

    return _judge(directory, read)


def judge_command(directory: Path, command: str) -> Result:
    """Score a command that prints beads in the form of gold; {src} and {tgt} in it become the two files.

    Raises ValueError when it cannot be run or fails.
    """

    def run(document: GoldDocument) -> Beads:
        places = {f"{{{side}}}": str(directory / f"{document.name}.{side}") for side in ("src", "tgt")}
        parts = [places.get(part, part) for part in shlex.split(command)]
        try:
            done = subprocess.run(parts, capture_output=True, text=True, encoding="utf-8", check=True)
        except OSError as error:
            raise ValueError(f"运行不了“{parts[0]}”：{error.strerror}。请检查命令和路径。") from error
        except subprocess.CalledProcessError as error:
            raise ValueError(f"“{command}”在 {document.name} 上失败（退出码 {error.returncode}）：{error.stderr[-300:]}") from error
        return parse_beads(done.stdout, f"{parts[0]} 对 {document.name} 的输出")

    return _judge(directory, run)


def _judge(directory: Path, find: Callable[[GoldDocument], Beads]) -> Result:
    documents = read_gold(directory)
    began = time.perf_counter()
    found = [find(document) for document in documents]
    seconds = time.perf_counter() - began
    strict, lax = score([d.beads for d in documents], found)
    return Result(directory.name, strict, lax, seconds)
