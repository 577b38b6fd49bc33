"""Recording a gathering: who may, what is prefilled, what is never lost."""

import re
from datetime import date
from uuid import UUID

from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Membership
from taizhang.domain.records.models import Activity, Draft
from taizhang.kernel.ids import uuid7
from tests.web.district import gathering

NEW = "/records/new/?organization=HJ1"


def typed(key=None, **changes):
    """What the secretary sends of a theme day at which everyone was."""
    values = {
        "id": str(key or uuid7()),
        "organization": "HJ1",
        "institutions": ["L05"],
        "title": "学习党的十九大精神",
        "held_on": "2018-05-16",
        "topics": "学习报告\n研究楼道灯",
    }
    return {**values, **changes}


def opened(client, address=NEW):
    """The form, after the redirect that gives it its identifier."""
    return client.get(address, follow=True)


def test_a_secretary_records_a_gathering(signed_in, cast):
    sent = typed(institutions=["L05", "L04", "L01"], lecturer="周建华")
    response = signed_in("secretary").post(NEW, sent)
    assert (response.status_code, response.url) == (303, f"/records/{sent['id']}/")
    activity = Activity.objects.get(pk=sent["id"])
    assert (activity.institutions, activity.expected, activity.present) == (["L05", "L04", "L01"], 9, 9)
    assert activity.topics == ["学习报告", "研究楼道灯"]
    assert set(activity.claims.values_list("duty__institution", flat=True)) == {"L05", "L04", "L01"}


def test_a_recorder_records_too(signed_in, cast):
    assert signed_in("recorder").post(NEW, typed()).status_code == 303


def test_who_only_reads_or_reviews_may_not_record(signed_in, cast):
    for part in ("street_officer", "district_officer", "leader", "member"):
        assert signed_in(part).get(NEW).status_code == 403
        assert signed_in(part).post(NEW, typed()).status_code == 403
    assert not Activity.objects.exists()


def test_a_secretary_of_another_branch_finds_no_form_here(signed_in, cast):
    assert signed_in("other_secretary").get(NEW).status_code == 404
    assert signed_in("other_secretary").post(NEW, typed()).status_code == 404


def test_a_form_opens_for_the_only_organisation_of_its_recorder(signed_in, cast):
    response = opened(signed_in("secretary"), "/records/new/")
    assert "organization=HJ1" in response.redirect_chain[-1][0]


def test_the_form_is_prefilled(signed_in, cast):
    gathering(cast, "L05", held_on=date(2018, 5, 2), place="党群服务中心")
    page = opened(signed_in("secretary")).content.decode()
    assert 'value="2018-05-16"' in page  # the fixed activity day of this month
    assert 'value="党群服务中心"' in page
    assert re.search(rf'<option value="{cast.secretary.person_id}" selected>', page)


def test_from_a_duty_its_institution_is_chosen_and_its_name_suggested(signed_in, cast):
    duty = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    page = opened(signed_in("secretary"), f"{NEW}&duty={duty.pk}").content.decode()
    assert re.search(r'value="L05"[^>]* checked', page)
    assert 'value="主题党日"' in page


def test_an_overdue_duty_is_made_up_for_by_the_recorders_word(signed_in, cast):
    duty = Duty.objects.get(organization=cast.first, institution="L02", occurrence="2018-M04")
    page = opened(signed_in("secretary"), f"{NEW}&duty={duty.pk}")
    assert page.status_code == 200
    assert 'value="2018-05-18"' in page.content.decode()  # it has no fixed day: today
    assert f'name="duties" value="{duty.pk}"' in page.content.decode()
    sent = typed(institutions=["L02"], held_on="2018-05-18", duties=[str(duty.pk)])
    signed_in("secretary").post(NEW, sent)
    assert Activity.objects.get().claims.get().duty_id == duty.pk


def test_what_may_be_the_same_gathering_is_suggested(signed_in, cast):
    duty = Duty.objects.get(organization=cast.first, institution="L05", occurrence="2018-M05")
    page = opened(signed_in("secretary"), f"{NEW}&duty={duty.pk}").content.decode()
    assert re.search(r'tz-kind-fits" data-code="L04"', page)
    assert not re.search(r'tz-kind-fits" data-code="L02"', page)


def test_every_error_stands_beside_what_was_typed(signed_in, cast):
    sent = typed(institutions=[], held_on="2018-05-31", minutes="先学习，再讨论。", starts_at="25:00")
    response = signed_in("secretary").post(NEW, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "先学习，再讨论。" in page
    assert 'value="25:00"' in page
    assert "19:30" in page
    assert not Activity.objects.exists()


def test_a_gathering_to_come_is_refused_beside_its_day(signed_in, cast):
    page = signed_in("secretary").post(NEW, typed(held_on="2018-05-31")).content.decode()
    assert "2018-05-31" in page.split('id="id_held_on-wrong"')[1][:400]


def test_sending_twice_is_harmless(signed_in, cast):
    client, sent = signed_in("secretary"), typed()
    assert client.post(NEW, sent).url == client.post(NEW, {**sent, "title": "又一次"}).url
    assert Activity.objects.get().title == "学习党的十九大精神"


def test_a_record_of_another_organisation_cannot_be_overwritten(signed_in, cast):
    from taizhang.domain.records.actions import withdraw
    from tests.web.district import actor

    theirs = gathering(cast, of=cast.second, by=cast.other_secretary)
    withdraw(activity=theirs, by=actor(cast.other_secretary))
    response = signed_in("secretary").post(NEW, typed(theirs.pk))
    assert response.status_code == 404
    assert Activity.objects.get(pk=theirs.pk).organization_id == cast.second.pk


def test_who_was_not_there_is_kept_with_the_reason(signed_in, cast):
    away = Membership.objects.filter(organization=cast.first).exclude(person=cast.secretary.person)[:2]
    one, other = (each.person_id for each in away)
    roll = {"absent": [one, other], f"presence-{one}": "leave", f"reason-{one}": "出差", f"presence-{other}": "absent"}
    sent = typed(**roll)
    signed_in("secretary").post(NEW, sent)
    lines = Activity.objects.get(pk=sent["id"]).attendances.exclude(presence="present")
    assert {(each.person_id, each.presence, each.reason) for each in lines} == {
        (one, "leave", "出差"),
        (other, "absent", ""),
    }


def test_decisions_and_votes_come_with_the_record(signed_in, cast):
    rows = {
        "decision-0-text": "更换楼道灯",
        "decision-0-owner": str(cast.secretary.person_id),
        "decision-0-due_on": "2018-06-10",
        "ballot-0-question": "接收预备党员",
        "ballot-0-yes": "8",
        "ballot-0-no": "1",
    }
    sent = typed(institutions=["L01"], **rows)
    assert signed_in("secretary").post(NEW, sent).status_code == 303
    activity = Activity.objects.get(pk=sent["id"])
    assert activity.decisions.get().due_on == date(2018, 6, 10)
    assert (activity.ballots.get().valid, activity.ballots.get().passed) == (True, True)


def test_votes_that_do_not_add_up_are_refused_with_the_numbers(signed_in, cast):
    sent = typed(**{"ballot-0-question": "接收预备党员", "ballot-0-yes": "99"})
    response = signed_in("secretary").post(NEW, sent)
    assert response.status_code == 422
    assert "99" in response.content.decode()


def test_the_preview_says_at_once_what_follows(signed_in, cast):
    sent = typed(institutions=["L05", "L04"])
    response = signed_in("secretary").post("/records/preview/", sent, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert "<html" not in page
    assert "主题党日（党员活动日）" in page
    assert "应到 9 人，实到 9 人" in page
    assert "+4" in page  # two for the theme day, two for the lecture
    assert not Activity.objects.exists()


def test_another_kind_of_gathering_brings_another_roll(signed_in, cast):
    client = signed_in("secretary")
    shown = opened(client).content.decode()
    key = re.search(r'name="roll_key" value="(\d+)"', shown)[1]
    same = client.post("/records/preview/", typed(roll_key=key)).content.decode()
    committee = client.post("/records/preview/", typed(institutions=["L02"], roll_key=key)).content.decode()
    assert "hx-swap-oob" not in same
    assert "hx-swap-oob" in committee
    assert committee.count('name="absent"') == 3


def test_a_preview_without_a_day_waits_for_one(signed_in, cast):
    assert signed_in("secretary").post("/records/preview/", typed(held_on="")).status_code == 200


def test_a_preview_is_only_for_who_records_there(signed_in, cast):
    assert signed_in("other_secretary").post("/records/preview/", typed()).status_code == 404


def test_a_draft_is_saved_as_typed_and_continued(signed_in, cast):
    client, key = signed_in("secretary"), uuid7()
    sent = typed(key, title="只填了一半", held_on="")
    saved = client.post(f"/records/drafts/{key}/", sent, headers={"X-Autosave": "1"})
    assert saved.status_code == 204
    page = client.get(f"{NEW}&draft={key}").content.decode()
    assert 'value="只填了一半"' in page
    assert "只填了一半" in client.get("/records/drafts/").content.decode()


def test_a_draft_saved_without_script_shows_what_would_follow(signed_in, cast):
    key = uuid7()
    page = signed_in("secretary").post(f"/records/drafts/{key}/", typed(key), follow=True).content.decode()
    assert "应到 9 人，实到 9 人" in page


def test_a_draft_is_nobody_elses(signed_in, cast):
    key = uuid7()
    signed_in("secretary").post(
        f"/records/drafts/{key}/", typed(key, title="周书记的草稿"), headers={"X-Autosave": "1"}
    )
    other = signed_in("recorder")
    assert "周书记的草稿" not in other.get("/records/drafts/").content.decode()
    assert "周书记的草稿" not in other.get(f"{NEW}&draft={key}").content.decode()
    assert other.post(f"/records/drafts/{key}/removal/").status_code == 404


def test_handing_in_ends_the_draft_and_a_late_saving_does_not_bring_it_back(signed_in, cast):
    client, key = signed_in("secretary"), uuid7()
    client.post(f"/records/drafts/{key}/", typed(key), headers={"X-Autosave": "1"})
    client.post(NEW, typed(key))
    late = client.post(f"/records/drafts/{key}/", typed(key), headers={"X-Autosave": "1", "Accept": "application/json"})
    assert late.status_code == 422
    assert not Draft.objects.exists()
    assert client.get(f"{NEW}&draft={key}").url == f"/records/{key}/"


def test_a_discarded_draft_can_be_brought_back(signed_in, cast):
    client, key = signed_in("secretary"), uuid7()
    client.post(f"/records/drafts/{key}/", typed(key, title="误删"), headers={"X-Autosave": "1"})
    undo = client.post(f"/records/drafts/{key}/removal/", follow=True).content.decode()
    assert not Draft.objects.exists()
    assert f"/records/drafts/{key}/restoration/" in undo
    client.post(f"/records/drafts/{key}/restoration/")
    assert Draft.objects.get(pk=key).body["title"] == ["误删"]


def test_a_returned_record_is_revised_in_the_same_form(signed_in, cast):
    from taizhang.domain.records.actions import send_back
    from tests.web.district import actor

    activity = gathering(cast)
    send_back(submission_id=activity.submission_id, because="请补充议题", by=actor(cast.street_officer))
    client = signed_in("secretary")
    page = client.get(f"/records/{activity.pk}/revision/").content.decode()
    assert "请补充议题" in page
    assert 'value="学习党的十九大精神"' in page
    sent = typed(activity.pk, title="学习党的十九大报告")
    assert client.post(f"/records/{activity.pk}/revision/", sent).status_code == 303
    activity.refresh_from_db()
    assert (activity.title, activity.submission.state) == ("学习党的十九大报告", "submitted")


def test_an_approved_record_is_not_revised(signed_in, cast):
    from taizhang.domain.records.actions import approve
    from tests.web.district import actor

    activity = gathering(cast)
    approve(submission_ids=[activity.submission_id], by=actor(cast.street_officer))
    response = signed_in("secretary").post(f"/records/{activity.pk}/revision/", typed(activity.pk, title="改了"))
    assert response.status_code == 422
    assert Activity.objects.get(pk=activity.pk).title == "学习党的十九大精神"


def test_the_identifier_of_a_form_stays_when_it_is_reloaded(signed_in, cast):
    client = signed_in("secretary")
    address = client.get(NEW).url
    page = client.get(address).content.decode()
    key = UUID(address.rpartition("draft=")[2])
    assert f'name="id" value="{key}"' in page
