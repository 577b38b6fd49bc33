"""A list of 100,000 rows as a workbook: peak memory beside that of 10,000 rows, and beside the usual way with openpyxl.

Each export runs in a process of its own that first writes a small one, so that what is loaded once is not counted.
"""

import io
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.figures import Figure

FEW, MANY = 10_000, 100_000
WARM = 100
ROUNDS = 3
START = datetime(2018, 1, 1, tzinfo=UTC)


def run() -> list[Figure]:
    """Fill the audit trail, then export it each way, in turn."""
    _fill()
    peaks: dict[tuple[str, int], list[float]] = {}
    took: dict[tuple[str, int], list[float]] = {}
    for _round in range(ROUNDS):
        for way, rows in (("ours", FEW), ("ours", MANY), ("rival", MANY)):
            peak, seconds = _apart(way, rows)
            peaks.setdefault((way, rows), []).append(peak)
            took.setdefault((way, rows), []).append(seconds)
    few, many, rival = (_middle(peaks[key]) for key in (("ours", FEW), ("ours", MANY), ("rival", MANY)))
    ours, theirs = (_middle(took[way, MANY]) for way in ("ours", "rival"))
    note = "of the whole process"
    return [
        Figure("ours: peak memory, 10,000 rows", few, "MB", note=note),
        Figure("ours: peak memory, 100,000 rows", many, "MB", note=note),
        Figure("ten times the rows, so many times the memory", many / few, "×", at_most=1.1),
        Figure("ours: 100,000 rows written", ours, "s"),
        Figure("rival: openpyxl, peak memory, 100,000 rows", rival, "MB", note=note),
        Figure("rival: openpyxl, 100,000 rows written", theirs, "s"),
        Figure("how many times the memory the rival takes", rival / many, "×", at_least=2),
        Figure("how many times as fast", theirs / ours, "×", at_least=1),
    ]


def _fill() -> None:
    """Entries as the audit trail holds them; nobody verifies this chain."""
    from taizhang.domain.audit.bulk import insert_many
    from taizhang.domain.audit.models import AuditEntry

    last = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    for first in range(last + 1, last + MANY + 1, FEW):
        rows = [
            AuditEntry(
                number=number,
                at=START + timedelta(seconds=number),
                actor_name=f"记录员{number % 500}",
                channel="web",
                verb="records.submit",
                subject_kind="activity",
                subject_label=f"汇金社区第{number % 40}支部第{number}次主题党日：学习讨论",
                details={"number": number},
                previous_hash=f"{number:064x}",
                hash=f"{number + 1:064x}",
            )
            for number in range(first, first + FEW)
        ]
        insert_many(AuditEntry, rows)


def _apart(way: str, rows: int) -> tuple[float, float]:
    """The peak memory in MB and the seconds of one export, in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, way, rows).result()


def measured(way: str, rows: int) -> tuple[float, float]:
    """Export some rows in this process and say what it took."""
    from taizhang.config import cli

    cli.prepare()
    export = WAYS[way]
    export(WARM)
    start = perf_counter()
    export(rows)
    return _peak(), perf_counter() - start


def _peak() -> float:
    """The most memory this process ever held, in MB; what getrusage says would count the process that began it too."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _ours(count: int) -> None:
    """As the list itself answers ?format=xlsx."""
    from taizhang.web.access.audit import AUDIT
    from taizhang.web.kit.exports import workbook_response

    response = workbook_response(AUDIT.table.chosen("", file=True), _rows(count), "audit")
    parts: Any = response.streaming_content
    for _part in parts:  # read away as a browser would
        pass
    response.close()


def _rival(count: int) -> None:
    """As it is usually done: all rows, one workbook in memory, saved."""
    import openpyxl

    from taizhang.web.access.audit import AUDIT
    from taizhang.web.kit.printing import written

    table = AUDIT.table.chosen("", file=True)
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(table.headings())
    for row in list(_rows(count)):
        sheet.append([written(column, column.of(row)) for column in table.columns])
    book.save(io.BytesIO())


def _rows(count: int) -> Any:
    from taizhang.domain.audit.models import AuditEntry

    return AuditEntry.objects.order_by("-number")[:count]


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


WAYS: dict[str, Callable[[int], None]] = {"ours": _ours, "rival": _rival}
