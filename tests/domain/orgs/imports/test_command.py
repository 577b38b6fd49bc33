"""`taizhang import people|divisions FILE`: what it answers, and what it leaves."""

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path

import pytest

from taizhang.config import cli, importing
from taizhang.config.commands import import_divisions, import_people
from taizhang.domain.orgs.models import ImportRun, Organization, Person
from tests.domain.orgs.imports.offering import BORN, divisions, member, workbook
from tests.domain.refusals import refused


@pytest.fixture(autouse=True)
def demonstration(settings):
    settings.DEMO, settings.TODAY = True, date(2018, 5, 31)


@pytest.fixture
def given(tmp_path: Path):
    """A file on disk with the bytes of another."""

    def write(file, name: str = "roster.xlsx") -> str:
        path = tmp_path / name
        path.write_bytes(file.getvalue())
        return str(path)

    return write


def answer(door, capsys, *words: str):
    """The exit code and what stands on the output."""
    parser = ArgumentParser()
    door.arguments(parser)
    code = door.run(parser.parse_args(list(words)))
    out = capsys.readouterr().out
    return code, json.loads(out) if "--json" in words else out


def test_the_two_commands_have_their_names():
    assert cli._split(["import", "people", "x.xlsx"]) == ("import_people", ["x.xlsx"])
    assert cli._split(["import", "divisions", "x.csv"]) == ("import_divisions", ["x.csv"])


def test_a_roster_is_imported_and_answered_in_numbers(committed, given, capsys, files):
    file = given(workbook(member(1), member(2)))
    assert answer(import_people, capsys, file, "--json") == (
        0,
        {"added": 2, "changed": 0, "unchanged": 0, "refused": []},
    )
    assert Person.objects.filter(born_on=BORN).count() == 2
    run = ImportRun.objects.get()
    assert (run.offered_by_name, run.state, list(files.iterdir())) == ("system", "applied", [])
    again = answer(import_people, capsys, file, "--json")
    assert again == (0, {"added": 0, "changed": 0, "unchanged": 2, "refused": []})


def test_a_trial_leaves_nothing(committed, given, capsys, files):
    code, numbers = answer(import_people, capsys, given(workbook(member(1))), "--dry-run", "--json")
    assert (code, numbers["added"]) == (0, 1)
    assert not Person.objects.filter(born_on=BORN).exists() and not ImportRun.objects.exists()
    assert not files.exists()


def test_refused_rows_are_answered_and_nothing_is_imported(committed, given, capsys, files):
    file = given(workbook(member(1), member(2, name="")))
    code, numbers = answer(import_people, capsys, file, "--json")
    assert (code, numbers["added"]) == (1, 1)
    assert numbers["refused"] == [
        {"row": 3, "column": "姓名", "message": "The name is missing. Enter the name as on the identity card."}
    ]
    assert not Person.objects.filter(born_on=BORN).exists() and list(files.iterdir()) == []
    code, words = answer(import_people, capsys, file)
    assert code == 1 and "Row 3, 姓名" in words and "as a whole or not at all" in words


def test_a_file_that_is_none_is_answered_as_row_zero(committed, given, capsys):
    file = given(divisions(), "roster.xlsx")
    code, numbers = answer(import_people, capsys, file, "--json")
    assert (code, numbers["refused"][0]["row"], numbers["added"]) == (1, 0, 0)
    with refused("imports.no-workbook"):
        answer(import_people, capsys, file)
    with refused("imports.no-file"):
        answer(import_people, capsys, "/nowhere.xlsx")


def test_invented_people_are_imported_in_a_demonstration_only(committed, given, capsys, settings):
    settings.DEMO = False
    code, numbers = answer(import_people, capsys, given(workbook(member(1, phone=""))), "--json")
    assert code == 1 and "invented" in numbers["refused"][0]["message"]


def test_divisions_are_imported_and_a_long_list_of_faults_is_cut_in_words(committed, given, capsys):
    file = given(divisions("410103099,新街道,410103,street"), "d.csv")
    assert answer(import_divisions, capsys, file, "--json")[1]["added"] == 1
    assert Organization.objects.filter(code="410103099").exists()
    bad = given(divisions(*(f"4101039900{n},街道,410103,street" for n in range(30))), "d.csv")
    code, words = answer(import_divisions, capsys, bad)
    assert code == 1 and f"and {30 - importing.SHOWN} more" in words
