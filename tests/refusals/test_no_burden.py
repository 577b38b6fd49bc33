"""Nothing is made heavier: no picture is ever needed, nobody is ranked, who need not come lowers no rate."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps

from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.models import Duty, Fulfilment
from taizhang.domain.duties.packs import pack_in_force
from taizhang.domain.orgs.actions.exempting import exempt
from taizhang.domain.orgs.models.membership import Ground
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records import actions
from taizhang.domain.records.entry import BallotEntry, RecordEntry
from taizhang.domain.records.evidence import keep
from taizhang.domain.records.models import Attendance, Evidence
from taizhang.kernel.ids import uuid7
from tests.domain.records.test_evidence import picture
from tests.factories import burden, duties
from tests.factories.records import Upload
from tests.refusals.speech import refused_in_chinese
from tests.web.district import actor, browser_of, gathering

DAY = date(2018, 5, 16)
STATIC = Path(__file__).resolve().parents[2] / "taizhang" / "web" / "static"
CODES = tuple(f"L{number:02d}" for number in range(1, 20))


@pytest.mark.parametrize("code", CODES)
def test_every_institution_is_recorded_approved_and_met_without_any_file(cast, code):
    owed = Duty.objects.filter(institution=code, first_on__lte=DAY, last_on__gte=DAY, organization=cast.first).first()
    entry = RecordEntry(organization_id=cast.first.pk, institutions=(code,), title="会议", held_on=DAY)
    activity = actions.submit(entry=entry, by=actor(cast.secretary))
    actions.approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    assert not Evidence.objects.exists()
    assert owed is None or Fulfilment.objects.filter(duty=owed).exists()


def test_a_vote_needs_no_picture_of_it(cast):
    count = Attendance.objects.filter(activity=gathering(cast, "L05"), votes=True).count()
    gathering(cast, "L01", ballots=(BallotEntry(question="接收预备党员", yes=count),), held_on=date(2018, 5, 15))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("address", ["/points/below/", "/organizations/"])
@pytest.mark.parametrize("column", ["total", "points", "awards", "completion", "light", "unfinished"])
def test_no_list_of_organisations_is_ordered_by_what_they_achieved(cast, address, column):
    activity = gathering(cast)
    actions.approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    client = browser_of(cast.district_officer)
    names = ["汇金一支部", "汇金二支部", "大学路联合支部", "教育局支部"]

    def order(sort: str) -> list[str] | None:
        answer = client.get(f"{address}?sort={sort}")
        page = answer.content.decode()
        return sorted(names, key=page.rfind) if answer.status_code == 200 else None

    assert order(column) in (None, order(""))
    assert order(f"-{column}") in (None, order(""))


def test_who_is_exempt_by_article_23_or_floating_lowers_no_rate(cast):
    by = Actor("区委党建办", datetime(2018, 5, 10, 2, tzinfo=UTC))
    exempt(person=cast.member.person, ground=Ground.ARTICLE_23, starts_on=date(2018, 5, 1), ends_on=None, by=by)
    activity = gathering(cast)
    line = Attendance.objects.get(activity=activity, person=cast.member.person)
    assert (line.counts, line.why_not, line.presence) == (False, "exempt", "leave")
    assert activity.present == activity.expected


def test_who_is_taught_at_home_counts_as_having_taken_part_and_lowers_no_rate(cast):
    old, by = cast.member.person, Actor("区委党建办", datetime(2018, 5, 10, 2, tzinfo=UTC))
    exempt(person=old, ground=Ground.ARTICLE_23, starts_on=date(2018, 5, 1), ends_on=None, by=by)
    page = browser_of(cast.secretary).get("/records/new/?organization=HJ1", follow=True).content.decode()
    assert "送学上门" in page
    without = gathering(cast, "L04", held_on=date(2018, 5, 15))
    activity = gathering(cast, "L04", came=frozenset({old.pk}))
    assert Attendance.objects.get(activity=activity, person=old).presence == "present"
    assert activity.attended == without.attended + 1
    assert (activity.present, activity.expected) == (without.present, without.expected)


FORBIDDEN = re.compile(
    r"(^|_)(lat|lng|latitude|longitude|gps|geo|location|position|track|face|faces|fingerprint|device|address_ip|ip"
    r"|online|duration|dwell|clicks|views|visits_count|likes|shares|logins|installs|signed_in_at|checked_in_at)(_|$)"
)


def test_no_table_has_a_column_for_a_place_a_face_a_device_or_time_on_line():
    ours = [model for model in apps.get_models() if model.__module__.startswith("taizhang.")]
    columns = {f"{model._meta.label}.{field.name}" for model in ours for field in model._meta.get_fields()}
    assert len(columns) > 400
    assert {name for name in columns if FORBIDDEN.search(name.rpartition(".")[2])} == set()


def test_signing_in_reading_and_files_bring_no_point(cast):
    client = browser_of(cast.secretary)
    for page in ("/", "/records/", "/points/", "/help/", "/notices/", "/me/", "/burden/HJ1/"):
        assert client.get(page).status_code == 200
    key, photo = uuid7(), Upload("会场.jpg", picture())
    keep(upload=photo, organization=cast.first, draft_id=key, by=actor(cast.secretary))
    form = burden.collection_form(actor(cast.district_officer), owner=cast.district)
    burden.answer(burden.sending(form, actor(cast.district_officer)), actor(cast.secretary))
    burden.effort(cast.first, on=DAY, inputs=60, seconds=1500)
    with_photo = gathering(cast, "L05", id=key)
    without = gathering(cast, "L05", of=cast.second, by=cast.other_secretary)
    assert Evidence.objects.exists() and not PointEntry.objects.exists()
    actions.approve(submission_ids=[with_photo.submission_id, without.submission_id], by=actor(cast.street_officer))
    given = {row.pk: sorted(points_of(row)) for row in (with_photo, without)}
    assert given[with_photo.pk] == given[without.pk] != []


def points_of(activity) -> list[tuple[str, int]]:
    """The points that an organisation holds from a gathering."""
    entries = PointEntry.objects.of_organizations().filter(source_id=activity.pk)
    return list(entries.values_list("rule", "amount"))


def test_there_is_nothing_to_install_and_no_page_counts_how_it_is_used(cast):
    client = browser_of(cast.secretary)
    pages = [client.get(page, follow=True).content.decode() for page in ("/", "/records/new/?organization=HJ1", "/me/")]
    assert not any("manifest" in page or "serviceWorker" in page for page in pages)
    assert all('name="viewport"' in page for page in pages)
    scripts = "".join(path.read_text("utf-8") for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
    for way in ("serviceWorker", "sendBeacon", "beforeinstallprompt", "geolocation", "getUserMedia", "visibilityState"):
        assert way not in scripts, way
    assert client.get("/manifest.json").status_code == client.get("/sw.js").status_code == 404


CAMPAIGN = {"code": "L20", "name": {"zh": "专项学习", "en": "Campaign"}, "short": {"zh": "专项", "en": "Campaign"}}


def test_a_campaign_ends_with_its_pack_and_its_fields_disappear(cast, settings):
    """A version with one institution more for June; from July the next version has it no more."""
    content = dict(duties.pack_file().content)
    study = next(one for one in content["institutions"] if one["code"] == "L04")
    others = [one for one in content["institutions"] if one is not study]
    light = {**study, "weight": study["weight"] - 1}
    with_campaign = [*others, light, {**study, **CAMPAIGN, "weight": 1}]
    june = duties.pack_file(version=2, valid_from="2018-06-01", institutions=with_campaign)
    for version in (june, duties.pack_file(version=3, valid_from="2018-07-01")):
        publish(pack_file=version, by=actor(cast.district_officer))
    offered = {}
    for day in (date(2018, 6, 20), date(2018, 7, 2)):
        settings.TODAY = day
        offered[day.month] = (
            "专项" in browser_of(cast.secretary).get("/records/new/?organization=HJ1", follow=True).content.decode()
        )
    assert offered == {6: True, 7: False}
    july = datetime(2018, 7, 3, 1, tzinfo=UTC)
    with refused_in_chinese("records.unknown-institution", saying="L20"):
        gathering(cast, "L20", held_on=date(2018, 7, 2), at=july)
    assert not Duty.objects.filter(institution="L20", due_on__gte=date(2018, 7, 1)).exists()


def test_the_hours_of_study_are_those_of_the_plan_and_ask_nothing_of_the_exempt(db):
    duties.pack()
    rules = {rule.code: rule for rule in pack_in_force(DAY).institutions}
    hours = next(rule.parameters for rule in rules.values() if "member_hours" in rule.parameters)
    least = {name: given.value for name, given in hours.items()}
    assert (least["member_hours"], least["team_hours"]) == (32, 56)
    assert not least["member_hours"] <= 31.5
    assert least["team_hours"] <= 56
