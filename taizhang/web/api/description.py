"""The description of the interface in OpenAPI 3.1: what django-ninja knows, and what every call has in common."""

from functools import cache
from typing import Any

from taizhang.web.api.calls import CALLS, Call
from taizhang.web.api.interface import API
from taizhang.web.api.parameters import described
from taizhang.web.api.problems import MEDIA, TITLES, FieldProblem, Problem

TEXT = """The same actions and permissions as the pages, for programs. Every number carries the address of its rows.

* A key is made on the page of one's keys and sent as `Authorization: Bearer tz_…`. It never opens more than its person
  may at that moment. A session of the same site reads too; to change something it sends the token of the page.
* Changes carry an identifier made by the program (UUID version 7): sending twice is harmless. A change of something
  that is there already names the version it means: the ETag as `If-Match`.
* Every refusal is a problem (RFC 9457) with a `code` that does not change with the language.
* Lists come in parts: follow `next` and `previous`, which stand in the header `Link` too.
"""
ALWAYS = (400, 401, 403, 404, 405, 406, 422, 429)
OF_CHANGES = (409, 411, 413, 415)
OF_VERSIONS = (412, 428)
SECURITY = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key made on the page of one's keys"},
    "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
}
JSON = "application/json"
SCHEMAS = "#/components/schemas/"


@cache
def description() -> dict[str, Any]:
    """The whole of it; the same for everyone."""
    whole: dict[str, Any] = dict(API.get_openapi_schema(path_prefix="/api/v1/"))
    whole["info"]["description"] = TEXT
    whole["info"]["license"] = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
    whole["components"]["securitySchemes"] = SECURITY
    whole["components"]["responses"] = {str(status): _refusal(status) for status in TITLES if status != 500}
    whole["components"]["schemas"] |= _problem_schemas()
    whole["security"] = [{"key": []}, {"session": []}]
    by_name = {call.name: call for call in CALLS}
    for methods in whole["paths"].values():
        for operation in methods.values():
            _complete(operation, by_name[operation["operationId"]])
    return whole


def _complete(operation: dict[str, Any], call: Call) -> None:
    """Add to a call what django-ninja does not know of it."""
    operation["parameters"] = [*operation.get("parameters", []), *described(call), *_headers(call)]
    operation["description"] = _text(call)
    if call.media != JSON:
        operation["requestBody"] = {"required": True, "content": {call.media: {}}}
    good: dict[str, Any] = operation["responses"].pop(200)
    good["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "The version of this answer"}}
    found: dict[str, Any] = {"200": good}
    if call.reads:
        found["304"] = {"description": "Whoever asks has this version already."}
    elif call.method == "POST":
        found["201"] = good
    for status in (*ALWAYS, *(() if call.reads else OF_CHANGES), *(OF_VERSIONS if call.matched else ())):
        found[str(status)] = {"$ref": f"#/components/responses/{status}"}
    operation["responses"] = dict(sorted(found.items()))


def _headers(call: Call) -> list[dict[str, Any]]:
    if not call.matched:
        return []
    schema = {"type": "string"}
    return [{"name": "If-Match", "in": "header", "schema": schema, "description": "The ETag of the version meant"}]


def _text(call: Call) -> str:
    """The first sentence of the view, and which permission it needs."""
    said = ((call.view.__doc__ if call.view else "") or "").strip()
    needed = f"Needs the permission `{call.permission.value}`." if call.permission else "Needs a key or a session."
    return f"{said}\n\n{needed}"


def _refusal(status: int) -> dict[str, Any]:
    return {"description": TITLES[status], "content": {MEDIA: {"schema": {"$ref": f"{SCHEMAS}Problem"}}}}


def _problem_schemas() -> dict[str, Any]:
    template = SCHEMAS + "{model}"
    problem = Problem.model_json_schema(ref_template=template, mode="serialization")
    problem.pop("$defs", None)
    return {
        "Problem": problem,
        "FieldProblem": FieldProblem.model_json_schema(ref_template=template, mode="serialization"),
    }
