"""The register of what results were used for."""

from datetime import datetime, timedelta

import pytest

from taizhang.domain.assessments.actions.deviating import DeviationEntry, confirm, propose
from taizhang.domain.assessments.actions.publishing import publish
from taizhang.domain.assessments.actions.using import UseEntry, enter_use, take_back_use
from taizhang.domain.assessments.models import Deviation, Purpose, Use
from taizhang.kernel.errors import Refused
from tests.domain.assessments.quarter import AFTER, by, closed, locked, published, result, second
from tests.factories.orgs import NOW


def entry(of, **more) -> UseEntry:
    values = {"purpose": Purpose.AWARD, "what": "推荐为先进基层党组织", "on": AFTER, **more}
    return UseEntry(of, **values)


def refused(act) -> str:
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.code


def test_what_a_published_or_locked_result_was_used_for_is_entered_once_and_taken_back(cast):
    one = entry(result(locked(cast), cast.first))
    first, again = (enter_use(entry=one, by=by(cast.district_officer, AFTER)) for _time in range(2))
    assert first == again and Use.objects.standing().count() == 1
    take_back_use(use=first, by=by(cast.district_officer, AFTER))
    assert take_back_use(use=first, by=by(cast.district_officer, AFTER)).taken_back_at is not None
    assert Use.objects.standing().count() == 0


def test_a_preview_is_used_for_nothing(cast):
    one = entry(result(closed(cast), cast.first))
    assert refused(lambda: enter_use(entry=one, by=by(cast.district_officer, AFTER))) == "assessments.stage"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"what": ""}, "assessments.text"),
        ({"on": AFTER + timedelta(days=1)}, "assessments.use-day"),
        ({"on": AFTER - timedelta(days=9)}, "assessments.use-day"),
    ],
)
def test_it_needs_words_and_a_day_since_publication(cast, more, code):
    one = entry(result(published(cast), cast.first), **more)
    assert refused(lambda: enter_use(entry=one, by=by(cast.district_officer, AFTER))) == code


def test_the_day_of_publication_is_that_of_the_place(cast):
    assessment = second(cast, closed(cast))
    early = by(cast.district_officer, AFTER).later(datetime(2018, 4, 10, 7, tzinfo=NOW.tzinfo))  # the 9th in Greenwich
    publish(assessment=assessment, by=early)
    before = entry(result(assessment, cast.first), on=AFTER - timedelta(days=1))
    assert refused(lambda: enter_use(entry=before, by=early)) == "assessments.use-day"
    assert enter_use(entry=entry(result(assessment, cast.first)), by=early).on == AFTER


def test_a_result_that_was_replaced_is_used_for_nothing(cast):
    assessment = published(cast)
    old = result(assessment, cast.first)
    change = DeviationEntry(Deviation.OVERRIDE, "集体研究", cast.first, grade="fair")
    override = propose(assessment=assessment, entry=change, by=by(cast.district_officer, AFTER))
    confirm(override=override, by=by(cast.leader, AFTER))
    assert refused(lambda: enter_use(entry=entry(old), by=by(cast.leader, AFTER))) == "assessments.replaced"
