"""The same sent twice at the same moment is done once, and both are answered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from django.db import connections

from taizhang.domain.records.models import Activity
from tests.web.api.programs import Program, key_of, new
from tests.web.district import district


def test_a_gathering_sent_by_four_at_once_is_handed_in_once(own_database, settings):
    settings.TODAY = date(2018, 5, 18)
    made = key_of(district().reloaded("recorder"))
    body = {
        "id": new(),
        "organization": "HJ1",
        "institutions": ["L05"],
        "title": "学习党章",
        "held_on": "2018-05-16",
    }

    def send(_n: int) -> int:
        try:
            return Program(made).post("activities", body).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(send, range(4)))
    assert statuses == [200, 200, 200, 201]
    assert Activity.objects.count() == 1
