"""Five in a hundred approved records of each street are read by a secretary of another street, who sees no names."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest

from taizhang.domain.access.actions import AccountEntry, GrantEntry, give_many, open_many
from taizhang.domain.access.roles import Reach, Role
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.cases.actions import ReadingEntry, decline_reading, draw_samples, give_reading
from taizhang.domain.cases.findings import findings
from taizhang.domain.cases.models import Reading, Sample, SampleDraw
from taizhang.domain.cases.veil import veiled
from taizhang.domain.notices.models import Notice
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve
from taizhang.domain.records.entry import DecisionEntry
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period
from tests.factories import orgs
from tests.factories.orgs import FOUNDED, SEED
from tests.web.district import actor, district, gathering

pytestmark = pytest.mark.django_db
APRIL = Period.parse("2018-M04")
AT = datetime(2018, 5, 6, 2, tzinfo=UTC)
YES = ReadingEntry(clear=True, concrete=False, genuine=True, remark="决议可以再具体些")


@pytest.fixture
def cast(settings):
    settings.TODAY = date(2018, 5, 18)
    cast = district()
    cast.peers = []
    for n in range(2):  # two branches of the unit, each with a secretary who signs in
        branch = orgs.branch(cast.unit, name=f"教育局第{n}支部", code=f"JY{n}")
        person = orgs.person(branch)
        open_many(entries=[AccountEntry(person, f"peer{n}", None)], by=SEED)
        give_many(entries=[GrantEntry(person, Role.SECRETARY, branch, Reach.OWN, FOUNDED)], by=SEED)
        cast.peers.append(person)
    return cast


def held(cast, count: int = 1, **more) -> list:
    values = {"held_on": date(2018, 4, 16), "at": datetime(2018, 4, 17, 1, tzinfo=UTC)}
    made = [gathering(cast, "L05", **{**values, **more}) for _n in range(count)]
    by = actor(cast.street_officer, datetime(2018, 4, 18, 1, tzinfo=UTC))
    approve(submission_ids=[each.submission_id for each in made], by=by)
    return made


def drawn(cast, seed: str = "5eed") -> SampleDraw:
    return draw_samples(month=APRIL, by=actor(cast.district_officer, AT), seed=seed)


def peer(cast, reading: Reading):
    return next(each for each in cast.peers if each.pk == reading.person_id)


def by(person, days: int = 1):
    from taizhang.domain.audit.actor import Actor

    return Actor(person.name, AT + timedelta(days=days), person.pk)


def test_the_draw_can_be_done_again_by_anyone(cast):
    records = held(cast, 21)
    draw = drawn(cast)
    expected = sorted(sha256(f"5eed{each.pk}".encode()).hexdigest() for each in records)[:2]
    assert sorted(draw.samples.values_list("ticket", flat=True)) == expected
    assert draw.population == {"410103010": sorted(str(each.pk) for each in records)}
    note = AuditEntry.objects.get(subject_id=draw.pk)
    assert (note.verb, note.details["seed"]) == ("samples.draw", "5eed")


def test_the_seed_comes_from_the_machine(cast):
    held(cast)
    draw = draw_samples(month=APRIL, by=actor(cast.district_officer, AT))
    assert len(draw.seed) == 64


def test_each_street_gives_at_least_one(cast):
    held(cast, 3)
    held(cast, of=cast.unit_branch)
    assert sorted(drawn(cast).samples.values_list("street", flat=True)) == ["410103010", "JYJ"]


def test_the_reader_is_a_secretary_of_another_street_and_hears_of_it(cast):
    held(cast)
    reading = drawn(cast).readings.get()
    assert reading.person in cast.peers
    assert Notice.objects.filter(person=reading.person, kind="sample-drawn").count() == 1


def test_a_peer_has_at_most_one_record_a_month(cast):
    held(cast, 61)
    draw = drawn(cast)
    assert draw.samples.count() == 4
    assert draw.readings.count() == len(set(draw.readings.values_list("person_id", flat=True))) == 2
    held(cast, held_on=date(2018, 3, 16))
    march = draw_samples(month=Period.parse("2018-M03"), by=actor(cast.district_officer, AT))
    assert march.readings.count() == 0


def test_it_is_drawn_once_and_only_when_the_month_is_over(cast):
    held(cast)
    drawn(cast)
    with pytest.raises(Refused, match="once"):
        drawn(cast, "another seed")
    with pytest.raises(Refused, match="not over"):
        draw_samples(month=Period.parse("2018-M05"), by=actor(cast.district_officer, AT))
    with pytest.raises(Refused, match="approved"):
        draw_samples(month=Period.parse("2018-M02"), by=actor(cast.district_officer, AT))
    assert SampleDraw.objects.count() == 1


def test_a_peer_sees_no_name_of_anybody_and_not_the_branch(cast):
    number = orgs.id_number()
    held(
        cast,
        topics=("周建华同志讲党课",),
        minutes=f"汇金一支部王师傅发言，电话13812345678，{number}。李小川记录。",
        decisions=(DecisionEntry(text="由王师傅更换楼道灯", owner_id=cast.member.person_id, due_on=date(2018, 6, 1)),),
    )
    seen = veiled(drawn(cast).samples.get())
    told = str(seen)
    for name in ("周建华", "王师傅", "李小川", "汇金", "13812345678", number):
        assert name not in told
    assert "由○○更换楼道灯" in seen.decisions
    assert "本支部" in seen.minutes
    assert (seen.expected, seen.present) == (9, 9)


def test_a_declined_record_is_drawn_for_the_next_peer(cast):
    held(cast)
    first = drawn(cast).readings.get()
    with pytest.raises(Refused):
        decline_reading(reading=first, because=" ", by=by(peer(cast, first)))
    decline_reading(reading=first, because="出差", by=by(peer(cast, first)))
    second = Reading.objects.waiting().get()
    assert second.person_id != first.person_id
    decline_reading(reading=second, because="生病", by=by(peer(cast, second)))
    assert not Reading.objects.waiting().exists()
    assert Sample.objects.count() == 1


def test_a_reading_is_given_once_by_its_own_peer_and_scores_nobody(cast):
    held(cast)
    reading = drawn(cast).readings.get()
    before = PointEntry.objects.count()
    with pytest.raises(Refused):
        give_reading(reading=reading, entry=YES, by=actor(cast.secretary, AT))
    give_reading(reading=reading, entry=YES, by=by(peer(cast, reading)))
    with pytest.raises(Refused):
        give_reading(reading=reading, entry=YES, by=by(peer(cast, reading)))
    assert PointEntry.objects.count() == before
    found = findings(Reading.objects.done())[0]
    assert (found.institution, found.read, found.clear.numerator, found.concrete.numerator) == ("L05", 1, 1, 0)
