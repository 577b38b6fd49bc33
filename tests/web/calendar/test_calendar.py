"""The calendar shows worked and free days, the activity day, and what is due."""

from datetime import date

import pytest

from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.calendar import seed_calendar
from taizhang.domain.orgs.models import CalendarDay
from taizhang.domain.records.actions import approve
from tests.factories.orgs import SEED
from tests.web.district import actor, gathering


def read(client, address: str = "/calendar/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def cell(page: str, day: str) -> str:
    """The cell of one day."""
    return next(part for part in page.split("<td")[1:] if f'datetime="{day}"' in part)


def test_a_duty_stands_on_the_day_it_is_due(signed_in, cast):
    page = read(signed_in("secretary"))
    theme = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    assert f"/duties/{theme.pk}/" in cell(page, "2018-05-16")
    assert "党员活动日" in cell(page, "2018-05-16")
    assert "主题党日" not in cell(page, "2018-05-17")


def test_what_is_done_is_marked_so(signed_in, cast):
    assert "tz-due-done" not in cell(read(signed_in("secretary")), "2018-05-16")
    approve(submission_ids=[gathering(cast, "L05").submission_id], by=actor(cast.street_officer))
    assert "tz-due-done" in cell(read(signed_in("secretary")), "2018-05-16")


def test_holidays_and_made_up_days_are_marked(signed_in):
    seed_calendar(first_year=2018, last_year=2018, by=SEED)
    page = read(signed_in("secretary"))
    assert "劳动节 · 休" in cell(page, "2018-05-01")
    april = read(signed_in("secretary"), "/calendar/?month=2018-04")
    assert "劳动节 · 上班" in cell(april, "2018-04-28")
    CalendarDay.objects.all().delete()
    assert "劳动节" not in read(signed_in("secretary"))


def test_an_office_sees_how_many_of_those_below_are_done(signed_in, cast):
    approve(submission_ids=[gathering(cast, "L05").submission_id], by=actor(cast.street_officer))
    owed = Duty.objects.filter(institution="L05", occurrence="2018-M05").placed(date(2018, 5, 18)).under("/1/").count()
    day = cell(read(signed_in("district_officer")), "2018-05-16")
    assert f"1<i>/</i>{owed}" in day
    assert "institution=L05" in day
    own = read(signed_in("district_officer"), "/calendar/?reach=own")
    assert "institution=L05&amp;period" not in own


def test_the_list_says_the_same_as_the_grid(signed_in, cast):
    grid, listed = (read(signed_in("secretary"), f"/calendar/{more}") for more in ("", "?view=list"))
    for duty in Duty.objects.filter(organization=cast.first, due_on__month=5, due_on__year=2018):
        assert f"/duties/{duty.pk}/" in grid
        assert f"/duties/{duty.pk}/" in listed


def test_it_is_narrowed_by_institution_and_state(signed_in, cast):
    approve(submission_ids=[gathering(cast, "L05").submission_id], by=actor(cast.street_officer))
    done = read(signed_in("secretary"), "/calendar/?state=done")
    assert done.count('class="tz-due ') == 1
    dues = read(signed_in("secretary"), "/calendar/?institution=L14")
    assert 'class="tz-due ' in dues
    assert cell(dues, "2018-05-16").count('class="tz-due ') == 0


@pytest.mark.parametrize("text", ["2018-13", "mai", "2018-05-01"])
def test_an_unreadable_month_is_refused_in_words(signed_in, text):
    response = signed_in("secretary").get(f"/calendar/?month={text}")
    assert response.status_code == 422
    assert f"“{text}”不是月份。请写成 2018-05 的样式。" in response.content.decode()


def test_nobody_looks_beyond_his_reach(signed_in):
    assert signed_in("secretary").get("/calendar/?organization=HJ2").status_code == 404
    assert signed_in("member").get("/calendar/").status_code == 403


def test_a_week_and_a_day_are_shown_with_what_stands_on_them(signed_in, cast):
    week = read(signed_in("secretary"), "/calendar/?view=week&day=2018-05-16")
    assert week.count("<td") == 7
    assert "day=2018-05-07&amp;view=week" in week  # the week before
    theme = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    day = read(signed_in("secretary"), "/calendar/?view=day&day=2018-05-16")
    assert f"/duties/{theme.pk}/" in day
    assert "2018年5月17日" not in day.split("tz-duties")[1]


def test_meetings_stand_where_they_were_held_and_are_counted_for_those_above(signed_in, cast):
    first = gathering(cast, title="主题党日：植树")
    gathering(cast, of=cast.second, by=cast.other_secretary, title="别的会")
    own = read(signed_in("secretary"))
    assert f"/records/{first.pk}/" in cell(own, "2018-05-16")
    assert "别的会" not in own
    above = read(signed_in("district_officer"))
    assert "2次会议活动" in cell(above, "2018-05-16")
    assert "主题党日：植树" not in above
    day = read(signed_in("district_officer"), "/calendar/?view=day&day=2018-05-16&kind=meetings")
    assert "主题党日：植树" in day
    assert "别的会" in day


def test_visits_stand_in_the_calendar_of_who_is_visited_and_of_who_comes(signed_in, cast):
    from tests.factories.inspections import cancellation, visit

    coming = visit(cast.first, date(2018, 6, 12))
    page = read(signed_in("secretary"), "/calendar/?month=2018-06")
    assert f"/visits/{coming.pk}/" in cell(page, "2018-06-12")
    assert "二七区委到访" in cell(page, "2018-06-12")
    assert "1次到访" in cell(read(signed_in("district_officer"), "/calendar/?month=2018-06"), "2018-06-12")
    mine = read(signed_in("district_officer"), "/calendar/?month=2018-06&reach=own")
    assert "到访汇金社区第一支部" in cell(mine, "2018-06-12")
    assert f"/visits/{coming.pk}/" not in read(signed_in("other_secretary"), "/calendar/?month=2018-06")
    cancellation(coming)
    assert "已取消" in cell(read(signed_in("secretary"), "/calendar/?month=2018-06"), "2018-06-12")


def test_what_begins_is_counted_and_opened(signed_in):
    page = read(signed_in("secretary"), "/calendar/?month=2018-05")
    assert "项开始" in cell(page, "2018-05-01")
    opened = read(signed_in("secretary"), "/calendar/?view=day&kind=starts&day=2018-05-01")
    assert opened.count('class="tz-duty ') > 1


@pytest.mark.parametrize(("kind", "shown"), [("meetings", False), ("activity", False), ("due", True)])
def test_it_is_narrowed_by_kind(signed_in, cast, kind, shown):
    gathering(cast, title="某次会议")
    page = read(signed_in("secretary"), f"/calendar/?kind={kind}")
    assert ("/duties/" in page.split("<tbody")[1]) is shown
    assert ("某次会议" in page) is (kind == "meetings")
    assert ("tz-day-activity" in page) is (kind == "activity")


@pytest.mark.parametrize("part", ["secretary", "street_officer", "district_officer"])
@pytest.mark.parametrize("view", ["month", "week", "list", "day"])
@pytest.mark.parametrize("more", ["", "&reach=own", "&kind=starts", "&kind=visits"])
def test_every_view_is_shown_to_everyone_with_a_reach(signed_in, cast, part, view, more):
    gathering(cast)
    assert "<h1>" in read(signed_in(part), f"/calendar/?view={view}&day=2018-05-16{more}")


def test_it_offers_the_organisations_within_reach(signed_in):
    page = read(signed_in("district_officer"))
    assert '<option value="410103010"' in page
    assert '<option value="410103010"' not in read(signed_in("secretary"))


def test_today_is_marked_in_words(signed_in):
    assert "今天" in cell(read(signed_in("secretary")), "2018-05-18")


@pytest.mark.parametrize(
    "query", ["view=week&day=x", "view=day&day=9999-12-31", "day=0001-01-01&view=week", "month=9999-12"]
)
def test_days_that_cannot_be_shown_are_refused_in_words(signed_in, query):
    assert signed_in("secretary").get(f"/calendar/?{query}").status_code == 422
