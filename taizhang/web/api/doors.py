"""The doors of the interface: one pattern for each call; those at the same address answer each by its method."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from ninja.operation import Operation
from ninja.utils import replace_path_param_notation

from taizhang.kernel.errors import Refused, _
from taizhang.web.api import problems
from taizhang.web.api.calls import CALLS, Call
from taizhang.web.api.entering import account_of_call, enter
from taizhang.web.api.interface import API
from taizhang.web.api.problems import Trouble, trouble
from taizhang.web.kit.page import PAGES
from taizhang.web.kit.request import Gate

log = logging.getLogger("taizhang.api")
Pair = tuple[Call, Operation]


def _pairs() -> dict[str, list[Pair]]:
    """The calls at each address, with what django-ninja made of them."""
    made = {
        operation.operation_id: operation
        for router in API._get_bound_routers()
        for view in router.path_operations.values()
        for operation in view.operations
    }
    found: dict[str, list[Pair]] = {}
    for call in CALLS:
        found.setdefault(call.path, []).append((call, made[call.name]))
    return found


def _door(own: Call, pairs: list[Pair]) -> Callable[..., HttpResponseBase]:
    """The view of an address, as the door of one of its calls."""

    @csrf_exempt
    @wraps(own.view)  # type: ignore[arg-type]
    def answer(request: HttpRequest, **values: Any) -> HttpResponseBase:
        try:
            call, operation = _meant(request, pairs)
            response = operation.run(enter(request, call), **values)
        except Trouble as found:
            response = problems.troubled(found)
        except Refused as refusal:
            response = problems.refused(refusal)
        except Exception:
            log.exception("%s %s", request.method, request.path)
            response = problems.failed()
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        patch_vary_headers(response, ["Authorization", "Cookie"])
        return response

    return answer


def _meant(request: HttpRequest, pairs: list[Pair]) -> Pair:
    method = "GET" if request.method == "HEAD" else request.method
    for call, operation in pairs:
        if call.method == method:
            return call, operation
    found = trouble(405, "api.method", _("This address does not answer {method}."), method=str(method)[:20])
    allowed = [call.method for call, _operation in pairs]
    found.headers["Allow"] = ", ".join([*allowed, *(["HEAD"] if "GET" in allowed else [])])
    raise found


def _patterns() -> list[URLPattern]:
    return [
        path(replace_path_param_notation(where), _door(call, pairs), name=call.name)
        for where, pairs in _pairs().items()
        for call, _operation in pairs
    ]


@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Whatever else is asked for below the address of the interface is not there."""
    try:
        account_of_call(request)
    except Trouble as found:
        return problems.troubled(found)
    refusal = Refused(
        _("The interface has nothing at this address."),
        _("See its description: /api/v1/openapi.json."),
        code="api.unknown",
    )
    return problems.refused(refusal)


PAGES[f"{nowhere.__module__}.{nowhere.__qualname__}"] = Gate(None, False, ("GET",))


urlpatterns = [*_patterns(), re_path(r"^(?P<rest>[\s\S]*)$", nowhere, name="nowhere")]
