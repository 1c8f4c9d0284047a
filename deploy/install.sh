#!/bin/sh
# 离线安装：sh install.sh [安装文件夹]，默认 ~/shuangyu。不联网，不需要管理员权限。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
place=${1:-"$HOME/shuangyu"}
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "需要 Python 3.11 或更新版本，当前是 $("$python" --version 2>&1)。可设 PYTHON=/路径/python3.11 再运行。" >&2
    exit 1
}
echo "核对文件…"
(cd "$here" && "$python" - <<'PY'
import hashlib, pathlib, sys
bad = [
    name
    for line in pathlib.Path("SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in [line.split("  ", 1)]
    if not pathlib.Path(name).is_file() or hashlib.sha256(pathlib.Path(name).read_bytes()).hexdigest() != digest
]
sys.exit(f"文件损坏或缺失，请重新复制：{'、'.join(bad)}" if bad else 0)
PY
)
echo "安装到 $place …"
"$python" -m venv "$place"
"$place/bin/python" -m pip install --quiet --no-index --find-links "$here/wheels" --upgrade shuangyu
PYTHONUTF8=1 "$place/bin/shuangyu" doctor
echo "装好了。试用：$place/bin/shuangyu demo　正式：$place/bin/shuangyu build 文书文件夹"
