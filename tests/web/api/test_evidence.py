"""Files sent by programs: checked by their content, kept once, named by the record that follows."""

from urllib.parse import urlencode

import pytest

from taizhang.domain.records.models import Evidence
from tests.web.api.programs import Program, new, problem

TEXT = "到会九人，请假一人".encode()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def send(program: Program, activity: str, content: bytes = TEXT, name: str = "名单.txt", organization: str = "HJ1"):
    asked = urlencode({"organization": organization, "name": name, "activity": activity})
    return program.send("POST", f"evidence?{asked}", content, media="application/octet-stream")


def test_a_file_is_kept_once_and_handed_in_with_its_record(program):
    recorder, activity = program("recorder"), new()
    first, again = send(recorder, activity), send(recorder, activity)
    assert first.status_code == 201 and first.json() == again.json()
    body = {"organization": "HJ1", "institutions": ["L05"], "title": "学习", "held_on": "2018-05-16"}
    made = recorder.post("activities", {"id": activity, "evidence": [first.json()["id"]], **body})
    assert [each["sha256"] for each in made.json()["evidence"]] == [first.json()["sha256"]]
    assert str(Evidence.objects.get().activity_id) == activity


def test_a_file_is_what_its_content_says(program):
    assert problem(send(program("recorder"), new(), b"MZ\0\0", "照片.jpg"))[0] == 422
    assert problem(send(program("recorder"), new(), b"<html>", "说明.txt")) == (422, "evidence.kind")
    assert not Evidence.objects.exists()


def test_a_file_for_another_branch_or_its_record_is_refused(program, cast):
    from tests.web.district import gathering

    assert problem(send(program("recorder"), new(), organization="HJ2")) == (404, "orgs.unknown")
    other = gathering(cast, of=cast.second, by=cast.other_secretary)
    assert problem(send(program("recorder"), str(other.pk))) == (404, "records.unknown")
    assert problem(send(program("leader"), new())) == (403, "api.scope")


def test_a_file_beyond_twenty_megabytes_is_refused_before_it_is_read(program):
    assert problem(send(program("recorder"), new(), b"x" * (20 * 1024 * 1024 + 1))) == (413, "api.too-large")


def test_what_a_file_belongs_to_must_be_said(program):
    answer = program("recorder").send("POST", "evidence?organization=HJ1", TEXT, media="application/octet-stream")
    assert problem(answer) == (422, "api.parameter")
