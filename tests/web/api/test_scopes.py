"""A key opens what a session of its person opens, less what it does not name; for every call and every post."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.web.api.calls import CALLS, Call
from taizhang.web.api.interface import offered
from tests.web.api.programs import ROOT, TODAY, new, problem
from tests.web.district import browser_of

PARTS = (
    *("secretary", "recorder", "street_officer", "district_officer", "leader"),
    *("system_admin", "security_admin", "audit_admin"),
)
HOLDERS = ("district_officer", "secretary")  # between them they hold all that the interface asks for
VALUES = {
    "uuid:key": str(uuid4()),
    "code": "HJ1",
    "slug:code": "erqi-2018",
    "int:version": "1",
    "slug:institution": "L05",
}


def address(call: Call) -> str:
    """The address of a call, about something that may not be there."""
    return re.sub(r"\{([^}]+)\}", lambda found: VALUES[found[1]], call.path)


def reading() -> Iterator[str]:
    return (address(call) for call in CALLS if call.reads)


@pytest.mark.parametrize("part", PARTS)
def test_a_whole_key_opens_exactly_what_its_person_opens(cast, program, part):
    whole, browser = program(part), browser_of(cast.reloaded(part))
    differing = {}
    for where in reading():
        through_key, through_session = whole.get(where), browser.get(ROOT + where)
        if through_key.status_code != through_session.status_code:
            differing[where] = (through_key.status_code, through_session.status_code)
    assert differing == {}


@pytest.mark.parametrize("permission", offered())
def test_a_key_without_a_permission_opens_none_of_its_calls(cast, program, permission):
    part = next(one for one in HOLDERS if policy.may(cast.reloaded(one), permission, on=TODAY))
    held = [one for one in Permission if one != permission and policy.may(cast.reloaded(part), one, on=TODAY)]
    narrow = program(part, *held)
    concerned = [call for call in CALLS if call.permission is permission]
    assert concerned
    for call in concerned:
        answer = narrow.send(call.method, address(call), {}, media=call.media)
        assert problem(answer) == (403, "api.scope"), call.name


@pytest.mark.parametrize("call", [call for call in CALLS if "{uuid:key}" in call.path], ids=lambda call: call.name)
def test_what_no_one_ever_made_is_not_there(program, call):
    """Identifiers that were made up, with a body that is in form: 404, whatever else might be wrong."""
    body = {
        "PUT": {"organization": "HJ1", "institutions": ["L05"], "title": "学习", "held_on": "2018-05-16"},
        "POST": {} if call.name == "submission_approval" else {"because": "核对后更正"},
    }.get(call.method, {})
    if call.name == "activity_attendance_batch":
        body = {"items": [{"id": new(), "person_id": str(uuid4()), "presence": "absent"}]}
    elif not call.reads:
        body |= {"id": new()}
    part = "secretary" if call.permission is Permission.RECORDS_WRITE else "district_officer"
    assert problem(program(part).send(call.method, address(call), body, if_match="*"))[0] == 404
