"""A stick to install from: every wheel this needs, the installers, and checksums.

    python deploy/bundle.py FOLDER [--platform win_amd64] [--python 3.11]

Run where there is a network, on the kind of computer the stick is for, or name its platform. The fonts are in
the project's own wheel. Nothing is downloaded when the stick is used (`--no-index`).
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
INSTALLERS = ("install.sh", "install.cmd", "README.txt")
SOURCE_ONLY = ("jieba>=0.42.1",)     # published without a wheel; pure Python, so ours serves every platform
SUMS = "SHA256SUMS"


def build(folder: Path, platform: str | None = None, python: str | None = None) -> Path:
    """Fill a folder. Raises CalledProcessError when a wheel cannot be had."""
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip"]
    made = [str(HERE.parent), *SOURCE_ONLY]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), *made], check=True)
    (own,) = wheels.glob("shuangyu-*.whl")
    target = [*(("--platform", platform) if platform else ()), *(("--python-version", python) if python else ())]
    chosen = ["--only-binary", ":all:", "--find-links", str(wheels), "--dest", str(wheels)]
    command = [*pip, "download", "--quiet", *chosen, *target, str(own)]
    subprocess.run(command, check=True)
    for name in INSTALLERS:
        shutil.copy(HERE / name, folder / name)
    (folder / "install.sh").chmod(0o755)
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")
    return folder


def sums(folder: Path) -> str:
    """Lines as `sha256sum -c` reads them, of every file but the list itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in files
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--platform", help="pip's name of another platform, such as win_amd64")
    parser.add_argument("--python", help="its Python, such as 3.11")
    given = parser.parse_args()
    if given.platform and not given.python:
        parser.error("--platform needs --python")
    folder = build(given.folder, given.platform, given.python)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{folder}: {len(list((folder / 'wheels').iterdir()))} wheels, {size >> 20} MB")


if __name__ == "__main__":
    main()
