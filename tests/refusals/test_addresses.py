"""Addresses and forms that hold what cannot be read: answered with a sentence, never with a failure."""

import pytest

from taizhang.domain.duties.models import Duty, Waiver
from taizhang.domain.records.models import Activity, Draft
from tests.refusals.speech import everything, is_said_in_chinese
from tests.refusals.test_personal_data import business_pages
from tests.web.district import browser_of, gathering

ODD = (
    "q=%00",
    "subject=" + "x" * 36,
    "after=xx&before=yy&sort=zz&page=-1",
    "draft=%20&duty=1&person=2&key=3&under=4",
    "period=9999-M12&year=9999&month=9999-12&day=9999-12-31&until=9999-12-31",
    "year=0&month=2118-01&on=0001-01-01&since=0001-01-01&until=0001-01-01",
    "days=99999999999&year=99999999999&number=99999999999&since=9999-12-31&month=99999-01",
    "days=9999&year=9999&number=9999",
    "days=1e9&year=-1&week=2018-W99&period=2018-M00&by=zz&state=zz&format=zz&light=zz&category=zz&sort=-zz",
    "institution=L99&kind=x&state=y&role=z&since=x&days=-1",
)


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize(("who", "also"), [("district_officer", ()), ("audit_admin", ("/audit/",))])
def test_no_address_makes_a_page_fail(cast, who, also, query):
    client = browser_of(getattr(cast, who))
    client.raise_request_exception = False
    for page in also or business_pages():
        assert client.get(f"{page}?{query}").status_code < 500, page


def test_a_control_sign_in_a_form_is_refused_in_a_sentence_and_nothing_is_written(cast):
    activity = gathering(cast)
    duty = Duty.objects.filter(organization=cast.first, claims__isnull=True).first()
    office, secretary = browser_of(cast.street_officer), browser_of(cast.secretary)
    form = {"organization": "HJ1", "title": "a\0b", "held_on": "2018-05-17", "institutions": "L05"}
    before = everything()
    for client, address, sent in (
        (office, f"/reviews/{activity.submission_id}/return/", {"because": "a\0b"}),
        (office, f"/duties/{duty.pk}/waiver/", {"because": "a\0b"}),
        (secretary, f"/records/{activity.pk}/withdrawal/", {"because": "a\0b"}),
        (secretary, "/records/drafts/0190d0c0-0000-7000-8000-000000000001/", form),
        (secretary, "/records/new/?organization=HJ1", form),
        (secretary, "/records/preview/", form),
    ):
        answer = client.post(address, sent, headers={"Accept": "application/json"})
        assert answer.status_code == 422, address
        is_said_in_chinese(answer.json()["refused"])
    assert everything() == before
    assert (Activity.objects.count(), Draft.objects.count(), Waiver.objects.count()) == (1, 0, 0)
