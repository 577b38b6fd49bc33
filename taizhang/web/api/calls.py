"""A call: one method at one address, what it asks of whoever comes, what it answers; kept in the table of all gates."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from taizhang.domain.access.roles import Permission
from taizhang.web.api.answers import Page, reply
from taizhang.web.kit.filter import Filter
from taizhang.web.kit.page import PAGES
from taizhang.web.kit.request import Gate

View = Callable[..., Any]
MEGABYTE = 1024 * 1024
PERMISSIONS: dict[Permission, None] = {}  # what a key for the interface may open, in the order of the calls


@dataclass(frozen=True, kw_only=True)
class Call:
    """One method at one address of the interface.

    `asks` is the filter of the page that shows the same list; `more` names further parameters of the address with
    their schemas; `matched` says that a change must name the version it means (If-Match).
    """

    method: str
    path: str  # as django-ninja writes it: duties/{uuid:key}
    name: str  # of the address, and of the operation in the description
    permission: Permission | None  # None: whoever is signed in or holds a key
    answers: Any
    asks: type[Filter] | None = None
    more: dict[str, dict[str, Any]] = field(default_factory=dict)
    required: tuple[str, ...] = ()  # of the parameters of the address
    matched: bool = False
    media: str = "application/json"  # of what is sent
    largest: int = MEGABYTE  # bytes
    view: View | None = None
    run: View | None = None

    @property
    def gate(self) -> Gate:
        """What it asks of whoever comes."""
        return Gate(self.permission, False, (self.method,))

    @property
    def reads(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def paged(self) -> bool:
        """Whether it answers a part of a list."""
        return isinstance(self.answers, type) and issubclass(self.answers, Page)

    def __call__(self, view: View) -> View:
        """Make a view the one that answers."""

        @wraps(view)
        def run(request: HttpRequest, *args: Any, **values: Any) -> HttpResponseBase:
            answer = view(request, *args, **values)
            return answer if isinstance(answer, HttpResponse) else reply(request, answer)

        known = {one: getattr(self, one) for one in self.__dataclass_fields__}
        CALLS.append(Call(**{**known, "view": view, "run": run}))
        PAGES[f"{view.__module__}.{view.__qualname__}"] = self.gate
        if self.permission is not None:
            PERMISSIONS[self.permission] = None
        return view


CALLS: list[Call] = []


def get(path: str, name: str, permission: Permission | None, answers: Any, **more: Any) -> Call:
    """A call that reads."""
    return Call(method="GET", path=path, name=name, permission=permission, answers=answers, **more)


def post(path: str, name: str, permission: Permission | None, answers: Any, **more: Any) -> Call:
    """A call that makes something."""
    return Call(method="POST", path=path, name=name, permission=permission, answers=answers, **more)


def put(path: str, name: str, permission: Permission | None, answers: Any, **more: Any) -> Call:
    """A call that says anew what something is."""
    return Call(method="PUT", path=path, name=name, permission=permission, answers=answers, **more)
