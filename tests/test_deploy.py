"""What stands in deploy/: the stick installs with no index, units and settings name what exists, queries run."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from quiz import store
from shuangyu import main

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
spec = importlib.util.spec_from_file_location("bundle", DEPLOY / "bundle.py")
bundle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bundle)


@pytest.fixture
def stick(tmp_path):
    """The stick that `make bundle` made; its project wheel may be older than the code."""
    made = Path(os.environ.get("SHUANGYU_BUNDLE", ROOT / "dist" / "bundle"))
    if not list(made.glob("wheels/shuangyu-*.whl")):
        pytest.skip("没有安装包：先运行 make bundle（要联网下载依赖），离线安装的测试跳过")
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="install.sh 是给 Linux 的")
def test_the_stick_installs_with_no_network_and_runs(stick, tmp_path):
    place = tmp_path / "装在这里"
    alone = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHON": sys.executable, "PIP_CONFIG_FILE": os.devnull,
             "PIP_NO_INDEX": "1", "PIP_CACHE_DIR": str(tmp_path / "cache"), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}  # fmt: skip
    done = subprocess.run(["sh", str(stick / "install.sh"), str(place)], env=alone, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "正常　字体 4 种" in done.stdout and "有问题" not in done.stdout
    run = [str(place / "bin" / "shuangyu"), "corpora", "list", "--db", str(tmp_path / "book.db")]
    assert subprocess.run(run, env=alone, cwd=tmp_path, capture_output=True).returncode == 0


def test_a_damaged_stick_is_not_installed(tmp_path):
    for name in bundle.INSTALLERS:
        shutil.copy(DEPLOY / name, tmp_path / name)
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"whole")
    (tmp_path / "SHA256SUMS").write_text(bundle.sums(tmp_path), encoding="utf-8")
    (tmp_path / "wheels" / "a.whl").write_bytes(b"broken")
    done = subprocess.run(["sh", str(tmp_path / "install.sh"), str(tmp_path / "x")], env={**os.environ, "PYTHON": sys.executable}, capture_output=True, text=True)
    assert done.returncode == 1 and "wheels/a.whl" in done.stderr and not (tmp_path / "x").exists()


def test_checksums_name_every_file(tmp_path):
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / "a.whl").write_bytes(b"")
    (tmp_path / "SHA256SUMS").write_text("old")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert bundle.sums(tmp_path) == f"{empty}  wheels/a.whl\n"


def test_the_windows_installer_has_windows_line_ends():
    content = (DEPLOY / "install.cmd").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert b"--no-index" in content and b"--no-index" in (DEPLOY / "install.sh").read_bytes()


def test_units_call_commands_there_are():
    called = [
        line.split()[1:] for unit in DEPLOY.glob("*.service")
        for line in regex.findall(r"^ExecStart=(.*)$", unit.read_text(encoding="utf-8"), regex.M)
    ]  # fmt: skip
    assert sorted(words[0] for words in called) == ["backup", "serve"]
    for name, *rest in called:
        known = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known


def test_nginx_passes_websockets_to_the_port_of_the_unit():
    conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    (port,) = regex.findall(r"serve --port (\d+)", (DEPLOY / "shuangyu.service").read_text(encoding="utf-8"))
    assert f"proxy_pass http://127.0.0.1:{port};" in conf and "Upgrade" in conf
    assert conf.count("{") == conf.count("}")


def test_datasette_metadata_fits_the_tables(sample_workspace):
    (described,) = json.loads((DEPLOY / "metadata.json").read_text(encoding="utf-8"))["databases"].values()
    db = store.open_workspace(sample_workspace)
    for name, table in described["tables"].items():
        assert db[name].exists(), name
        columns = {column.name for column in db[name].columns}
        assert {*table.get("facets", []), *(table[key] for key in ("sort", "sort_desc", "label_column") if key in table)} <= columns, name
    for name, query in described["queries"].items():
        rows = list(db.query(query["sql"], {name: "" for name in query.get("params", [])}))
        assert rows or name == "unpaired", name
