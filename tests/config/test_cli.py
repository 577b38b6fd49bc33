"""The command line: names are files, help reads them, refusals are sentences."""

import subprocess
import sys
from pathlib import Path

import pytest

from taizhang.config import cli


def taizhang(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    import os

    command = [sys.executable, "-m", "taizhang.config.cli", *words]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


def test_every_command_has_a_sentence_of_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(lines) == len(cli._names()) > 5
    assert all(len(line[27:].split()) > 2 for line in lines), lines


def test_an_unknown_command_answers_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["dance"]) == 2
    assert "migrate" in capsys.readouterr().err


def test_the_longest_name_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("duties", "duties_issue"):
        (tmp_path / f"{name}.py").write_text('"""Do."""\n')
    monkeypatch.setattr(cli, "FOLDER", tmp_path)
    assert cli._split(["duties", "issue", "--period", "2018-M05"]) == ("duties_issue", ["--period", "2018-M05"])
    assert cli._split(["duties", "list"]) == ("duties", ["list"])


def test_a_database_that_does_not_answer_is_a_sentence() -> None:
    done = taizhang("migrate", TAIZHANG_DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    assert done.returncode == 1
    assert "Connection refused" in done.stderr and "Traceback" not in done.stderr


def test_a_demo_is_not_served_to_the_network() -> None:
    done = taizhang("serve", "--host", "0.0.0.0", TAIZHANG_DEMO="1")
    assert done.returncode == 1
    assert "127.0.0.1 only" in done.stderr


def test_a_port_in_use_is_a_sentence() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = taizhang("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "--port" in done.stderr
