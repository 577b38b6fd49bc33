"""A published version is never edited, and old periods keep theirs."""

from datetime import date

import pytest

from taizhang.domain.audit.kept import reading
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.actions.packs import publish
from taizhang.domain.duties.models import Duty, Pack, ProgrammeItem, Standard
from taizhang.domain.duties.packs import find_pack, pack_in_force, validities
from taizhang.kernel.periods import Period
from tests.domain.refusals import refused
from tests.factories.duties import actor, duty, pack, pack_file, stand

pytestmark = pytest.mark.django_db


def test_publishing_writes_the_standards_and_the_programme():
    published = pack()
    assert str(published) == "erqi-2018 v1"
    assert Standard.objects.filter(pack=published).count() == 19
    kinds = ProgrammeItem.objects.filter(pack=published).values_list("kind", flat=True)
    assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {
        "theme": 1,
        "mechanism": 3,
        "project": 6,
        "category": 4,
    }
    lesson = Standard.objects.get(code="L04")
    assert (lesson.name_zh, lesson.order, lesson.categories) == ("党课", 4, "ABCD")
    assert AuditEntry.objects.get(verb="packs.publish").details["sha256"] == published.sha256


def test_the_same_content_again_changes_nothing():
    assert pack().pk == pack().pk
    assert Pack.objects.count() == 1
    assert AuditEntry.objects.filter(verb="packs.publish").count() == 1


def test_a_version_that_says_something_else_is_refused():
    pack()
    with refused("duties.pack-version"):
        pack(title={"zh": "另一个", "en": "Another"})
    assert Pack.objects.get().title_zh != "另一个"


def test_a_version_must_rise():
    pack(version=3)
    with refused("duties.pack-older"):
        pack(version=2, valid_from="2019-01-01")


@pytest.mark.parametrize("first", ["2017-06-01", "2018-01-01"])
def test_a_version_that_does_not_begin_after_the_others_overlaps_them(first):
    pack()
    with refused("duties.pack-overlap"):
        pack(version=2, valid_from=first)


def test_a_version_with_an_end_of_its_own_rules_until_then():
    pack(valid_to="2018-12-31")
    with refused("duties.pack-overlap"):
        pack(version=2, valid_from="2018-12-31")
    pack(version=2, valid_from="2019-01-01")
    assert [span.last for _pack, span in validities()] == [date(2018, 12, 31), date.max]


def test_the_versions_follow_each_other():
    first, second = pack(), pack(version=2, valid_from="2018-07-01")
    assert Pack.objects.in_force(date(2018, 6, 30)) == first
    assert Pack.objects.in_force(date(2018, 7, 1)) == second
    assert pack_in_force(date(2018, 7, 1)).version == 2
    assert [span.last for _pack, span in validities()] == [date(2018, 6, 30), date.max]


def test_without_a_pack_nothing_rules():
    pack(valid_to="2018-12-31")
    assert find_pack(date(2017, 12, 31)) is None
    assert find_pack(date(2019, 1, 1)) is None
    with refused("duties.no-pack"):
        pack_in_force(date(2019, 1, 1))


def test_rules_are_rebuilt_once_for_a_digest(django_assert_num_queries):
    pack(title={"zh": "只读一次", "en": "Read once"})
    with django_assert_num_queries(2):
        first = pack_in_force(date(2018, 5, 1))
    with django_assert_num_queries(1):
        assert pack_in_force(date(2018, 5, 31)) is first


def test_a_page_asks_once_for_the_rules_of_all_its_days(django_assert_num_queries):
    pack(), pack(version=2, valid_from="2018-07-01")
    days = (date(2018, 6, 30), date(2018, 7, 1))
    known = [pack_in_force(day) for day in days]  # each version is read once a process
    with reading(), django_assert_num_queries(1):
        assert [find_pack(day) for day in days] == known
    assert [rules.version for rules in known] == [1, 2]


def test_no_version_begins_in_a_period_that_is_issued():
    duty()
    with refused("duties.pack-past"):
        pack(version=2, valid_from="2018-04-15")
    assert publish(pack_file=pack_file(version=2, valid_from="2018-05-02"), by=actor()).version == 2


def test_periods_keep_the_version_of_their_first_day():
    place = stand("B")
    first, second = pack(), pack(version=2, valid_from="2018-07-01")
    for code in ("2018-M06", "2018-M07"):
        period = Period.parse(code)
        issue(period=period, on=period.first, by=actor())
    versions = dict(Duty.objects.filter(organization=place.organization).values_list("occurrence", "standard__pack"))
    assert versions["2018-M06"] == versions["2018-Q2"] == versions["2018"] == versions["2018-H1"] == first.pk
    assert versions["2018-M07"] == versions["2018-Q3"] == versions["2018-H2"] == second.pk
