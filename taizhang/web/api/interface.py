"""The interface as a whole: its calls bound to django-ninja, its description, and how every refusal is answered."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from taizhang.domain.access.roles import Permission
from taizhang.kernel.errors import Refused, _
from taizhang.web.api import problems
from taizhang.web.api.bodies import StrictParser
from taizhang.web.api.calls import CALLS, PERMISSIONS, Call
from taizhang.web.api.faults import faults
from taizhang.web.api.problems import Trouble

ROOMS = Path(__file__).parent / "rooms"


def _load() -> NinjaAPI:
    """All calls of all rooms, bound."""
    api = NinjaAPI(
        title="Taizhang",
        version="1",
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        parser=StrictParser(),
    )
    for room in sorted(ROOMS.glob("[a-z]*.py")):
        import_module(f"taizhang.web.api.rooms.{room.stem}")
    for call in CALLS:
        api.default_router.add_api_operation(
            "/" + call.path,
            [call.method],
            call.run,  # type: ignore[arg-type]
            response={200: call.answers},
            operation_id=call.name,
            summary=_summary(call),
            tags=[call.path.partition("/")[0]],
        )
    api.add_exception_handler(Refused, _refused)
    api.add_exception_handler(Trouble, _troubled)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Exception, _failed)
    return api


def offered() -> list[Permission]:
    """What a key may open: the permissions that some call asks for."""
    return [one for one in Permission if one in PERMISSIONS]


def _summary(call: Call) -> str:
    return ((call.view.__doc__ if call.view else "") or "").strip().partition("\n")[0]


def _refused(request: HttpRequest, refusal: Any) -> HttpResponse:
    """What a rule refuses."""
    return problems.refused(refusal)


def _troubled(request: HttpRequest, found: Any) -> HttpResponse:
    """What is refused beside the rules."""
    return problems.troubled(found)


def _invalid(request: HttpRequest, wrong: Any) -> HttpResponse:
    """Fields that are missing, unknown, or not of the kind that is asked for."""
    refusal = Refused(
        _("What was sent does not have the shape that is asked for."),
        _("See the fields below, and the description of the interface."),
        code="api.shape",
    )
    return problems.respond(422, refusal, faults(wrong.errors, gettext))


def _failed(request: HttpRequest, failure: Any) -> HttpResponse:
    """What no rule foresaw goes on to the door, which keeps it in the log and says so."""
    raise failure


def _unreadable(request: HttpRequest, wrong: Any) -> HttpResponse:
    """A body that is no JSON; the parser's own sentence lies within."""
    cause = wrong.__cause__
    if isinstance(cause, Refused):
        return problems.respond(400, cause)
    raise wrong


API = _load()
