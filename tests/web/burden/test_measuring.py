"""What a record took is counted from its own form: what stood there already is no input, and nobody is named."""

import re
import time
from datetime import date

import pytest

from taizhang.domain.burden.models import Effort
from taizhang.kernel.ids import uuid7
from taizhang.web.burden.opened import read, stamp
from tests.web.district import gathering

NEW = "/records/new/?organization=HJ1"


def carried(client, address=NEW) -> str:
    page = client.get(address, follow=True).content.decode()
    return re.search(r'name="opened" value="([^"]+)"', page)[1]


def typed(**changes):
    values = {"id": str(uuid7()), "organization": "HJ1", "institutions": ["L05"], "title": "学习报告"}
    return {**values, "held_on": "2018-05-16", **changes}


def ago(seconds: int, **given: list[str]) -> str:
    return stamp(given, time.time() - seconds)


def effort() -> Effort:
    return Effort.objects.get(source="records")


def test_what_stood_in_the_form_already_is_not_counted_as_typed(signed_in, cast):
    gathering(cast, "L02", held_on=date(2018, 5, 3), place="党群服务中心")
    client = signed_in("secretary")
    sent = typed(opened=carried(client), place="党群服务中心", chair=str(cast.secretary.person_id))
    assert client.post(NEW, sent).status_code == 303
    # typed: the kind and the title; filled: the day, the place, the chair and nine people present
    assert (effort().inputs, effort().filled, effort().times) == (2, 12, 1)
    assert effort().month == date(2018, 5, 1)


def test_everything_changed_or_added_counts_as_one_input_each(signed_in, cast):
    client = signed_in("secretary")
    absent = str(cast.member.person_id)
    sent = typed(
        opened=carried(client),
        held_on="2018-05-15",
        absent=[absent],
        **{f"presence-{absent}": "leave", f"reason-{absent}": "外出", "decision-0-text": "修路灯"},
    )
    client.post(NEW, sent)
    assert effort().inputs == 6  # kind, title, day, who was away, why, the decision


def test_the_time_since_it_was_opened_is_counted_but_not_the_hours_somebody_was_away(signed_in, cast):
    client = signed_in("secretary")
    client.post(NEW, typed(opened=ago(95)))
    assert 95 <= effort().seconds <= 100
    client.post(NEW, typed(opened=ago(50_000), held_on="2018-05-15"))
    assert effort().seconds <= 100 + 3 * 120


def test_sent_twice_it_is_counted_once_and_refused_not_at_all(signed_in, cast):
    client = signed_in("secretary")
    sent = typed(opened=ago(30))
    client.post(NEW, typed(opened=ago(30), held_on="2019-01-01"))
    assert not Effort.objects.exists()
    client.post(NEW, sent)
    client.post(NEW, sent)
    assert effort().times == 1


def test_a_form_keeps_when_it_was_first_opened_when_it_is_refused_and_through_its_draft(signed_in, cast):
    client = signed_in("secretary")
    first = ago(600)
    answer = client.post(NEW, typed(opened=first, held_on="2019-01-01"))
    assert first in answer.content.decode()
    key = uuid7()
    client.post(f"/records/drafts/{key}/", typed(opened=first))
    assert carried(client, f"{NEW}&draft={key}") == first


@pytest.mark.parametrize("forged", ["", "x", "1:2:3", "WzAsW11d:1xVSpD:uTovIz4CN749EmXDKLlGLY6PiIgVygMXux8aSVnX"])
def test_what_is_not_ours_is_not_measured_and_the_record_is_taken_all_the_same(signed_in, cast, forged):
    assert signed_in("secretary").post(NEW, typed(opened=forged)).status_code == 303
    assert not Effort.objects.exists()


def test_what_is_carried_along_says_when_and_what_stood_there_but_not_what_it_said():
    told = read(stamp({"place": ["党群服务中心"], "empty": [""]}, 1000.7))
    assert told.at == 1000
    assert told.made({"place": ["党群服务中心"], "title": ["新"], "empty": [""]}) == (1, 1)
    assert "党群" not in stamp({"place": ["党群服务中心"]}, 1000)
