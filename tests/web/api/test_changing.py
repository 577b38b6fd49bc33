"""Changing through the interface: the acts of the pages, once however often they are sent, in the version read."""

import pytest

from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.domain.duties.models import Duty
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve, send_back
from taizhang.domain.records.models import Activity, Attendance
from tests.web.api.programs import new, problem
from tests.web.district import actor, gathering


def sent(cast, **changes):
    """A gathering of the first branch as a program sends it."""
    said = {"organization": "HJ1", "institutions": ["L05"], "title": "学习党章", "held_on": "2018-05-16"}
    return {"id": new(), **said, **changes}


def duty_of(organization) -> Duty:
    return Duty.objects.filter(organization=organization, institution="L05").order_by("-due_on")[0]


def test_a_gathering_is_handed_in_once_however_often_it_is_sent(program, cast):
    recorder, body = program("recorder"), sent(cast)
    first, second = recorder.post("activities", body), recorder.post("activities", body)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() and first.headers["ETag"] == second.headers["ETag"]
    assert first.json()["id"] == body["id"] and first.json()["state"] == "submitted"
    assert Activity.objects.filter(pk=body["id"]).count() == 1
    entry = AuditEntry.objects.get(verb="records.submit", subject_id=body["id"])
    assert (entry.channel, entry.actor_name, entry.details["key"]) == ("api", "李小川", "汇总程序")


def test_the_same_identifier_with_other_content_is_refused(program, cast):
    recorder, body = program("recorder"), sent(cast)
    recorder.post("activities", body)
    assert problem(recorder.post("activities", {**body, "title": "另一次"})) == (409, "api.other-content")
    assert problem(program("other_secretary").post("activities", {**body, "organization": "HJ2"}))[0] == 409
    typed = gathering(cast)
    assert problem(recorder.post("activities", sent(cast, id=str(typed.pk)))) == (409, "api.other-content")


def test_a_gathering_of_another_branch_is_nobodys_business(program, cast):
    assert problem(program("recorder").post("activities", sent(cast, organization="HJ2"))) == (404, "orgs.unknown")
    other = gathering(cast, of=cast.second, by=cast.other_secretary)
    for where in (f"activities/{other.pk}", f"activities/{other.pk}/attendances"):
        assert problem(program("secretary").get(where)) == (404, "records.unknown")
    body = {"id": new(), "because": "记错了"}
    assert problem(program("secretary").post(f"activities/{other.pk}/withdrawal", body)) == (404, "records.unknown")
    assert problem(program("secretary").put(f"activities/{other.pk}", sent(cast))) == (404, "records.unknown")


def test_who_may_only_read_changes_nothing(program, cast):
    assert problem(program("leader").post("activities", sent(cast))) == (403, "api.scope")
    narrow = program("recorder", Permission.RECORDS_VIEW)
    assert problem(narrow.post("activities", sent(cast))) == (403, "api.scope")


def test_a_rule_refuses_with_its_own_code_and_both_sentences(program, cast):
    answer = program("recorder").post("activities", sent(cast, held_on="2018-05-30"))
    assert problem(answer) == (422, "records.future")
    said = answer.json()
    assert "2018-05-30" in said["detail"] and said["remedy"]
    chinese = program("recorder").post("activities", sent(cast, held_on="2018-05-30"), accept_language="zh-CN")
    assert "2018-05-30" in chinese.json()["detail"] and chinese.json()["detail"] != said["detail"]


def test_a_change_names_the_version_it_means(program, cast):
    recorder = program("recorder")
    made = recorder.post("activities", sent(cast))
    where, tag = f"activities/{made.json()['id']}", made.headers["ETag"]
    assert problem(recorder.put(where, sent(cast))) == (428, "api.if-match")
    assert problem(recorder.put(where, sent(cast), if_match='"another"')) == (412, "api.stale")
    better = sent(cast, title="学习党章，更正")
    changed = recorder.put(where, better, if_match=tag)
    assert changed.status_code == 200 and changed.json()["title"] == "学习党章，更正"
    assert problem(recorder.put(where, sent(cast), if_match=tag)) == (412, "api.stale")
    assert recorder.put(where, better, if_match=tag).status_code == 200  # the same once more


def test_a_gathering_is_taken_back(program, cast):
    held = gathering(cast, by=cast.recorder)
    answer = program("recorder").change(f"activities/{held.pk}/withdrawal", f"activities/{held.pk}", because="记错了")
    assert (answer.status_code, answer.json()["state"]) == (201, "withdrawn")


def test_a_submission_is_approved_sent_back_and_undone(program, cast):
    held = gathering(cast)
    officer, where = program("street_officer"), f"submissions/{held.submission_id}"
    waiting = officer.get("submissions").json()["items"]
    assert [each["id"] for each in waiting] == [str(held.submission_id)]
    approved = officer.change(f"{where}/approval", where)
    assert (approved.status_code, approved.json()["state"]) == (201, "approved")
    assert PointEntry.objects.filter(source_id=held.pk).exists()
    undone = officer.change(f"{where}/reversal", where, because="重复登记")
    assert (undone.json()["state"], undone.json()["round"]) == ("submitted", 2)
    returned = officer.change(f"{where}/return", where, because="名单不全")
    assert [each["move"] for each in returned.json()["moves"]] == ["submit", "approve", "reopen", "return"]
    assert problem(officer.change(f"{where}/return", where, because="再退"))[0] == 409


def test_two_approvals_with_one_identifier_approve_once(program, cast):
    held = gathering(cast)
    officer, where = program("street_officer"), f"submissions/{held.submission_id}"
    tag, body = officer.get(where).headers["ETag"], {"id": new()}
    first = officer.post(f"{where}/approval", body, if_match=tag)
    second = officer.post(f"{where}/approval", body, if_match=tag)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert problem(officer.post(f"{where}/approval", {"id": new()}, if_match=tag)) == (412, "api.stale")


def test_the_recorder_never_approves(program, cast):
    held = gathering(cast)
    assert problem(program("secretary").get(f"submissions/{held.submission_id}")) == (403, "api.scope")
    beside = program("street_officer", Permission.RECORDS_REVIEW, over=cast.second)
    assert problem(beside.get(f"submissions/{held.submission_id}")) == (404, "records.unknown")


def test_a_duty_is_waived_and_owed_again(program, cast):
    duty = duty_of(cast.first)
    officer, where = program("street_officer"), f"duties/{duty.pk}"
    waived = officer.change(f"{where}/waiver", where, because="支部整建制外出")
    assert (waived.status_code, waived.json()["state"]) == (201, "waived")
    assert waived.json()["waived"]["because"] == "支部整建制外出"
    again = officer.change(f"{where}/waiver", where, because="别的理由")
    assert problem(again) == (409, "duties.waived")
    back = officer.change(f"{where}/waiver/withdrawal", where, because="已返回")
    assert back.json()["waived"] is None
    assert problem(program("secretary").post(f"{where}/waiver", {"id": new(), "because": "忙"})) == (403, "api.scope")


def test_an_entry_of_points_is_reversed_once(program, cast):
    held = gathering(cast)
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer))
    entry = PointEntry.objects.of_organizations().get(source_id=held.pk)
    officer, where = program("district_officer"), f"points/entries/{entry.pk}"
    answer = officer.change(f"{where}/reversal", where, because="重复计分")
    assert answer.json()["reversed_because"] == "重复计分"
    assert problem(officer.change(f"{where}/reversal", where, because="再来")) == (409, "points.reversed")
    assert problem(program("street_officer").post(f"{where}/reversal", {"id": new(), "because": "我"}))[0] == 403


@pytest.fixture
def roll(cast):
    """A gathering that waits, and those on its roll."""
    held = gathering(cast, by=cast.recorder)
    people = list(Attendance.objects.filter(activity=held, counts=True).order_by("person__sort_key"))
    return held, [str(line.person_id) for line in people]


def test_many_presences_get_a_receipt_each_in_their_order(program, roll):
    held, people = roll
    recorder, where = program("recorder"), f"activities/{held.pk}/attendances"
    tag = recorder.get(f"activities/{held.pk}").headers["ETag"]
    twice = {"id": new(), "person_id": people[0], "presence": "leave", "reason": "出差"}
    items = [
        twice,
        {"id": new(), "person_id": new(), "presence": "absent"},
        twice,
        {"id": new(), "person_id": people[1], "presence": "absent"},
        {**twice, "presence": "absent"},
    ]
    answer = recorder.post(where, {"items": items}, if_match=tag)
    found = answer.json()
    assert answer.status_code == 200
    assert [each["result"] for each in found["items"]] == ["accepted", "refused", "duplicate", "accepted", "refused"]
    assert [each["code"] for each in found["items"]] == ["", "records.not-on-roll", "", "", "api.other-content"]
    assert [each["id"] for each in found["items"]] == [each["id"] for each in items]
    assert (found["accepted"], found["duplicate"], found["refused"]) == (2, 1, 2)
    lines = {str(line.person_id): (line.presence, line.reason) for line in Attendance.objects.filter(activity=held)}
    assert lines[people[0]] == ("leave", "出差") and lines[people[1]] == ("absent", "")
    held.refresh_from_db()
    assert held.present == held.expected - 2


def test_the_same_presences_sent_again_change_nothing(program, roll):
    held, people = roll
    recorder, where = program("recorder"), f"activities/{held.pk}/attendances"
    tag = recorder.get(f"activities/{held.pk}").headers["ETag"]
    body = {"items": [{"id": new(), "person_id": people[0], "presence": "leave", "reason": "病假"}]}
    recorder.post(where, body, if_match=tag)
    again = recorder.post(where, body, if_match=tag)
    assert again.json()["duplicate"] == 1
    more = {"items": [*body["items"], {"id": new(), "person_id": people[1], "presence": "leave"}]}
    assert problem(recorder.post(where, more, if_match=tag)) == (412, "api.stale")
    assert AuditEntry.objects.filter(verb="records.revise", subject_id=held.pk).count() == 1


def test_a_batch_of_which_some_were_refused_is_answered_again_when_its_receipts_were_lost(program, roll):
    held, people = roll
    recorder, where = program("recorder"), f"activities/{held.pk}/attendances"
    tag = recorder.get(f"activities/{held.pk}").headers["ETag"]
    away = {"id": new(), "person_id": people[0], "presence": "leave", "reason": "病假"}
    body = {"items": [away, {"id": new(), "person_id": new(), "presence": "absent"}]}
    first, again = (recorder.post(where, body, if_match=tag) for _time in range(2))
    assert [each["result"] for each in first.json()["items"]] == ["accepted", "refused"]
    assert again.status_code == 200
    assert [each["result"] for each in again.json()["items"]] == ["duplicate", "refused"]
    assert problem(recorder.post(where, body)) == (428, "api.if-match")
    assert AuditEntry.objects.filter(verb="records.revise", subject_id=held.pk).count() == 1


def test_presences_of_what_was_approved_stay(program, cast, roll):
    held, people = roll
    approve(submission_ids=[held.submission_id], by=actor(cast.street_officer))
    recorder = program("recorder")
    tag = recorder.get(f"activities/{held.pk}").headers["ETag"]
    body = {"items": [{"id": new(), "person_id": people[0], "presence": "leave"}]}
    refused = recorder.post(f"activities/{held.pk}/attendances", body, if_match=tag)
    assert problem(refused) == (409, "records.approved")


def test_a_returned_record_is_handed_in_again_with_its_presences(program, cast, roll):
    held, people = roll
    send_back(submission_id=held.submission_id, because="名单不对", by=actor(cast.street_officer))
    recorder = program("recorder")
    tag = recorder.get(f"activities/{held.pk}").headers["ETag"]
    body = {"items": [{"id": new(), "person_id": people[2], "presence": "leave"}]}
    answer = recorder.post(f"activities/{held.pk}/attendances", body, if_match=tag)
    assert answer.json()["accepted"] == 1
    assert recorder.get(f"activities/{held.pk}").json()["state"] == "submitted"


def test_a_thousand_presences_are_read_at_once_and_no_more(program, roll):
    held, people = roll
    items = [{"id": new(), "person_id": people[0], "presence": "leave"} for _n in range(1001)]
    answer = program("recorder").post(f"activities/{held.pk}/attendances", {"items": items}, if_match="*")
    assert problem(answer) == (422, "api.shape")
    assert answer.json()["errors"][0]["field"].endswith("items")


def test_guests_are_named_and_stay_when_something_else_is_changed(program, cast):
    recorder, body = program("recorder"), sent(cast, guest_names=["张党校", "李老师"])
    assert recorder.post("activities", body).json()["guest_names"] == ["张党校", "李老师"]
    where = f"activities/{body['id']}"
    person = recorder.get(f"{where}/attendances").json()["items"][0]["person"]["id"]
    leave = {"id": new(), "person_id": person, "presence": "leave", "reason": "出差"}
    tag = recorder.get(where).headers["ETag"]
    assert recorder.post(f"{where}/attendances", {"items": [leave]}, if_match=tag).status_code == 200
    assert recorder.get(where).json()["guest_names"] == ["张党校", "李老师"]
    assert program("recorder", Permission.RECORDS_VIEW).get(where).json()["guest_names"] is None
    many = sent(cast, guest_names=["客人"] * 101)
    assert problem(recorder.post("activities", many)) == (422, "api.shape")
