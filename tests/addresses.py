"""Every address of the site, its view, and what its gate asks."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from taizhang.web.kit.page import PAGES
from taizhang.web.kit.request import Gate


@dataclass(frozen=True)
class Address:
    """A pattern such as "organizations/<code>/", its name within its namespace, and its view."""

    pattern: str
    name: str
    view: Callable

    @property
    def view_name(self) -> str:
        view = inspect.unwrap(self.view)
        return f"{view.__module__}.{view.__qualname__}"

    @property
    def gate(self) -> Gate | None:
        return PAGES.get(self.view_name)

    @property
    def fixed(self) -> bool:
        """Whether it names one page, without a code or number in it."""
        return "<" not in self.pattern and "(" not in self.pattern


def addresses() -> list[Address]:
    """All of them, of pages and of what libraries serve."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str, space: str = "") -> Iterator[Address]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, here, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield Address(here, space + (one.name or ""), one.callback)
