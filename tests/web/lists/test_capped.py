"""A short list that does not show everything says how many more there are, and where."""

from copy import copy
from datetime import date

import pytest
from django.db import models

from taizhang.domain.access.models import Account
from taizhang.domain.records.models import Activity, Draft
from taizhang.domain.reviews.models import Submission
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.capped import capped
from tests.web.district import browser_of, gathering

pytestmark = pytest.mark.django_db
TODAY = date(2018, 5, 18)


def again(row: models.Model, **changes):
    """The same row under another identifier."""
    other = copy(row)
    other.pk, other._state = uuid7(), models.base.ModelState()
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def test_what_fits_is_not_counted(cast, django_assert_num_queries):
    accounts = Account.objects.order_by("pk")
    whole = accounts.count()
    with django_assert_num_queries(1):
        found = capped(accounts, whole)
    assert (len(found), found.more) == (whole, 0)


def test_what_does_not_fit_is_counted(cast):
    found = capped(Account.objects.order_by("pk"), 2)
    assert (len(found), found.more) == (2, Account.objects.count() - 2)


def test_a_day_of_many_meetings_leads_to_the_list_of_all(cast):
    one = gathering(cast)
    handed = [again(one.submission, subject_id=uuid7()) for _n in range(104)]
    Submission.objects.bulk_create(handed)
    Activity.objects.bulk_create([again(one, submission=each) for each in handed])
    client = browser_of(cast.reloaded("district_officer"))
    page = client.get("/calendar/?view=day&day=2018-05-16&kind=meetings").content.decode()
    assert page.count(one.title) == 100
    assert "另有5项" in page and "period=2018-M05&amp;state=standing" in page


def test_drafts_beyond_a_hundred_are_not_kept_silent_about(cast):
    account = cast.reloaded("secretary")
    given = {
        "person": account.person,
        "organization": cast.first,
        "body": {},
        "updated_at": gathering(cast).recorded_at,
    }
    Draft.objects.bulk_create([Draft(pk=uuid7(), **given) for _n in range(103)])
    assert "另有3项" in browser_of(account).get("/records/drafts/").content.decode()
