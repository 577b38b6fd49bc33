"""Tricks with clocks and zones: the day is that of Shanghai, whatever the server, the sender or the browser think."""

import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.signing import dumps

from taizhang.domain.access.roles import Permission
from taizhang.domain.burden.models import Effort
from taizhang.domain.records.models import Activity
from taizhang.domain.records.plan import LATE_DAYS
from taizhang.web.burden.opened import SALT
from tests.refusals.speech import everything, refused_in_chinese
from tests.web.api.programs import new, problem, program_of
from tests.web.district import browser_of, gathering

LAST_MINUTE = datetime(2018, 5, 17, 15, 59, 59, tzinfo=UTC)  # a second before midnight in Shanghai
FIRST_MINUTE = LAST_MINUTE + timedelta(seconds=1)  # the 18th there, still the 17th in Greenwich
NO_DAYS = ("2018-02-30", "2018-13-01", "2018-05-32", "0000-01-01", "10000-01-01", "2018-5", "昨天")
OUT_OF_REACH = ("0001-01-01", "1066-10-14", "1921-06-30", "2019-05-20", "9999-12-31")


def test_what_is_tomorrow_in_shanghai_is_not_recorded_and_what_is_today_there_is(cast):
    with refused_in_chinese("records.future", saying="2018-05-18"):
        gathering(cast, held_on=date(2018, 5, 18), at=LAST_MINUTE)
    made = gathering(cast, held_on=date(2018, 5, 18), at=FIRST_MINUTE)
    assert Activity.objects.known_on(date(2018, 5, 18)).get() == made
    assert not Activity.objects.known_on(date(2018, 5, 17)).exists()


def test_a_gathering_of_the_last_minute_is_late_by_the_days_of_shanghai(cast):
    """So many days are allowed: the seconds around midnight decide, and not those of Greenwich."""
    held = date(2018, 5, 17) - timedelta(days=LATE_DAYS)
    assert [gathering(cast, held_on=held, at=at).late for at in (LAST_MINUTE, FIRST_MINUTE)] == [False, True]


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Kiritimati", "UTC"])
def test_the_zone_of_the_server_changes_no_day(zone):
    said = (
        "import django; django.setup()\n"
        "from datetime import UTC, date, datetime\n"
        "from taizhang.domain.audit.actor import Actor\n"
        "from taizhang.web.kit import clock\n"
        "from taizhang.web.kit.filters import day, moment\n"
        "at = datetime(2018, 5, 17, 16, 0, tzinfo=UTC)\n"
        "print(Actor('x', at).on, day(at, 'iso'), moment(at, 'iso'), date.today() == clock.now().date())"
    )
    asked = {**os.environ, "TZ": zone, "PGTZ": zone, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    told = subprocess.run([sys.executable, "-c", said], env=asked, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["2018-05-18", "2018-05-18", "2018-05-18T00:00+08:00", "True"]


def test_a_day_that_does_not_exist_is_a_sentence_on_page_form_and_interface(cast):
    client, program = browser_of(cast.secretary), program_of(cast.secretary)
    before = everything()
    for day in NO_DAYS:
        page = client.get("/organizations/", {"on": day})
        assert page.status_code == 422 and day in page.content.decode(), day
        form = {"title": "学习", "institutions": "L05", "held_on": day}
        assert client.post("/records/new/?organization=HJ1", form).status_code == 422, day
        body = {"id": new(), "organization": "HJ1", "institutions": ["L05"], "title": "学习", "held_on": day}
        assert problem(program.post("activities", body)) == (422, "api.shape"), day
    assert everything() == before


def test_no_page_is_shown_as_of_a_day_out_of_reach(cast):
    client = browser_of(cast.district_officer)
    for day in OUT_OF_REACH:
        for page in (
            "/",
            "/organizations/",
            "/people/",
            "/ledger/",
            "/records/",
            "/points/below/",
            "/summary/",
            "/duties/",
        ):
            answer = client.get(page, {"on": day})
            assert answer.status_code == 422, page
            assert day in answer.content.decode()


def test_the_first_and_the_last_day_within_reach_are_shown(cast):
    client = browser_of(cast.secretary)
    for day in ("1921-07-01", "2018-02-28", "2019-05-19"):
        assert client.get("/organizations/", {"on": day}).status_code == 200


def test_a_form_acts_today_whatever_day_its_address_names(cast):
    client = browser_of(cast.secretary)
    form = {"title": "学习", "institutions": "L05", "held_on": "2018-05-16", "id": new()}
    for day in ("2018-05-01", "2019-05-01"):
        client.post(f"/records/new/?organization=HJ1&on={day}", {**form, "id": new(), "title": f"学习{day}"})
    assert {each.recorded_at.astimezone().date() for each in Activity.objects.all()} == {date(2018, 5, 18)}
    assert Activity.objects.count() == 2


MOMENTS = ("2018-05-18T00:30:00+14:00", "2018-05-16T00:00:00-05:00", "2018-05-16T00:00:00Z", 1526428800, "1526428800")


def test_the_interface_takes_days_and_no_moments_of_another_zone(cast):
    program = program_of(cast.secretary)
    before = everything()
    for held_on in MOMENTS:
        body = {"id": new(), "organization": "HJ1", "institutions": ["L05"], "title": "学习", "held_on": held_on}
        answer = program.post("activities", body)
        assert problem(answer) == (422, "api.shape"), held_on
        assert [each["field"] for each in answer.json()["errors"]] == ["body.held_on"]
    assert everything() == before


def test_moments_that_the_interface_tells_carry_their_zone(cast):
    made = gathering(cast, at=FIRST_MINUTE, held_on=date(2018, 5, 18))
    told = program_of(cast.secretary, Permission.RECORDS_VIEW).get(f"activities/{made.pk}").json()
    assert datetime.fromisoformat(told["recorded_at"]) == FIRST_MINUTE
    assert told["held_on"] == "2018-05-18"


@pytest.mark.parametrize(
    ("opened", "least", "most"),
    [
        (lambda: dumps([int(time.time()) + 86_400, []], salt=SALT, compress=True), 0, 0),  # opened tomorrow
        (lambda: dumps([0, []], salt=SALT, compress=True), 1, 1800),  # opened in 1970: at most half an hour
        (lambda: dumps([-(10**12), []], salt=SALT, compress=True), 1, 1800),
        (lambda: "1:forged", 0, 0),
        (lambda: "", 0, 0),
    ],
    ids=["tomorrow", "1970", "before time", "forged", "nothing"],
)
def test_a_wrong_clock_makes_no_work_and_takes_none_away(cast, opened, least, most):
    """The stamp is ours and signed: no browser's clock counts, and what a clock of ours that jumped adds is bounded."""
    form = {"title": "学习", "institutions": "L05", "held_on": "2018-05-16", "opened": opened()}
    assert browser_of(cast.secretary).post("/records/new/?organization=HJ1", form).status_code == 303
    worked = sum(Effort.objects.values_list("seconds", flat=True))
    assert least <= worked <= most
    assert Activity.objects.count() == 1
