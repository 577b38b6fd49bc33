"""The doors on the command line: `scheme check`, `scheme publish`."""

import json
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

import pytest

from taizhang.domain.assessments.models import SchemeVersion
from tests.domain.assessments.schemefile.test_shipped import FOLDER
from tests.domain.refusals import refused
from tests.factories.duties import ERQI, pack

QUARTER = FOLDER / "default-quarter.yaml"


def call(name: str, *words: str) -> int:
    door = import_module(f"taizhang.config.commands.{name}")
    parser = ArgumentParser()
    door.arguments(parser)
    return door.run(parser.parse_args(words)) or 0


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The default quarter with weights that come to 99."""
    file = tmp_path / "wrong.yaml"
    file.write_text(QUARTER.read_text("utf-8").replace("weight: 60", "weight: 59"), "utf-8")
    return file


def test_a_scheme_without_problems_passes(capsys):
    assert call("scheme_check", str(QUARTER)) == 0
    assert "default-quarter.yaml" in capsys.readouterr().out
    assert call("scheme_check", str(QUARTER), "--pack", str(ERQI), "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_problems_name_file_line_and_path(wrong, capsys):
    assert call("scheme_check", str(wrong)) == 1
    line = 1 + wrong.read_text("utf-8").partition("      weighted:")[0].count("\n")
    assert capsys.readouterr().out.startswith(f"{wrong}:{line}: trees[0].tree.weighted: ")
    assert call("scheme_check", str(wrong), "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["file"], problem["line"], problem["code"]) == (str(wrong), line, "scheme.weights")


def test_an_example_that_disagrees_is_a_problem_of_its_own_file(tmp_path, capsys):
    (tmp_path / "q.yaml").write_text(QUARTER.read_text("utf-8"), "utf-8")
    example = tmp_path / "q.example.yaml"
    text = QUARTER.with_name("default-quarter.example.yaml").read_text("utf-8")
    example.write_text(text.replace("quarter: 89.897436", "quarter: 89.897435"), "utf-8")
    assert call("scheme_check", str(tmp_path / "q.yaml")) == 1
    assert capsys.readouterr().out.startswith(f"{example}:")


@pytest.mark.django_db
def test_a_wrong_scheme_is_not_published(wrong):
    pack()
    with refused("scheme.problems"):
        call("scheme_publish", str(wrong))
    assert not SchemeVersion.objects.exists()


@pytest.mark.django_db
def test_publishing(capsys):
    pack()
    call("scheme_publish", str(QUARTER))
    assert "quarter v1" in capsys.readouterr().out
    call("scheme_publish", str(QUARTER))
    assert SchemeVersion.objects.count() == 1


@pytest.mark.django_db
def test_without_a_pack_there_is_nothing_to_weigh():
    with refused("scheme.problems"):
        call("scheme_publish", str(QUARTER))
