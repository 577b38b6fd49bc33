"""Effort: measured from use, capped where somebody was away, summed per organisation, month and cause; nobody named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.burden.caps import caps
from taizhang.domain.burden.effort import A_FIELD, A_SITTING, Work, spent, spent_many, worked
from taizhang.domain.burden.models import Cap, Effort
from taizhang.domain.orgs.kinds import Level
from tests.domain.refusals import refused
from tests.factories import burden, orgs
from tests.factories.burden import DAY


@given(st.floats(-1e9, 1e9), st.integers(0, 500))
def test_nobody_works_longer_than_passed_nor_more_than_two_minutes_an_input_or_half_an_hour(elapsed, inputs):
    seconds = worked(elapsed, inputs)
    assert 0 <= seconds <= min(A_SITTING, A_FIELD * max(inputs, 1))
    assert seconds <= max(0, elapsed)


@pytest.mark.django_db
def test_work_of_a_month_adds_up_in_one_row_that_names_nobody():
    branch = orgs.branch()
    before = AuditEntry.objects.count()
    for day in (1, 31):
        spent(organization_id=branch.pk, source="records", inputs=4, seconds=90, filled=20, on=date(2018, 5, day))
    spent(organization_id=branch.pk, source="records", inputs=1, seconds=10, on=date(2018, 6, 1))
    rows = Effort.objects.values_list("month", "times", "inputs", "filled", "seconds").order_by("month")
    assert list(rows) == [(date(2018, 5, 1), 2, 8, 40, 180), (date(2018, 6, 1), 1, 1, 0, 10)]
    assert AuditEntry.objects.count() == before
    names = {field.name for field in Effort._meta.get_fields()}
    assert not {name for name in names if "person" in name or "name" in name or name.endswith("_at")}


@pytest.mark.django_db
def test_many_are_added_at_once_and_nothing_ever_shrinks():
    one, other = orgs.branch(), orgs.branch()
    works = [Work(each.pk, "records", 2, 30, DAY) for each in (one, other, one)]
    spent_many([*works, Work(one.pk, "form:x", -5, -7, DAY)])
    assert dict(Effort.objects.filter(source="records").values_list("organization_id", "seconds")) == {
        one.pk: 60,
        other.pk: 30,
    }
    assert Effort.objects.get(source="form:x").seconds == 0
    spent_many([])


@pytest.mark.django_db
def test_half_an_hour_a_month_is_proposed_for_a_branch_until_a_document_says_another():
    assert caps(DAY)[Level.BRANCH].minutes == 30
    burden.cap(minutes=20)
    told = caps(DAY)[Level.BRANCH]
    assert (told.minutes, told.document, told.since) == (20, "二七办〔2018〕3号", DAY)
    assert caps(date(2018, 5, 30))[Level.BRANCH].minutes == 30
    burden.cap(minutes=25)
    assert (caps(DAY)[Level.BRANCH].minutes, Cap.objects.count()) == (25, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"document": ""}, "burden.cap-basis"),
        ({"minutes": 0}, "burden.cap"),
        ({"minutes": 601}, "burden.cap"),
        ({"starts_on": date(2018, 5, 30)}, "burden.cap"),
        ({"starts_on": date(2030, 1, 1)}, "orgs.day"),
    ],
)
def test_a_cap_without_a_document_or_back_in_time_is_refused(changes, code):
    orgs.district()
    with refused(code):
        burden.cap(**changes)
    assert not Cap.objects.exists()
