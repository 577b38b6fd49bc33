"""A machine tries all that the description allows, and what it forbids: nothing fails, nothing else is answered."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from taizhang.config.wsgi import application
from taizhang.domain.duties.models import Duty
from taizhang.domain.points.models import PointEntry
from taizhang.domain.records.actions import approve
from taizhang.web.api.calls import CALLS
from taizhang.web.api.description import description
from tests.web.api.programs import Program
from tests.web.district import actor, gathering

EACH = 8  # examples of every call, allowed and forbidden
NAMES = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance"),
    *("response_schema_conformance", "negative_data_rejection", "unsupported_method"),
)
WRITES = tuple(f"{method} /api/v1/{noun}" for method in ("POST", "PUT") for noun in ("activities", "evidence"))
LIST = ("after", "before")
ROOMS = sorted({call.path.partition("/")[0] for call in CALLS})
load_all_checks()
REJECTION = CHECKS.get_one("negative_data_rejection")
QUIET = settings(
    max_examples=EACH,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def known(cast) -> dict[str, Any]:
    """What is there to be found, by the address in which it stands."""
    waits = gathering(cast, by=cast.recorder)
    done = gathering(cast, "L05", of=cast.second, by=cast.other_secretary)
    approve(submission_ids=[done.submission_id], by=actor(cast.street_officer))
    return {
        "activities": str(waits.pk),
        "submissions": str(waits.submission_id),
        "duties": str(Duty.objects.filter(organization=cast.first).earliest("due_on").pk),
        "points": str(PointEntry.objects.filter(source_id=done.pk).order_by("id")[0].pk),
        "people": str(cast.member.person_id),
    }


@pytest.fixture
def programs(program, settings, tmp_path) -> dict[str, Program]:
    """One program that reviews and sees everything, and one that records."""
    settings.API_PER_MINUTE, settings.MEDIA_ROOT = 1_000_000, tmp_path
    return {"district_officer": program("district_officer"), "recorder": program("recorder")}


@pytest.fixture(autouse=True)
def one_transaction() -> Iterator[None]:
    """Requests leave the connection of the test open, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operations(room: str) -> Iterator[Any]:
    schema = schemathesis.openapi.from_dict(description())
    schema.app = application
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path.removeprefix("/api/v1/").partition("/")[0] == room:
            yield operation


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
@pytest.mark.parametrize("room", ROOMS)
def test_whatever_is_sent_is_answered_as_described(room, mode, known, programs):
    checks = CHECKS.get_by_names(NAMES)
    answered: Counter[int] = Counter()

    def attempt(case: Any, real: bool) -> None:
        writes = case.operation.label.startswith(WRITES)
        program = programs["recorder" if writes else "district_officer"]
        if real and mode is GenerationMode.POSITIVE:
            _found(case, room, known)
        headers = {**program.headers, "If-Match": "*"} if case.headers is None or real else program.headers
        response = case.call(headers=headers)
        refused_unread = {response.status_code} & {413}  # too large to be looked at, whatever else is wrong with it
        case.validate_response(response, checks=[one for one in checks if not refused_unread or one is not REJECTION])
        answered[response.status_code] += 1

    for operation in operations(room):
        strategy = operation.as_strategy(generation_mode=mode)
        QUIET(given(case=strategy, real=st.booleans())(attempt))()
    assert sum(answered.values()) >= EACH
    assert mode is GenerationMode.NEGATIVE or answered[200] + answered[201] > 0, answered


def _found(case: Any, room: str, known: dict[str, Any]) -> None:
    """The same case about something that is there."""
    for name in case.path_parameters or {}:
        real = {"key": known.get(room), "code": "erqi-2018" if room == "packs" else "HJ1", "version": 1}
        case.path_parameters[name] = real.get(name) or "L05"
    if isinstance(case.body, dict) and "organization" in case.body:
        case.body["organization"] = "HJ1"
        case.body["institutions"], case.body["held_on"] = ["L05"], "2018-05-16"
    for name in case.query or {}:
        real = {"organization": "410103010", "under": "410103010", "on": "2018-05-17", "period": "2018", "year": 2018}
        case.query[name] = real.get(name, case.query[name])
    if room == "evidence":
        case.query |= {"organization": "HJ1", "name": "到会名单.txt"}
        case.body = "到会九人".encode()
    for name in LIST:
        (case.query or {}).pop(name, None)
