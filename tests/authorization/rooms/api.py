"""The interface for programs: the same doors as the pages; here through a session, as the pages are."""

from typing import Any

from taizhang.kernel.ids import uuid7
from tests.authorization import nouns
from tests.authorization.matrix import rows
from tests.factories import access


def because(_at: Any) -> dict[str, Any]:
    return {"id": str(uuid7()), "because": "核对后更正"}


def gathering(at: Any) -> dict[str, Any]:
    return {
        "id": str(uuid7()),
        "organization": at.code,
        "institutions": ["L05"],
        "title": "学习",
        "held_on": "2018-05-16",
    }


def presence(_at: Any) -> dict[str, Any]:
    return {"items": [{"id": str(uuid7()), "person_id": str(uuid7()), "presence": "present"}]}


rows("signed-in", "api:me", "api:description")
rows("nobody", "api:nowhere", keys=lambda _world, _at: {"rest": "nothing"})

rows("orgs.view", "api:organizations")
rows("orgs.view", "api:organization", "api:organization_children", "api:organization_places",
     "api:organization_history", keys=nouns.code)  # fmt: skip
rows("people.view", "api:people")
rows("people.view", "api:person", keys=nouns.person)

rows("packs.view", "api:packs")
rows("packs.view", "api:pack", keys=nouns.pack, over="whole")
rows("packs.view", "api:institution", keys=nouns.institution, over="whole")

rows("duties.view", "api:duties", "api:measures")
rows("duties.view", "api:duty", keys=nouns.duty)
rows("duties.waive", "api:duty_waiver", "api:duty_waiver_withdrawal", keys=nouns.duty, body=because, json=True)

rows("records.view", "api:activities")
rows("records.view", "api:activity", "api:activity_attendances", keys=nouns.activity)
rows("records.view", "api:figures", never="S R O")  # figures count the whole district
rows("records.write", "api:activity_submission", body=gathering, json=True)
rows("records.write", "api:activity_revision", keys=nouns.activity, body=gathering, json=True)
rows("records.write", "api:activity_withdrawal", keys=nouns.activity, body=because, json=True)
rows("records.write", "api:activity_attendance_batch", keys=nouns.activity, body=presence, json=True)

rows("records.write", "api:evidence_upload", query=lambda at: f"?organization={at.code}&name=a.txt&activity={uuid7()}",
     over="whole")  # fmt: skip  # the form of a file comes before its place; tests/web/api/test_evidence.py

rows("records.review", "api:submissions")
rows("records.review", "api:submission", keys=nouns.submission)
rows("records.review", "api:submission_approval", keys=nouns.submission, json=True,
     body=lambda _at: {"id": str(uuid7())})  # fmt: skip
rows("records.review", "api:submission_return", "api:submission_reversal", keys=nouns.submission, body=because,
     json=True)  # fmt: skip

rows("points.view", "api:point_entries", "api:point_balances")
rows("points.view", "api:point_balance", keys=nouns.code)
rows("points.view", "api:point_entry", keys=nouns.point_entry)
rows("points.view", "api:person_points", "api:person_point_entries", keys=nouns.person)
rows("points.reverse", "api:point_reversal", keys=nouns.point_entry, body=because, json=True)


def own_key(world: Any, _at: Any) -> dict[str, Any]:
    """A key of the first branch's secretary."""
    return {"key": world.once("key", world.places["first"], lambda: access.key(world.cast.secretary)).pk}


rows("signed-in", "keys:own", "keys:new")
rows("nobody", "keys:revocation", keys=own_key, also="S")
rows("grants.manage", "keys:all")
rows("grants.manage", "keys:ending", keys=own_key, over="whole")
