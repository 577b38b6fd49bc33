"""The same marks on a cluster: each range of organisations is reckoned alone by the same function, under `mapInArrow`.

Nothing here distributes anything: Spark hands ranges of rows to `marker`, and what comes back is joined as ever.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.domain.assessments.engine.scores import Marks, Scores, joined, marks
from taizhang.domain.assessments.facts.parquet import ABOUT, of_table, read
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme

Batches: TypeAlias = Iterable[pa.RecordBatch]
FIELDS = "key binary, units long, complete boolean, cap byte"
_COLUMNS = [("key", pa.binary()), ("units", pa.int64()), ("complete", pa.bool_()), ("cap", pa.int8())]


def marker(scheme: Scheme, period: Period, about: bytes) -> Callable[[Batches], Iterator[pa.RecordBatch]]:
    """The function for mapInArrow: rows of planes in, who came to how much out; `about` is what their file says."""

    def mark(batches: Batches) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            table = pa.Table.from_batches([batch]).replace_schema_metadata({ABOUT: about})
            planes = of_table(table)
            found = marks(scheme, planes, period)
            keys = planes.heads.column("key").combine_chunks().cast(pa.binary())
            columns = [keys, found.units, found.complete, found.cap]
            yield pa.RecordBatch.from_arrays(
                [pa.array(column, kind) for column, (_name, kind) in zip(columns, _COLUMNS, strict=True)],
                schema=pa.schema(_COLUMNS),
            )

    return mark


def score(scheme: Scheme, file: Path, period: Period, session: Any = None) -> Scores:
    """The scores of the organisations of a file, marked by a session of Spark, or by one on this machine."""
    planes, about = read(file), pq.read_schema(file).metadata[ABOUT]
    rows = (session or local()).read.parquet(str(file))
    marked = rows.mapInArrow(marker(scheme, period, about), FIELDS).toArrow()
    return gathered(scheme, planes, marked, period)


def gathered(scheme: Scheme, planes: Any, marked: pa.Table, period: Period) -> Scores:
    """What ranges came to, in the order of the planes, with grades and ranks."""
    places = {key: place for place, key in enumerate(marked.column("key").to_pylist())}
    order = np.array([places[key] for key in planes.heads.column("key").to_pylist()], np.intp)
    units, complete, cap = (marked.column(name).to_numpy()[order] for name in ("units", "complete", "cap"))
    return joined(scheme, planes, Marks(units, complete, cap), period)


def local() -> Any:
    """A session on this machine; refused where Spark is not installed."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused(
            _("Spark is not installed."),
            _("Install it with: pip install 'taizhang[spark]'; or leave out --engine spark: one machine is enough."),
            code="engine.no_spark",
        ) from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers are of this installation
    return SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
