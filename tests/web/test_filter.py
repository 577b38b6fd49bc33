"""A filter is read from the address, written back, folded over rows and shown as chips."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.http import QueryDict

from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period
from taizhang.web.kit.filter import Filter, condition


@dataclass(frozen=True)
class Places(Filter):
    q: str = condition("Words", "name__contains", default="", type="search")
    kind: Kind | None = condition("Kind", "kind", default=None, options=[("branch", "Branch"), ("street", "Street")])
    codes: tuple[str, ...] = condition("Codes", "organization__code", default=())
    since: date | None = condition("Since", lambda rows, day: rows.filter(starts_on__gte=day), default=None)
    period: Period | None = condition("Period", lambda rows, period: rows, default=None)
    view: str = condition("View", lambda rows, view: rows, default="", type="carried")
    only_top: bool = condition("Top", lambda rows, yes: rows.filter(parent=None), default=False, type="checkbox")


def read(text: str) -> Places:
    return Places.from_query(QueryDict(text))


def test_nothing_in_the_address_is_no_condition():
    assert read("") == Places()
    assert Places().query_string() == "?"
    assert list(Places().set()) == []


@pytest.mark.parametrize(
    "text",
    [
        "q=%E4%B8%9C",
        "kind=branch",
        "codes=E1&codes=W1",
        "since=2018-05-01",
        "period=2018-M05",
        "only_top=1",
        "sort=-name",
    ],
)
def test_what_is_read_is_written_back_the_same(text):
    assert read(text).query_string() == "?" + text


def test_an_empty_field_of_the_form_is_no_condition():
    assert read("q=&kind=&since=") == Places()


@pytest.mark.parametrize("text", ["since=May", "kind=moon", "period=2018-M13"])
def test_a_value_that_cannot_be_read_is_refused(text):
    with pytest.raises(Refused) as refusal:
        read(text)
    assert refusal.value.code == "web.filter"
    assert text.partition("=")[2] in str(refusal.value)


def test_a_change_replaces_a_condition_and_none_takes_it_away():
    assert read("kind=branch&q=x").query_string(q=None) == "?kind=branch"
    assert read("kind=branch").query_string(kind=Kind.STREET, page="2") == "?kind=street&page=2"


def test_each_condition_narrows_the_rows(tree):
    def names(text: str) -> list[str]:
        return [place.name for place in read(text).apply(Placement.objects.all())]

    assert names("kind=branch&q=%E4%B8%9C") == ["东街第一支部", "东街第二支部"]
    assert names("codes=E1&codes=W1") == ["东街第一支部", "西街第一支部"]
    assert names("only_top=1") == ["二七区委"]
    assert names("since=2018-01-01") == []


def test_the_form_shows_what_is_set():
    drawn = {one["name"]: one for one in read("kind=branch").fields()}
    assert drawn["kind"]["value"] == "branch"
    assert drawn["kind"]["options"][1:] == [("branch", "Branch"), ("street", "Street")]
    assert drawn["q"]["value"] == ""


def test_what_only_the_page_itself_carries_along_is_no_condition_in_words():
    assert read("view=list&q=x").conditions() == [("Words", "x")]
