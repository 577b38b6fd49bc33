"""The demo's work is counted from its own records, its forms are answered by those asked, its switch is off again."""

from datetime import date

import pytest

from seeds import burden
from taizhang.domain.burden.effort import RECORDS
from taizhang.domain.burden.models import Answer, CollectionForm, Effort
from taizhang.domain.policies.models import Warrant
from taizhang.domain.policies.queries import warrants
from taizhang.domain.records.entry import DecisionEntry
from tests.web.district import district, gathering

pytestmark = pytest.mark.django_db
TODAY = date(2018, 5, 31)


@pytest.fixture
def cast(db):
    return district()


def test_inputs_are_counted_as_the_rows_show_them(cast):
    absent = {cast.member.person_id: ("leave", "外出")}
    gathering(cast, "L05", "L04", topics=("学报告",), absences=absent, decisions=(DecisionEntry(text="修路灯"),))
    gathering(cast, "L02", held_on=date(2018, 5, 15))
    work = next(one for one in burden.recorded() if one.organization_id == cast.first.pk)
    # titles 2, kinds 3, topics 1, who was away and why 2, a decision 2
    # filled: 4 each, 8 members and 3 of the committee
    assert (work.inputs, work.filled, work.times, work.source, work.on) == (10, 19, 2, RECORDS, date(2018, 5, 1))


def test_the_demo_has_a_form_that_runs_one_that_ended_and_a_switch_that_was_on(cast):
    gathering(cast)
    burden.furnish()
    assert CollectionForm.objects.live(TODAY).get().title == "困难党员摸底表"
    assert CollectionForm.objects.count() == 2
    assert Answer.objects.submitted().exists()
    assert warrants(on=TODAY) == {}
    assert Warrant.objects.get().ended_because
    sources = {row.source.partition(":")[0] for row in Effort.objects.all()}
    assert sources == {"records", "form"}
