"""Planes as Parquet: one row an organisation, a column for each array, for our engine and for anybody else's.

`duty:L01/due` `/met` `/on_time` hold the months as bits (`duty:L01#2/due`: a second duty of the same month);
`mark:visit@2018-Q1/of` and `/count` a measure of a period, empty where nobody knows.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from taizhang.domain.assessments.facts.planes import HEADS, MONTHS, Counted, Layer, Planes, Whole
from taizhang.kernel.periods import Kind, Period

ABOUT = b"taizhang"  # the entry of the schema that says which year and which columns there are
ROWS = 1 << 17  # of a row group: what one worker takes at once
PARTS = ("due", "met", "on_time")


def written(planes: Planes) -> bytes:
    """The bytes of a file; the same facts give the same bytes."""
    sink = io.BytesIO()
    write(planes, sink)
    return sink.getvalue()


def write(planes: Planes, target: Path | io.BytesIO) -> None:
    """Write a file."""
    pq.write_table(table(planes), target, row_group_size=ROWS, compression="zstd", write_statistics=False)


def read(source: bytes | Path) -> Planes:
    """The planes of a file, a column at a time."""
    file = pq.ParquetFile(pa.BufferReader(source) if isinstance(source, bytes) else source, memory_map=True)
    return of_columns(file.schema_arrow, lambda names: file.read(columns=names))


def table(planes: Planes) -> pa.Table:
    """The columns of a file."""
    columns = {name: planes.heads.column(name) for name in HEADS} | dict(_columns(planes))
    about = {
        "year": planes.year,
        "duties": {code: len(layers) for code, layers in sorted(planes.duties.items())},
        "counts": {measure: [each.kind for each in kept] for measure, kept in sorted(planes.counts.items())},
    }
    return pa.table(columns, metadata={ABOUT: json.dumps(about, sort_keys=True).encode()})


def of_table(arrow: pa.Table) -> Planes:
    """The planes of a table or of some of its rows."""
    return of_columns(arrow.schema, arrow.select)


def of_columns(schema: pa.Schema, choose: Any) -> Planes:
    """The planes of whatever has such a schema; `choose` answers some columns."""
    about = json.loads(schema.metadata[ABOUT])
    year, heads = about["year"], choose(list(HEADS)).replace_schema_metadata(None)
    duties = {code: tuple(_layer(choose, name) for name in _layers(code, n)) for code, n in about["duties"].items()}
    counts = {
        measure: tuple(_counted(choose, measure, Kind(kind), year) for kind in kinds)
        for measure, kinds in about["counts"].items()
    }
    return Planes(year, heads, duties, counts)


def _columns(planes: Planes) -> Iterator[tuple[str, pa.Array]]:
    for code, layers in sorted(planes.duties.items()):
        for name, layer in zip(_layers(code, len(layers)), layers, strict=True):
            yield from ((f"{name}/{part}", pa.array(getattr(layer, part))) for part in PARTS)
    for measure, kept in sorted(planes.counts.items()):
        for counted in kept:
            for number, period in enumerate(periods(counted.kind, planes.year)):
                unknown = ~counted.known[number]
                yield f"{measure}@{period}/count", pa.array(counted.numerator[number], mask=unknown)
                yield f"{measure}@{period}/of", pa.array(counted.denominator[number], mask=unknown)


def periods(kind: Kind, year: int) -> list[Period]:
    """The periods of a kind in a year."""
    return [Period(kind, year, number + 1) for number in range(12 // MONTHS[kind])]


def _layers(code: str, count: int) -> list[str]:
    return [f"duty:{code}" + (f"#{number}" if number > 1 else "") for number in range(1, count + 1)]


def _layer(choose: Any, name: str) -> Layer:
    due, met, on_time = (_array(choose, f"{name}/{part}") for part in PARTS)
    return Layer(due, met, on_time)


def _counted(choose: Any, measure: str, kind: Kind, year: int) -> Counted:
    names = [f"{measure}@{period}" for period in periods(kind, year)]
    columns = [choose([f"{name}/count"]).column(0) for name in names]
    known = np.stack([column.is_valid().to_numpy() for column in columns])
    numerator = np.stack([_filled(column) for column in columns])
    denominator = np.stack([_filled(choose([f"{name}/of"]).column(0)) for name in names])
    return Counted(kind, numerator, denominator, known)


def _array(choose: Any, name: str) -> Any:
    return np.asarray(choose([name]).column(0).to_numpy(), np.uint16)  # Spark has no unsigned numbers


def _filled(column: pa.ChunkedArray) -> Whole:
    return np.asarray(column.fill_null(0).to_numpy(), np.int64)
