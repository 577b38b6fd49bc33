"""The months are lived by two processes, each for half of the offices: the second core has nothing else to do."""

import os
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.db import connections

Row = TypeVar("Row")
Told = TypeVar("Told")


class HalfMissing(RuntimeError):
    """The other process did not finish its half; its own words stand above."""


def halves(rows: Sequence[Row], key: Callable[[Row], object]) -> tuple[list[Row], list[Row]]:
    """Two parts about as long as each other, each in its order, rows of the same key together."""
    sizes: dict[object, int] = {}
    for row in rows:
        sizes[key(row)] = sizes.get(key(row), 0) + 1
    chosen: set[object] = set()
    taken = left = 0
    for each, size in sorted(sizes.items(), key=lambda pair: -pair[1]):
        if taken <= left:
            chosen.add(each)
            taken += size
        else:
            left += size
    return [row for row in rows if key(row) in chosen], [row for row in rows if key(row) not in chosen]


def side_by_side(here: Iterator[Told], there: Iterator[object]) -> Iterator[Told]:
    """Walk through both at once, the second in a process of its own; tell what the first tells.

    Both begin without a connection to the database, since one cannot be shared.
    """
    connections.close_all()
    parent = os.getpid()
    child = os.fork()
    if not child:
        os._exit(_walk(there, parent))
    try:
        yield from here
        if os.waitpid(child, 0)[1]:
            raise HalfMissing("The demo is incomplete.")
    except HalfMissing:
        raise
    except BaseException:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        raise


def _walk(steps: Iterator[object], parent: int) -> int:
    """Go through all steps while the process that asked for them lives; answers the exit code."""
    try:
        return int(any(os.getppid() != parent for _step in steps))
    except KeyboardInterrupt:
        return 130
    except BaseException:
        traceback.print_exc()
        return 1
