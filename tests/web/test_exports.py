"""A workbook holds what the page shows, and nothing in it runs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from taizhang.domain.orgs.models import Person
from taizhang.kernel.errors import Refused
from taizhang.web.kit.exports import neutral, workbook_response, write
from taizhang.web.kit.table import Column, Table


@dataclass
class Row:
    id: int
    name: str
    number: str
    count: int
    born: date | None
    at: datetime
    share: Decimal


TABLE = Table(
    (
        Column("name", "Name", by=("name",)),
        Column("number", "Identity number", kind="text"),
        Column("count", "Count", by=("count", "name"), align="end"),
        Column("born", "Born"),
        Column("at", "At"),
        Column("share", "Share", kind="percent"),
        Column("twice", "Twice", lambda row: row.count * 2),
    ),
    order=("name", "id"),
)
AT = datetime(2018, 5, 31, 8, 30, tzinfo=UTC)


def saved(rows) -> list[list[object]]:
    file = BytesIO()
    assert write(file, TABLE, rows, "rows") == len(rows)
    return [[cell.value for cell in line] for line in openpyxl.load_workbook(file).active.iter_rows()]


def test_numbers_days_and_moments_stay_what_they_are():
    line = saved([Row(1, "李明", "410103199001011234", 7, date(1990, 1, 1), AT, Decimal("0.875"))])[1]
    assert line == ["李明", "410103199001011234", 7, datetime(1990, 1, 1), datetime(2018, 5, 31, 16, 30), 0.875, 14]


def test_an_empty_table_has_its_headings():
    assert saved([])[0][:3] == ["Name", "Identity number", "Count"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_like_a_formula_is_neutralised(start):
    text = f"{start}HYPERLINK(1)"
    assert neutral(text) == f"'{text}"
    cell = saved([Row(1, text, "1", 1, None, AT, Decimal(0))])[1][0]
    assert str(cell).startswith("'")


def test_a_table_sorts_by_its_headings_only_and_stays_total():
    assert TABLE.ordering("") == ("name", "id")
    assert TABLE.ordering("count") == ("count", "name", "id")
    assert TABLE.ordering("-count") == ("-count", "-name", "id")
    with pytest.raises(Refused):
        TABLE.ordering("password")


def test_lines_give_values_by_key_and_the_row_itself():
    line = next(TABLE.lines([Row(1, "李明", "1", 7, None, AT, Decimal(0))]))
    assert (line["twice"], line["id"], line.row.name) == (14, 1, "李明")


@pytest.mark.django_db
def test_the_file_is_sent_under_its_chinese_name():
    Person.objects.create(name="李明", sort_key="l", search="")
    table = Table((Column("name", "Name"),), ("id",))
    response = workbook_response(table, Person.objects.order_by("id"), "人员")
    assert "filename*=utf-8''%E4%BA%BA%E5%91%98.xlsx" in response.headers["Content-Disposition"]
    assert openpyxl.load_workbook(BytesIO(response.getvalue())).active["A2"].value == "李明"
