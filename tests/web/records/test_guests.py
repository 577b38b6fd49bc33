"""Guests: named in a line each, shown, printed, kept through drafts and revisions; they count nowhere."""

from datetime import date

import pytest

from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.orgs.models import Membership
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve, send_back, submit
from taizhang.domain.records.entry import RecordEntry
from taizhang.domain.records.models import Activity
from taizhang.kernel.errors import Refused
from tests.web.district import actor, gathering
from tests.web.records.test_form import NEW, typed

pytestmark = pytest.mark.django_db
GUESTS = "张华（街道党工委书记）\n居民代表5人\n\n  张华（街道党工委书记）"


def test_guests_are_shown_and_printed_and_count_nowhere(signed_in, cast):
    sent = typed(guest_names=GUESTS)
    signed_in("secretary").post(NEW, sent)
    activity = Activity.objects.get(pk=sent["id"])
    assert activity.guest_names == ["张华（街道党工委书记）", "居民代表5人"]
    assert (activity.expected, activity.present, activity.attended) == (9, 9, 9)
    for page in ("", "print/"):
        shown = signed_in("secretary").get(f"/records/{activity.pk}/{page}").content.decode()
        assert "列席人员" in shown and "居民代表5人" in shown


def test_guests_stay_through_a_draft_and_a_revision(signed_in, cast):
    client = signed_in("secretary")
    sent = typed(guest_names=GUESTS)
    client.post(f"/records/drafts/{sent['id']}/", sent)
    form = client.get(f"/records/new/?organization=HJ1&draft={sent['id']}").content.decode()
    assert "居民代表5人" in form
    client.post(NEW, sent)
    activity = Activity.objects.get(pk=sent["id"])
    send_back(submission_id=activity.submission_id, because="请补充", by=actor(cast.street_officer))
    assert "居民代表5人" in client.get(f"/records/{activity.pk}/revision/").content.decode()
    client.post(f"/records/{activity.pk}/revision/", typed(activity.pk, guest_names="居民代表6人"))
    assert Activity.objects.get(pk=activity.pk).guest_names == ["居民代表6人"]
    change = AuditEntry.objects.filter(verb="records.revise").latest("number").details
    assert change["after"]["guest_names"] == ["居民代表6人"]
    page = client.get(f"/history/?subject={activity.pk}").content.decode()
    assert "<ins>居民代表6人</ins>" in page


def test_a_guest_of_the_register_who_took_the_chair_stays_through_a_revision_until_untapped(signed_in, cast):
    guest = Membership.objects.filter(organization=cast.unit_branch).first().person
    entry = RecordEntry(
        organization_id=cast.first.pk,
        institutions=("L05",),
        title="上级讲党课",
        held_on=date(2018, 5, 16),
        chair_id=guest.pk,
        guests=frozenset([guest.pk]),
    )
    activity = submit(entry=entry, by=actor(cast.secretary))
    client, address = signed_in("secretary"), f"/records/{activity.pk}/revision/"
    form = client.get(address).content.decode()
    assert guest.name in form and f'value="{guest.pk}" selected' in form
    kept = typed(activity.pk, came=[str(guest.pk)], chair=str(guest.pk))
    assert client.post(address, kept).status_code == 303
    assert list(activity.attendances.filter(guest=True).values_list("person_id", flat=True)) == [guest.pk]
    assert client.post(address, typed(activity.pk)).status_code == 303
    assert not activity.attendances.filter(guest=True).exists()


def test_guests_hold_no_points(cast):
    activity = gathering(cast, guest_names=("张华",))
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    holders = PointEntry.objects.filter(source_id=activity.pk).exclude(person=None).count()
    assert holders == activity.present


@pytest.mark.parametrize(
    ("names", "code"), [(("长" * 81,), "records.text"), (tuple(f"客{n}" for n in range(101)), "records.guests")]
)
def test_too_long_a_name_and_too_many_guests_are_refused_in_a_sentence(cast, names, code):
    with pytest.raises(Refused) as refusal:
        gathering(cast, guest_names=names)
    assert refusal.value.code == code


def test_who_may_not_see_the_people_reads_how_many_guests_there_were(signed_in, cast):
    activity = gathering(cast, guest_names=("张华（街道党工委书记）",))
    assert "张华" not in signed_in("member").get(f"/records/{activity.pk}/").content.decode()
