"""A record's own page: who sees it, what it says, its files."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from taizhang.domain.orgs.models import Membership
from taizhang.domain.records.actions import approve
from taizhang.domain.records.entry import Absence, BallotEntry, DecisionEntry
from taizhang.domain.records.models import Activity, Evidence
from tests.web.district import actor, browser_of, gathering
from tests.web.records.test_form import NEW, typed


@pytest.fixture
def rich(cast) -> Activity:
    """A gathering with everything: absences, a decision, a vote."""
    people = list(Membership.objects.filter(organization=cast.first).values_list("person_id", flat=True))
    people.remove(cast.secretary.person_id)
    return gathering(
        cast,
        *("L05", "L04", "L01"),
        chair_id=cast.secretary.person_id,
        absences={people[0]: Absence("leave", "出差"), people[1]: Absence("absent", "")},
        decisions=(DecisionEntry(text="更换楼道灯", owner_id=people[2], due_on=date(2018, 6, 10)),),
        ballots=(BallotEntry(question="接收预备党员", yes=6, no=1),),
        topics=("学习报告",),
    )


def test_those_above_and_the_branch_see_a_record(signed_in, cast, rich):
    for part in ("secretary", "recorder", "street_officer", "district_officer", "leader"):
        assert signed_in(part).get(f"/records/{rich.pk}/").status_code == 200


def test_another_branch_does_not_even_hear_that_it_exists(signed_in, cast, rich):
    response = signed_in("other_secretary").get(f"/records/{rich.pk}/")
    assert response.status_code == 404
    assert rich.title not in response.content.decode()


def test_administrators_see_no_records(signed_in, cast, rich):
    for part in ("system_admin", "security_admin", "audit_admin"):
        assert signed_in(part).get(f"/records/{rich.pk}/").status_code == 404


def test_a_member_sees_the_gathering_but_only_the_own_name_on_its_roll(signed_in, cast, rich):
    page = signed_in("member").get(f"/records/{rich.pk}/").content.decode()
    assert rich.title in page
    assert "李小川" not in page


def test_the_page_tells_everything(signed_in, cast, rich):
    page = signed_in("secretary").get(f"/records/{rich.pk}/").content.decode()
    for words in (
        "出差",
        "更换楼道灯",
        "接收预备党员",
        "2×7=14 ≥ 9，有效",
        "2×6=12 &gt; 9，通过",
        "主题党日（党员活动日）",
        "学习报告",
    ):
        assert words in page
    assert "2018年5月17日 09:00" in page  # when we learnt of it
    assert "待审核" in page


def test_points_are_pending_until_approved_and_the_same_afterwards(signed_in, cast, rich):
    client = signed_in("secretary")
    before = client.get(f"/records/{rich.pk}/").content.decode()
    approve(submission_ids=[rich.submission_id], by=actor(cast.street_officer))
    after = client.get(f"/records/{rich.pk}/").content.decode()
    assert "审核通过后入账" in before
    assert "已随审核通过入账" in after
    assert before.count("7 人，每人") == after.count("7 人，每人") == 2


def test_a_late_record_bears_a_stamp(signed_in, cast):
    late = gathering(cast, held_on=date(2018, 5, 2))
    assert "补录" in signed_in("secretary").get(f"/records/{late.pk}/").content.decode()


def test_a_record_is_withdrawn_by_its_branch_and_by_nobody_else(signed_in, cast, rich):
    assert signed_in("street_officer").post(f"/records/{rich.pk}/withdrawal/").status_code == 403
    assert signed_in("other_secretary").post(f"/records/{rich.pk}/withdrawal/").status_code == 404
    assert signed_in("secretary").post(f"/records/{rich.pk}/withdrawal/").status_code == 303
    rich.submission.refresh_from_db()
    assert rich.submission.state == "withdrawn"


def test_the_sheet_for_the_files_has_room_for_signatures(signed_in, cast, rich):
    page = signed_in("secretary").get(f"/records/{rich.pk}/print/").content.decode()
    assert "主持人（签字）" in page
    assert "周建华" in page


def test_every_page_costs_a_fixed_number_of_queries(signed_in, cast, rich, django_assert_max_num_queries):
    client = signed_in("secretary")
    for address in (f"/records/{rich.pk}/", f"/records/{rich.pk}/print/", f"/records/{rich.pk}/revision/", "/records/"):
        client.get(address)
        with django_assert_max_num_queries(15):
            client.get(address)


def test_the_form_costs_the_same_for_any_number_of_members(signed_in, cast, django_assert_max_num_queries):
    from taizhang.domain.orgs.models import Placement
    from tests.factories import duties

    client = signed_in("secretary")
    address = client.get(NEW).url
    with django_assert_max_num_queries(15):
        client.get(address)
    duties.people(Placement.objects.get(organization=cast.first), 81)
    with django_assert_max_num_queries(15):
        assert client.get(address).content.decode().count('name="absent"') == 90


def test_the_list_costs_the_same_at_ten_times_the_rows(signed_in, cast, django_assert_max_num_queries):
    client = signed_in("secretary")
    for day in range(1, 4):
        gathering(cast, title=f"第{day}次", held_on=date(2018, 5, day))
    with django_assert_max_num_queries(15):
        client.get("/records/")
    for day in range(1, 31):
        gathering(cast, title=f"四月第{day}次", held_on=date(2018, 4, day))
    with django_assert_max_num_queries(15):
        assert client.get("/records/").content.decode().count("四月第") == 30


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "JPEG")
    return SimpleUploadedFile("会场.jpg", file.getvalue(), "image/jpeg")


@pytest.fixture
def with_file(signed_in, cast, settings, tmp_path) -> Evidence:
    settings.MEDIA_ROOT = tmp_path
    sent = typed(files=[picture()])
    assert signed_in("secretary").post(NEW, sent).status_code == 303
    return Evidence.objects.get(activity_id=sent["id"])


def test_a_file_is_downloaded_and_never_run(signed_in, cast, with_file):
    response = signed_in("street_officer").get(f"/records/{with_file.activity_id}/evidence/{with_file.pk}/")
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment;")


def test_a_file_is_only_for_who_may_see_its_record(signed_in, cast, with_file):
    address = f"/records/{with_file.activity_id}/evidence/{with_file.pk}/"
    assert signed_in("other_secretary").get(address).status_code == 404
    other = gathering(cast, of=cast.second, by=cast.other_secretary)
    assert signed_in("other_secretary").get(f"/records/{other.pk}/evidence/{with_file.pk}/").status_code == 404


def test_a_file_of_the_wrong_kind_is_refused_and_nothing_typed_is_lost(signed_in, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    wrong = SimpleUploadedFile("表.xlsm", b"PK\x03\x04", "application/octet-stream")
    response = signed_in("secretary").post(NEW, typed(files=[wrong], minutes="写了很多"))
    assert response.status_code == 422
    assert "写了很多" in response.content.decode()
    assert "表.xlsm" in response.content.decode()
    assert not Activity.objects.exists()


def test_a_file_sent_with_a_refused_form_is_kept_for_the_next_try(signed_in, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, sent = browser_of(cast.secretary), typed(institutions=[], files=[picture()])
    assert "会场.jpg" in client.post(NEW, sent).content.decode()
    client.post(NEW, {**sent, "institutions": ["L05"], "files": []})
    assert Activity.objects.get().evidence.get().name == "会场.jpg"


def test_a_file_can_be_left_out(signed_in, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client, sent = browser_of(cast.secretary), typed(institutions=[], files=[picture()])
    client.post(NEW, sent)
    client.post(NEW, {**sent, "institutions": ["L05"], "files": [], "drop": [str(Evidence.objects.get().pk)]})
    assert not Activity.objects.get().evidence.exists()
