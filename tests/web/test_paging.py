"""Every row of a list is met once, forwards and backwards, whatever it is sorted by."""

from datetime import date

import pytest

from taizhang.domain.orgs.models import Person
from taizhang.kernel.errors import Refused
from taizhang.web.kit.paging import slice_of

pytestmark = pytest.mark.django_db

BORN = [None, date(1980, 1, 1), date(1990, 1, 1), None, date(1980, 1, 1), date(1970, 5, 5), None]


@pytest.fixture
def people():
    rows = [Person(name=f"p{i}", sort_key=f"k{i % 3}", search="", born_on=born) for i, born in enumerate(BORN)]
    return Person.objects.bulk_create(rows)


ORDERS = [
    ("sort_key", "id"),
    ("-sort_key", "id"),
    ("born_on", "id"),
    ("-born_on", "-id"),
    ("-born_on", "sort_key", "id"),
    ("name",),
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_pages_forwards_and_backwards_hold_every_row_once(people, order, size):
    expected = [person.name for person in Person.objects.order_by(*order)]
    pages, query = [], {}
    while True:
        page = slice_of(Person.objects.all(), order, query, size)
        pages.append([person.name for person in page.rows])
        if not page.after:
            break
        query = {"after": page.after}
    assert [name for page_ in pages for name in page_] == expected
    back = [pages[-1]]
    while page.before:
        page = slice_of(Person.objects.all(), order, {"before": page.before}, size)
        back.insert(0, [person.name for person in page.rows])
    assert back == pages


def test_the_first_page_has_nothing_before_it(people):
    page = slice_of(Person.objects.all(), ("name",), {}, 3)
    assert (page.before, len(page)) == ("", 3)


def test_a_page_costs_one_query(people, django_assert_num_queries):
    first = slice_of(Person.objects.all(), ("sort_key", "id"), {}, 2)
    with django_assert_num_queries(1):
        slice_of(Person.objects.all(), ("sort_key", "id"), {"after": first.after}, 2)


@pytest.mark.parametrize("cursor", ["nonsense", "WzFd", "W3sieCI6MX0sMV0", "WyJhIiwibm90IGEgdXVpZCJd", "\u4e2d"])
def test_a_cursor_that_cannot_be_read_is_refused(people, cursor):
    with pytest.raises(Refused) as refusal:
        slice_of(Person.objects.all(), ("sort_key", "id"), {"after": cursor}, 2)
    assert refusal.value.code == "web.cursor"
