"""Several processes that do the same kind of work at once, timed from their common start to the last one's end."""

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from django.db import connection, connections

from taizhang.domain.audit.actor import Actor

Work = Sequence[tuple[UUID, Actor]]
WARMING = 6  # pieces each process does before the clock runs: imports, plans, prepared statements


class Crew:
    """So many processes; `rates` are pieces a second, `costs` milliseconds of processor time a piece, by round."""

    def __init__(self, processes: int, act: Callable[..., object]) -> None:
        self.processes, self.act = processes, act
        self.rates: list[float] = []
        self.costs: list[float] = []
        self.statements = 0

    def do(self, work: Work) -> None:
        """Share the work out, do it, and note how fast it went."""
        connections.close_all()  # a connection is not shared with a child
        fork = get_context("fork")
        start, said = fork.Barrier(self.processes + 1), fork.SimpleQueue()
        shares = [work[place :: self.processes] for place in range(self.processes)]
        children = [fork.Process(target=self._member, args=(share, start, said)) for share in shares]
        for child in children:
            child.start()
        start.wait()
        began = perf_counter()
        answers = [said.get() for _child in children]
        took = perf_counter() - began
        for child in children:
            child.join()
        pieces = len(work) - WARMING * self.processes
        self.rates.append(pieces / took)
        self.costs.append(1000 * sum(cost for cost, _statements in answers) / pieces)
        self.statements = int(median(statements for _cost, statements in answers))

    def _member(self, share: Work, start: Barrier, said: "SimpleQueue[Any]") -> None:
        warming, rest = share[:WARMING], share[WARMING:]
        counter = _Counter()
        with connection.execute_wrapper(counter):
            for submission_id, by in warming:
                counter.counts.append(0)
                self.act(submission_ids=[submission_id], by=by)
        server = _server()
        start.wait()
        began = process_time() + _cpu(server)
        for submission_id, by in rest:
            self.act(submission_ids=[submission_id], by=by)
        said.put((process_time() + _cpu(server) - began, median(counter.counts)))
        connection.close()


class _Counter:
    """Counts the statements of each piece."""

    def __init__(self) -> None:
        self.counts: list[int] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.counts[-1] += 1
        return execute(sql, params, many, context)


def _server() -> Path:
    """Where Linux says how long our backend has worked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/stat")


def _cpu(process: Path) -> float:
    """Seconds of processor time of another process; 0 where it cannot be known."""
    if not process.exists():
        return 0.0
    user, system = process.read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
