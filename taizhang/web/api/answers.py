"""What is answered: bytes with their version, lists in parts with the addresses of their neighbours."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags
from ninja import Schema
from pydantic import BaseModel, Field

from taizhang.kernel.errors import _
from taizhang.web.api.problems import trouble
from taizhang.web.kit.jinja import changed
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.paging import slice_of

T = TypeVar("T")
USUAL, MOST = 50, 200  # items in one part of a list
ROOT = "/api/v1/"


class Number(Schema):
    """A number, and the address of the rows that it counts."""

    value: int
    rows: str = Field(description="The address of what is counted")


class Items(Schema, Generic[T]):
    """A list that is short enough to be answered whole."""

    items: list[T]


class Page(Schema, Generic[T]):
    """One part of a list."""

    items: list[T]
    next: str | None = Field(description="The address of the following part; null at the end")
    previous: str | None = Field(description="The address of the part before; null at the beginning")


@dataclass(frozen=True, slots=True)
class Made:
    """An answer about something that is new."""

    answer: BaseModel


def reply(request: HttpRequest, answer: BaseModel | Made) -> HttpResponse:
    """The bytes of an answer with their version; 304 to whoever has them already."""
    status, model = (201, answer.answer) if isinstance(answer, Made) else (200, answer)
    assert isinstance(model, BaseModel)  # noqa: S101  # for the type checker
    content = model.model_dump_json().encode()
    tag = _tag(content)
    if request.method in ("GET", "HEAD") and _known(request, "If-None-Match", tag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(content, status=status, content_type="application/json")
    response.headers["ETag"] = tag
    if isinstance(model, Page):
        links = [f'<{url}>; rel="{rel}"' for rel, url in (("next", model.next), ("prev", model.previous)) if url]
        if links:
            response.headers["Link"] = ", ".join(links)
    return response


def match(request: HttpRequest, model: BaseModel) -> None:
    """Refuse a change that does not say which version it means, or means one that is no more."""
    if "If-Match" not in request.headers:
        raise trouble(
            428,
            "api.if-match",
            _("A change must say which version it means, so that nobody overwrites what he has not seen."),
            _("Read it, and send its ETag as If-Match."),
        )
    if not _known(request, "If-Match", _tag(model.model_dump_json().encode())):
        raise trouble(
            412,
            "api.stale",
            _("It has changed since it was read."),
            _("Read it again, and decide anew."),
        )


def parted(
    request: PageRequest, rows: QuerySet[Any], order: Sequence[str], make: Callable[[list[Any]], Iterable[T]]
) -> Page[T]:
    """The part of a list that ?after=, ?before= and ?limit= name, in a total order; `make` gets its rows at once."""
    part = slice_of(rows, order, request.GET, int(request.GET.get("limit") or USUAL))
    return Page(
        items=list(make(part.rows)),
        next=_link(request, after=part.after) if part.after else None,
        previous=_link(request, before=part.before) if part.before else None,
    )


def address(path: str, **query: Any) -> str:
    """An address of the interface, with what is asked there."""
    from django.utils.http import urlencode

    asked = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{ROOT}{path}?{urlencode(asked)}" if asked else f"{ROOT}{path}"


def as_of(request: PageRequest) -> dict[str, str]:
    """What keeps the day of the answer in an address."""
    return {"on": request.on.isoformat()} if request.on != request.today else {}


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _known(request: HttpRequest, header: str, tag: str) -> bool:
    given = request.headers.get(header, "")
    if not given:
        return False
    tags = parse_etags(given)
    return tag in tags or "*" in tags


def _link(request: PageRequest, **changes: str) -> str:
    return request.path + changed(request.GET.copy(), {"after": None, "before": None, **changes})
