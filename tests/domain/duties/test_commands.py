"""The doors on the command line: `pack check`, `pack publish`, `duties issue`."""

import json
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

import pytest

from taizhang.domain.duties.models import Duty, Pack
from tests.domain.refusals import refused
from tests.factories.duties import ERQI, people, stand


def call(name: str, *words: str) -> int:
    door = import_module(f"taizhang.config.commands.{name}")
    parser = ArgumentParser()
    door.arguments(parser)
    options: Namespace = parser.parse_args(words)
    return door.run(options) or 0


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The default pack with an institution code that no point scheme or combination knows."""
    file = tmp_path / "wrong.yaml"
    file.write_text(ERQI.read_text("utf-8").replace("rhythm: {every: month", "rhythm: {every: moon", 1), "utf-8")
    return file


def test_a_pack_without_problems_passes(capsys):
    assert call("pack_check", str(ERQI)) == 0
    assert "erqi-2018.yaml" in capsys.readouterr().out
    assert call("pack_check", str(ERQI), "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_problems_name_file_line_and_path(wrong, capsys):
    assert call("pack_check", str(wrong)) == 1
    line = 1 + wrong.read_text("utf-8")[: wrong.read_text("utf-8").index("every: moon")].count("\n")
    assert capsys.readouterr().out.startswith(f"{wrong}:{line}: institutions[")
    assert call("pack_check", str(wrong), "--json") == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert (problem["file"], problem["line"]) == (str(wrong), line)


@pytest.mark.django_db
def test_a_wrong_pack_is_not_published(wrong):
    with refused("pack.problems"):
        call("pack_publish", str(wrong))
    assert not Pack.objects.exists()


@pytest.mark.django_db
def test_publishing_and_issuing(capsys):
    people(stand("B"), 5)
    call("pack_publish", str(ERQI))
    assert "erqi-2018 v1" in capsys.readouterr().out
    call("duties_issue", "--period", "2018-M05", "--on", "2018-05-01")
    assert "11" in capsys.readouterr().out
    call("duties_issue", "--period", "2018-M05", "--on", "2018-05-01", "--json")
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"created": 0, "existing": 11, "not_applicable": 5, "closed": 0}
    assert Duty.objects.count() == 11


@pytest.mark.django_db
def test_a_period_that_cannot_be_read_is_refused():
    with refused("periods.unreadable"):
        call("duties_issue", "--period", "May")
