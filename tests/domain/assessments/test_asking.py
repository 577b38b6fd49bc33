"""Scores on the command line: of all, of one with its explanation, and the facts for whoever reckons himself."""

import json
from argparse import ArgumentParser
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import taizhang
from taizhang.domain.assessments import facts
from taizhang.domain.assessments.asking import scheme_for
from taizhang.domain.assessments.schemefile import load
from taizhang.domain.orgs.kinds import Kind
from taizhang.kernel.periods import Period
from tests.domain.refusals import refused
from tests.factories.duties import actor, claimed, duty, fulfil, issue, pack, pack_file, people, stand

pytestmark = pytest.mark.django_db
SCHEMES = Path(taizhang.__file__).parent / "packs" / "schemes"
MONTH = SCHEMES / "default-month.yaml"


def call(name: str, *words: str) -> int:
    door = import_module(f"taizhang.config.commands.{name}")
    parser = ArgumentParser()
    door.arguments(parser)
    return door.run(parser.parse_args(words)) or 0


@pytest.fixture
def branches(db):
    """Six branches in a street; the first held its theme day in May, the others did nothing."""
    pack()
    street = stand("S", Kind.STREET, stand("D", Kind.DISTRICT))
    places = [stand(f"B{number}", under=street) for number in range(6)]
    for place in places:
        people(place, 5)
    issue(period=Period.parse("2018-M05"), on=date(2018, 5, 1), by=actor())
    fulfil(claims=[claimed(duty(places[0]), held_on=date(2018, 5, 16))], by=actor())
    return places


def test_the_scores_of_a_month(branches, capsys):
    assert call("assess", "2018-M05", "--scheme", str(MONTH), "--on", "2018-06-10", "--json") == 0
    lines = {line["code"]: line for line in json.loads(capsys.readouterr().out)}
    assert set(lines) == {"S", *(f"B{number}" for number in range(6))}  # the district is not judged by itself
    weights = {part.measure: weight for weight, part in load(MONTH).scheme.trees["A"].parts}
    share = weights["duty:L05"], weights["duty:L05"] + weights["duty:L14"]
    assert lines["B0"]["units"] == (2 * share[0] * 100_000_000 + share[1]) // (2 * share[1])
    assert lines["B1"]["score"] == "0.00" and lines["B1"]["ranked"] and lines["B1"]["category"] == "A"
    assert lines["S"]["score"] is None and lines["S"]["grade"] is None and not lines["S"]["ranked"]


def test_a_file_weighs_the_institutions_of_the_pack_in_force_as_it_would_when_published(db):
    """Not those of the pack that is shipped: here the meeting of the members weighs three times as much."""
    weights = {each["code"]: each["weight"] for each in pack_file().content["institutions"]}
    weights |= {"L01": weights["L01"] + 20, "L02": 0, "L05": 0, "L16": weights["L16"] - 2}
    own = [{**each, "weight": weights[each["code"]]} for each in pack_file().content["institutions"]]
    pack(institutions=own)
    in_file = scheme_for(Period.parse("2018-M05"), str(MONTH)).trees["A"].parts
    call("scheme_publish", str(MONTH))
    assert in_file == scheme_for(Period.parse("2018-M05")).trees["A"].parts
    assert {leaf.code: weight for weight, leaf in in_file}["L01"] == 30


def test_one_alone_and_nobody(branches, capsys):
    assert call("assess", "2018-M05", "--scheme", str(MONTH), "--org", "B0") == 0
    out = capsys.readouterr().out
    assert out.startswith("B0 ") and len(out.splitlines()) == 1
    assert call("assess", "2018-M05", "--scheme", str(MONTH), "--org", "B9", "--json") == 1
    assert json.loads(capsys.readouterr().out) == []


def test_a_scheme_that_does_not_fit_or_is_not_there(branches):
    with refused("assessments.scheme-does-not-fit"):
        call("assess", "2018-Q2", "--scheme", str(MONTH))
    with refused("assessments.no-scheme"):
        call("assess", "2018-M05")
    with refused("periods.unreadable"):
        call("assess", "May")
    with refused("assessments.no-organization"):
        call("explain", "B9", "2018-M05")


@pytest.mark.skipif(find_spec("pyspark") is not None, reason="Spark is installed here")
def test_without_spark_there_is_a_sentence(branches):
    with refused("engine.no_spark"):
        call("assess", "2018-M05", "--scheme", str(MONTH), "--engine", "spark")


def test_a_score_explains_itself(branches, capsys):
    call("scheme_publish", str(MONTH))
    capsys.readouterr()
    call("explain", "B0", "2018-M05", "--on", "2018-06-10")
    lines = capsys.readouterr().out.splitlines()
    assert any("1/1" in line and "党日" in line for line in lines) and any("0/1" in line for line in lines)
    call("explain", "B0", "2018-M05", "--on", "2018-06-10", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["code"], told["stage"], told["period"], told["outcome"]) == ("B0", "provisional", "2018-M05", "known")
    assert {tuple(part["read"][0]) for part in told["parts"]} >= {(1, 1), (0, 1), (0, 0)}
    call("assess", "2018-M05", "--on", "2018-06-10", "--json", "--org", "B0")
    assert json.loads(capsys.readouterr().out)[0]["units"] == told["units"]


def test_the_facts_as_a_file(branches, tmp_path, capsys):
    call("facts_export", str(tmp_path / "facts"), "--period", "2018-M05", "--on", "2018-06-10")
    file = tmp_path / "facts" / "facts-2018.parquet"
    out = capsys.readouterr().out
    assert (str(file) in out and "8个" in out.replace("共", "")) or "8 org" in out
    wanted = facts.load("/", 2018, date(2018, 6, 10), tree_on=date(2018, 5, 31))
    assert facts.from_parquet(file.read_bytes()).to_parquet() == wanted.to_parquet()
