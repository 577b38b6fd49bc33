"""Planes of as many organisations as one likes, their duties as rows beside them, and what scoring them takes.

`python -m bench.nationwide FOLDER` measures what lies in a folder and prints it as JSON: in a process of its own, so
that its memory is known.
"""

import json
import resource
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench.rounds import interleaved, middle
from taizhang.domain.assessments.engine import spark
from taizhang.domain.assessments.engine.scores import Scores, score
from taizhang.domain.assessments.facts.parquet import read, table
from taizhang.domain.assessments.facts.planes import Layer, Planes
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import POINT, Band, ByRate, Label, Mean, Scheme, Weighted

YEAR, CHUNK, SEED = 2018, 1 << 17, 20181
DISTRICT = 1_600  # organisations of a district, beside which an organisation of more is told
CLUSTERED = 500_000  # organisations up to which Spark is tried, where it is installed
PLANES, ROWS = "planes.parquet", "duties.parquet"
EVERY_MONTH, EVERY_QUARTER, ONCE = 0xFFF, 0b100100100100, 0b100000000000
# Of 19 standards 16 are owed each month, two each quarter, one each year; each does not apply to some.
RHYTHMS = (*[EVERY_MONTH] * 16, *[EVERY_QUARTER] * 2, ONCE)
WEIGHTS = (10, 8, 4, 6, 10, 6, 6, 4, 3, 3, 2, 8, 6, 5, 4, 5, 4, 3, 3)
KINDS = ("branch", "branch", "branch", "branch", "branch", "general", "joint_branch", "community")


def make(folder: Path, organizations: int, chunk: int = CHUNK) -> int:
    """Write planes, and each duty of theirs as a row; answers how many duties there are."""
    folder.mkdir(parents=True, exist_ok=True)
    planes_out = rows_out = None
    duties = 0
    for planes in _chunks(organizations, chunk):
        told = table(planes)
        planes_out = planes_out or pq.ParquetWriter(folder / PLANES, told.schema, compression="zstd")
        planes_out.write_table(told)
        duties += sum(int(np.bitwise_count(layers[0].due).sum()) for layers in planes.duties.values())
        listed = _listed(planes, int(planes.codes[0][1:]))
        rows_out = rows_out or pq.ParquetWriter(folder / ROWS, listed.schema, compression="snappy")
        rows_out.write_table(listed)
    for writer in (planes_out, rows_out):
        if writer is not None:
            writer.close()
    return duties


def scheme(turn: int = 0) -> Scheme:
    """The mean of months of the institutions by weight; another turn gives them other weights."""
    name = Label("方案", "scheme")
    weights = (*WEIGHTS[turn:], *WEIGHTS[:turn])
    parts = [(weight, ByRate(code, name, f"duty:{code}")) for weight, code in zip(weights, _codes(), strict=True)]
    tree = Mean("year", name, Weighted("month", name, tuple(parts)), Kind.MONTH)
    lines = (("five", 95, (3, 10)), ("four", 90, None), ("three", 80, None), ("two", 0, None))
    bands = tuple(Band(code, name, least * POINT, share) for code, least, share in lines)
    return Scheme("nation", 1 + turn, name, Kind.YEAR, dict.fromkeys("ABCD", tree), bands)


def measure(folder: Path, rounds: int = 3) -> dict[str, float]:
    """Seconds to read and score; the peak of memory; then, in turn, a second scheme, the same for a district of it,
    and the bare sum of the rows.
    """
    began = perf_counter()
    planes = read(folder / PLANES)
    first = score(scheme(), planes, Period.of_year(YEAR))
    found = {"organizations": len(planes), "whole": perf_counter() - began}
    moved = (score(scheme(5), planes, Period.of_year(YEAR)).grade != first.grade).sum()
    found |= {"moved": int(moved), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}
    district = planes.at(slice(0, DISTRICT))
    score(scheme(), district, Period.of_year(YEAR))
    took = interleaved(
        rounds,
        again=lambda number: score(scheme(2 + number), planes, Period.of_year(YEAR)),
        district=lambda number: score(scheme(2 + number), district, Period.of_year(YEAR)),
        bare=lambda _number: _bare(folder / ROWS) if (folder / ROWS).exists() else None,
    )
    found |= {"threads": _threads()} | {name: middle(seconds) for name, seconds in took.items()}
    return (
        found if find_spec("pyspark") is None or len(planes) > CLUSTERED else {**found, "spark": _spark(folder, first)}
    )


def _spark(folder: Path, wanted: Scores) -> float:
    """Seconds of a session that has begun; what it comes to is the same."""
    session = spark.local()
    spark.score(scheme(), folder / PLANES, Period.of_year(YEAR), session)  # the workers begin
    began = perf_counter()
    found = spark.score(scheme(), folder / PLANES, Period.of_year(YEAR), session)
    took = perf_counter() - began
    if any((getattr(found, name) != getattr(wanted, name)).any() for name in ("units", "grade", "rank")):
        raise ValueError("Spark and the engine come to different scores.")
    return took


def _bare(file: Path) -> None:
    """DuckDB adds up one column of the duties as rows, on all processors: less nobody can do who keeps them so."""
    with duckdb.connect() as connection:
        connection.execute("SELECT count(*), sum(met) FROM read_parquet($1)", [str(file)]).fetchall()


def _threads() -> int:
    """How many DuckDB takes when nobody tells it."""
    with duckdb.connect() as connection:
        return int((connection.execute("SELECT current_setting('threads')").fetchone() or [0])[0])


def _codes() -> list[str]:
    return [f"L{number:02}" for number in range(1, len(RHYTHMS) + 1)]


def _chunks(organizations: int, chunk: int) -> Iterator[Planes]:
    random = np.random.default_rng(SEED)
    for first in range(0, organizations, chunk):
        count = min(chunk, organizations - first)
        places = np.arange(first, first + count)
        columns = {
            "key": pa.array([place.to_bytes(16, "big") for place in places.tolist()], pa.binary(16)),
            "code": pa.array([f"B{place:09}" for place in places.tolist()]),
            "path": pa.array([f"/n/p{place // 170_000}/d{place // 1_600}/b{place}/" for place in places.tolist()]),
            "category": pa.array(np.array(list("ABCD"))[random.integers(0, 4, count)]),
            "kind": pa.array(np.array(KINDS)[random.integers(0, len(KINDS), count)]),
        }
        yield Planes(YEAR, pa.table(columns), {code: (_layer(random, at, count),) for at, code in enumerate(_codes())})


def _layer(random: np.random.Generator, at: int, count: int) -> Layer:
    """One organisation in sixteen does not owe a standard at all; who owes is mostly, not always, done and in time."""
    due = np.where(random.integers(0, 16, count) > 0, RHYTHMS[at], 0).astype(np.uint16)
    missed, late = (random.integers(0, 4096, (3, count), dtype=np.uint16) for _what in range(2))
    met = due & ~(missed[0] & missed[1] & missed[2])
    return Layer(due, met, met & ~(late[0] & late[1] & late[2]))


def _listed(planes: Planes, first: int) -> pa.Table:
    """Each duty a row."""
    parts = []
    for standard, layers in enumerate(planes.duties.values()):
        for month in range(12):
            owing = np.flatnonzero(layers[0].due >> month & 1)
            met, on_time = ((each[owing] >> month & 1).astype(np.uint8) for each in (layers[0].met, layers[0].on_time))
            same = (np.full(len(owing), value, np.uint8) for value in (standard, month + 1))
            parts.append(pa.RecordBatch.from_arrays([(owing + first).astype(np.int32), *same, met, on_time], _NAMES))
    return pa.Table.from_batches(parts)


_NAMES = ["organization", "standard", "month", "met", "on_time"]


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
