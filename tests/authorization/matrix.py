"""The rows: for every route, which right opens it and which noun its address names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.authorization.rights import Right
from tests.authorization.world import World

Keys = Callable[[World, Any], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """A route: who passes, the noun in its address, and what must be asked along."""

    right: Right
    keys: Keys | None = None
    query: Callable[[Any], str] | str = ""
    body: Callable[[Any], dict[str, Any]] | None = None
    json: bool = False


ROWS: dict[str, Row] = {}


def rows(permission: str, *names: str, keys: Keys | None = None, **more: Any) -> None:
    """Enter routes that the same right opens; without a noun in the address there is nothing to be within."""
    cells = {part: frozenset(more.pop(part, "").split()) for part in ("also", "never")}
    query, body, json = more.pop("query", ""), more.pop("body", None), more.pop("json", False)
    over = more.pop("over", "place" if keys or query or body else "whole")
    assert not more, more
    for name in names:
        assert name not in ROWS, f"{name} stands in the matrix twice"
        ROWS[name] = Row(Right(permission, over, **cells), keys, query, body, json)
