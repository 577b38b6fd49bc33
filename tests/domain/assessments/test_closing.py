"""Closing a period: what is computed, frozen and told, and what is refused."""

from datetime import date

import pytest

from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.freezing import again, explained, frozen, kept
from taizhang.domain.assessments.models import Assessment, FrozenFacts, Result, SchemeVersion, Stage
from taizhang.domain.assessments.reckoning import taken
from taizhang.domain.assessments.schemes import scheme_of
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.actions.waive import waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.notices.models import Notice
from taizhang.domain.orgs.names import placement
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import POINT
from tests.domain.assessments.quarter import CLOSING, Q1, WINDOW, by, closed, result, scheme, set_up
from tests.factories.orgs import branch


def test_a_closed_period_has_a_result_for_everybody_below_and_says_until_when_one_may_object(cast):
    assessment = closed(cast)
    assert (assessment.stage, assessment.revision) == (Stage.PREVIEW, 1)
    assert assessment.objections_until == WINDOW  # five working days
    judged = set(Result.objects.filter(assessment=assessment).values_list("organization_id", flat=True))
    assert cast.district.pk not in judged
    assert {cast.street.pk, cast.community.pk, cast.first.pk, cast.second.pk, cast.joint.pk, cast.unit.pk} <= judged


def test_the_mark_is_that_of_the_duties_and_the_visit(cast):
    assessment = closed(cast)
    first, second = result(assessment, cast.first), result(assessment, cast.second)
    assert first.units == 60 * POINT + 40 * POINT * 80 // 100
    assert (first.grade, first.rank, first.group_size, first.complete) == ("good", 1, 2, True)
    assert second.units < first.units and second.rank == 2
    joint = result(assessment, cast.joint)  # nobody visited it: unknown is not nought, and the mark says so
    assert (joint.complete, joint.units, joint.rank) == (False, 0, None)


def test_a_result_explains_itself_from_what_was_frozen(cast):
    assessment = closed(cast)
    score = explained(result(assessment, cast.first))
    assert score.units == result(assessment, cast.first).units
    assert [part.units for part in score.parts[0].parts] == [100 * POINT, 80 * POINT]


def test_what_was_frozen_gives_the_same_bytes_again(cast):
    assessment = closed(cast)
    facts = FrozenFacts.objects.get(assessment=assessment)
    assert frozen(assessment).content == bytes(facts.content)
    assert again(assessment) == kept(assessment) != b""


def test_later_facts_change_nothing_of_what_was_closed(cast):
    assessment = closed(cast)
    before = kept(assessment)
    waive(duty=_open_duty(cast), because="抢险", by=by(cast.street_officer))
    assert again(assessment) == kept(assessment) == before


def test_secretaries_and_offices_are_told_of_their_own_and_the_trail_names_the_facts(cast):
    assessment = closed(cast)
    told = Notice.objects.filter(kind="score-preview")
    assert set(told.values_list("person_id", flat=True)) == {
        cast.secretary.person_id,
        cast.other_secretary.person_id,
        cast.street_officer.person_id,
    }
    line = told.get(person_id=cast.secretary.person_id)
    assert line.link == "/scores/HJ1/2018-Q1/"
    entry = AuditEntry.objects.get(verb="assessments.close")
    assert entry.details["facts"] == FrozenFacts.objects.get(assessment=assessment).sha256


def test_a_period_that_is_not_over_is_not_closed(cast):
    set_up(cast)
    with pytest.raises(Refused, match="2018-03-31") as refusal:
        close(office=cast.district, period=Q1, by=by(cast.district_officer, Q1.last))
    assert refusal.value.code == "assessments.period-open"
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(
    ("period", "code"),
    [("2018-M01", "assessments.no-scheme"), ("2017-Q4", "assessments.no-scheme")],
)
def test_a_period_that_no_scheme_judges_is_refused(cast, period, code):
    set_up(cast)
    with pytest.raises(Refused) as refusal:
        close(office=cast.district, period=Period.parse(period), by=by(cast.district_officer))
    assert refusal.value.code == code


@pytest.mark.parametrize("period", ["2018-M01", "2017-Q4"])
def test_a_scheme_judges_only_periods_of_its_kind_and_time(cast, period):
    version = scheme()
    with pytest.raises(Refused) as refusal:
        close(office=cast.district, period=Period.parse(period), scheme=version, by=by(cast.district_officer))
    assert refusal.value.code == "assessments.other-period"


def test_what_a_later_version_judges_is_not_closed_by_the_one_before(cast):
    set_up(cast)
    old = SchemeVersion.objects.get()
    scheme(version=2, valid_from=date(2018, 4, 1))
    second_quarter = Period.parse("2018-Q2")
    with pytest.raises(Refused) as refusal:
        close(office=cast.district, period=second_quarter, scheme=old, by=by(cast.district_officer, date(2018, 7, 2)))
    assert refusal.value.code == "assessments.other-period"
    assert close(office=cast.district, period=Q1, scheme=old, by=by(cast.district_officer)).scheme == old


def test_an_overlay_judges_beside_the_main_scheme_and_each_closes_for_itself(cast):
    main = closed(cast)
    stars = scheme(code="stars", overlay=True)
    beside = close(office=cast.district, period=Q1, scheme=stars, by=by(cast.district_officer))
    assert (main.scheme.overlay, beside.scheme) == (False, stars)
    assert result(beside, cast.first).units == result(main, cast.first).units


def test_a_period_is_closed_once(cast):
    closed(cast)
    with pytest.raises(Refused, match="孙丽") as refusal:
        close(office=cast.district, period=Q1, by=by(cast.leader))
    assert refusal.value.code == "assessments.closed"
    assert Assessment.objects.count() == 1


def test_what_changed_since_whoever_closes_looked_is_refused(cast):
    set_up(cast)
    file = scheme_of(SchemeVersion.objects.get())
    seen = taken(placement(cast.district, CLOSING).path, file.scheme, Q1, CLOSING).results
    waive(duty=_open_duty(cast), because="抢险", by=by(cast.street_officer))
    with pytest.raises(Refused) as refusal:
        close(office=cast.district, period=Q1, seen=seen, by=by(cast.district_officer))
    assert refusal.value.code == "assessments.facts-changed"
    assert not Assessment.objects.exists() and not FrozenFacts.objects.exists()


def test_an_office_without_anybody_below_closes_nothing(cast):
    set_up(cast)
    alone = branch(cast.community)
    with pytest.raises(Refused) as refusal:
        close(office=alone, period=Q1, by=by(cast.district_officer))
    assert refusal.value.code == "assessments.nobody"


def test_the_tree_is_that_of_the_last_day_of_the_period(cast):
    set_up(cast)
    young = branch(cast.community, founded_on=date(2018, 4, 1))
    assessment = close(office=cast.district, period=Q1, by=by(cast.district_officer))
    assert not Result.objects.filter(assessment=assessment, organization=young).exists()


def _open_duty(cast) -> Duty:
    """One that the second branch did not meet, its books still open."""
    rows = Duty.objects.filter(organization=cast.second, fulfilment__isnull=True)
    return rows.filter(due_on__lte=Q1.last).order_by("-closes_on")[0]
