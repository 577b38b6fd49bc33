"""`./dev`: what it says and what it refuses, without installing anything."""

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file as a module, with its environment in a folder where there is none."""
    loader = importlib.machinery.SourceFileLoader("dev", str(ROOT / "dev"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("dev", loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "BIN", tmp_path / ".venv" / "bin")
    return module


@pytest.mark.parametrize(("words", "code"), [([], 0), (["--help"], 0), (["dance"], 2)])
def test_says_what_it_can_do(words: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, ROOT / "dev", *words], capture_output=True, text=True)
    assert done.returncode == code
    for command in ("run", "test", "check", "fix", "seed", "bench", "shell"):
        assert f"./dev {command}" in done.stdout


def test_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run([sys.executable, "-I", "-S", ROOT / "dev"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_names_the_package_that_venv_needs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(dev.Stop, match="sudo apt-get install -y python3-venv"):
        dev.make_venv()


def test_names_the_line_that_gets_a_browser(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "APT", {"chromium": str(tmp_path / "chromium"), "fonts-noto-cjk": __file__})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(dev.Stop, match=r"Run:  sudo apt-get install -y chromium$"):
        dev.get_browser()


def test_an_old_python_is_refused(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(dev.Stop, match=r"Python 3\.11"):
        dev.make_venv()


def test_installs_nothing_when_the_stamp_is_right(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PATH", "VIRTUAL_ENV", "TAIZHANG_HOME"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    dev.VENV.mkdir()
    (dev.VENV / "base.sha256").write_text(dev.lock_state("base"))
    dev.install("base")
    assert [path.name for path in dev.VENV.iterdir()] == ["base.sha256"]


def test_a_changed_lock_is_noticed(dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements").mkdir()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "requirements" / "base.txt").write_text("one==1\n")
    before = dev.lock_state("base")
    (tmp_path / "requirements" / "base.txt").write_text("one==2\n")
    assert dev.lock_state("base") != before


def test_locks_pin_hashes_and_name_no_address() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        lines = lock.read_text().splitlines()
        assert "://" not in lock.read_text(), lock
        assert not [line for line in lines if line.startswith("-")], lock
        packages = [number for number, line in enumerate(lines) if line[:1].isalnum()]
        assert packages and all("--hash=sha256:" in lines[number + 1] for number in packages), lock


def test_the_development_lock_agrees_with_the_base_lock() -> None:
    base, development = (pins(ROOT / "requirements" / name) for name in ("base.txt", "dev.txt"))
    assert base <= development


def pins(lock: Path) -> set[str]:
    return {line.split(" ")[0] for line in lock.read_text().splitlines() if line[:1].isalnum()}
