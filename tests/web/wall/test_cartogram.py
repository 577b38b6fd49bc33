"""The cartogram: drawn after the geography where somebody drew it, in a tidy grid elsewhere."""

import csv
from pathlib import Path

import pytest
import yaml

from taizhang.web.wall.cartogram import CORNER, FOLDER, HIGHEST, MOST, REST, WIDEST, cartogram

DIVISIONS = Path(__file__).parents[3] / "seeds" / "data" / "divisions-410103.csv"


def streets() -> list[str]:
    with DIVISIONS.open(encoding="utf-8") as lines:
        return [row["code"] for row in csv.DictReader(lines) if row["level"] == "street"]


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_no_two_parts_stand_in_one_cell(file):
    read = yaml.safe_load(file.read_text("utf-8"))
    cells = [tuple(cell) for cell in (*read["cells"].values(), read["rest"])]
    assert len(set(cells)) == len(cells)
    assert all(1 <= row <= read["rows"] and 1 <= column <= read["columns"] for row, column in cells)
    assert (read["columns"], read["rows"]) <= (WIDEST, HIGHEST)
    assert CORNER not in cells


def test_every_street_of_the_district_has_its_place():
    grid = cartogram("410103", [*streets(), REST])
    assert grid.drawn
    assert set(yaml.safe_load((FOLDER / "410103.yaml").read_text("utf-8"))["cells"]) == set(streets())
    east, west = grid.cells["410103010"], grid.cells["410103100"]
    assert east[1] > west[1] and east[0] < west[0]  # 德化街 in the north-east, 马寨 in the south-west


def test_a_new_street_takes_a_free_cell_and_moves_nobody():
    before = cartogram("410103", streets())
    after = cartogram("410103", [*streets(), "410103999"])
    assert {code: cell for code, cell in after.cells.items() if code != "410103999"} == dict(before.cells)
    assert after.cells["410103999"] not in before.cells.values()


def test_many_new_streets_make_the_grid_higher():
    grid = cartogram("410103", [*streets(), *(f"new{number}" for number in range(9))])
    assert len(set(grid.cells.values())) == len(grid.cells) == 25
    assert max(row for row, _column in grid.cells.values()) == grid.rows > HIGHEST


@pytest.mark.parametrize("many", [0, 1, 2, 7, 16, MOST])
def test_without_a_drawing_parts_stand_in_their_order_after_the_heading(many):
    parts = [f"{number:03d}" for number in range(many)]
    grid = cartogram("elsewhere", parts)
    assert list(grid.cells) == parts
    assert sorted(grid.cells.values()) == list(grid.cells.values())
    assert CORNER not in grid.cells.values()
    assert grid.columns <= WIDEST
    assert grid.rows <= HIGHEST
    assert not grid.drawn


@pytest.mark.parametrize("code", ["../410103", "", "410103.yaml", "4101/03"])
def test_a_code_is_no_path(code):
    assert not cartogram(code, ["410103001"]).drawn
