"""Every list: its rows counted, its columns chosen, its chart, its paper; many rows chosen and acted upon together."""

import re
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
from django.http import QueryDict

from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.web.kit.counting import Count, count_of
from taizhang.web.kit.selection import Selection
from taizhang.web.kit.table import ASKED, FILE, Column, Table

pytestmark = pytest.mark.django_db
PLACES, DUTIES = "/organizations/", "/duties/"


@dataclass
class Row:
    name: str
    size: int


TABLE = Table(
    (Column("name", "Name"), Column("size", "Size"), Column("code", "Code", shown=FILE), Column("x", "X", shown=ASKED)),
    order=("name",),
)


def keys(table: Table) -> str:
    return ",".join(column.key for column in table.columns)


def page(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def sheet(client, address: str) -> list[tuple]:
    response = client.get(address)
    return list(openpyxl.load_workbook(BytesIO(response.getvalue())).active.iter_rows(values_only=True))


def test_columns_stand_by_themselves_or_as_they_are_chosen():
    assert keys(TABLE.chosen("")) == "name,size"
    assert keys(TABLE.chosen("", file=True)) == "name,size,code"
    assert keys(TABLE.chosen("x,name")) == keys(TABLE.chosen("x,name", file=True)) == "x,name"
    assert keys(TABLE.chosen("size,size")) == "name,size"  # what names the row stands always


@pytest.mark.parametrize("words", ["password", "name,person__id_number", ",", "name;size"])
def test_a_column_that_does_not_exist_is_refused(words):
    with pytest.raises(Refused) as refusal:
        TABLE.chosen(words)
    assert refusal.value.code == "web.columns"


def test_what_columns_ask_of_each_row_is_fetched_for_many_at_once():
    asked: list[int] = []
    table = Table((Column("name", "Name"),), ("name",), load=lambda rows: asked.append(len(rows)))
    assert len(list(table.lines(Row(str(n), n) for n in range(1201)))) == 1201
    assert asked == [500, 500, 201]


def test_rows_are_counted_as_far_as_anybody_wants_to_know(tree):
    assert str(count_of(Placement.objects.all())) == "6"
    assert count_of(Placement.objects.all(), most=4) == Count(4, more=True)
    assert str(Count(1000, more=True)) == "1,000+"


def test_a_selection_is_what_was_ticked_or_everything(tree):
    one = Placement.objects.first()
    rows = Placement.objects.all()
    assert list(Selection.of(QueryDict(f"id={one.pk}&id={one.pk}&id=x")).rows(rows)) == [one]
    assert Selection.of(QueryDict("all=1")).rows(rows).count() == 6
    assert Selection.of(QueryDict("")).narrow(rows).count() == 6
    with pytest.raises(Refused) as nothing:
        Selection.of(QueryDict("id=x")).rows(rows)
    with pytest.raises(Refused) as many:
        Selection.of(QueryDict("all=1")).rows(rows, most=5)
    assert (nothing.value.code, many.value.code) == ("web.nothing-chosen", "web.too-many-chosen")


def test_the_page_the_paper_and_the_workbook_hold_the_same_rows_and_columns(signed_in):
    client, chosen = signed_in("district_officer"), f"{PLACES}?kind=branch&columns=name,code,members&sort=-name"
    shown, paper = page(client, chosen), page(client, chosen + "&format=print")
    rows = sheet(client, chosen + "&format=xlsx")
    names = [row[0] for row in rows[1:]]
    assert rows[0] == ("名称", "代码", "党员")
    assert re.findall(r'<th scope=row[^>]*><a href="[^"]+">([^<]+)</a>', shown) == names
    assert re.findall(r"<th scope=row[^>]*>([^<]+)</th>", paper) == names
    assert paper.count('<th scope="col"') == 3
    assert f"共 {len(names)} 行" in shown


def test_paper_says_its_conditions_its_day_and_who_printed_it(signed_in, cast):
    paper = page(signed_in("district_officer"), f"{PLACES}?kind=branch&q=hj&format=print&on=2018-05-16")
    assert "组织类型: 党支部" in paper
    assert "hj" in paper
    assert "2018年5月16日" in paper
    assert cast.district_officer.person.name in paper
    assert "data-print" in paper


def test_paper_keeps_within_reach(signed_in):
    paper = page(signed_in("secretary"), f"{PLACES}?format=print")
    assert "汇金社区第一支部" in paper
    assert "汇金社区第二支部" not in paper


@pytest.mark.parametrize("address", [PLACES, DUTIES, "/records/", "/people/", "/ledger/", "/points/below/"])
def test_an_unknown_column_or_sort_is_a_sentence_on_every_list(signed_in, address):
    client = signed_in("district_officer")
    for query in ("columns=password", "sort=password", "columns=%00", "after=zzz"):
        response = client.get(f"{address}?{query}")
        assert response.status_code == 422, query
        assert "错" not in response.content.decode().partition("<h1")[0]


def test_the_form_of_columns_keeps_the_conditions_and_leaves_the_place_in_the_list(signed_in):
    shown = page(signed_in("district_officer"), f"{PLACES}?kind=branch&sort=name")
    form = shown.partition('name="columns"')[0].rpartition("<form")[2]
    assert 'name="kind" value="branch"' in form
    assert 'name="sort" value="name"' in form


def test_columns_ticked_one_by_one_are_read_like_a_list(signed_in):
    client = signed_in("district_officer")
    assert sheet(client, f"{PLACES}?columns=code&columns=kind&format=xlsx")[0] == ("名称", "代码", "组织类型")


def test_the_chart_counts_the_rows_of_the_filter_and_opens_them(signed_in):
    client = signed_in("district_officer")
    shown = page(client, DUTIES + "?organization=410103010")
    bars = re.findall(r'class="tz-summary-bar" href="([^"]+)".*?<b>(\d+)</b>', shown, re.S)
    assert len(bars) == 3
    for address, count in bars:
        rows = sheet(client, DUTIES + address.replace("&amp;", "&") + "&format=xlsx")
        assert len(rows) - 1 == int(count)


def test_what_is_ticked_is_exported_alone(signed_in):
    client = signed_in("district_officer")
    ticked = re.findall(r'name="id" value="([^"]+)"', page(client, DUTIES + "?organization=410103010"))[:2]
    ids = "&".join(f"id={key}" for key in ticked)
    assert len(sheet(client, f"{DUTIES}?organization=410103010&format=xlsx&{ids}")) == 3
    assert len(sheet(client, f"{DUTIES}?organization=410103010&format=xlsx&{ids}&all=1")) > 3
