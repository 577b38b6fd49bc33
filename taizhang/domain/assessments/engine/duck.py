"""DuckDB over the Parquet of planes: the second, independent reckoning of every score, and the tool for questions."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq

from taizhang.domain.assessments.engine.scores import Scores
from taizhang.domain.assessments.engine.sql import HALF_UP, statement
from taizhang.domain.assessments.facts.parquet import ABOUT
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import Scheme


def score(scheme: Scheme, file: Path, period: Period, threads: int | None = None) -> Scores:
    """The scores of the organisations of a file in a period."""
    about = pq.read_schema(file).metadata[ABOUT]
    source = f"read_parquet('{str(file).replace(chr(39), chr(39) * 2)}', file_row_number = true)"
    with duckdb.connect(config={"threads": threads} if threads else {}) as connection:
        connection.execute(HALF_UP)
        found = connection.execute(statement(scheme, about, period, source)).fetchnumpy()
    units, complete, grade, rank, size = (found[name] for name in ("units", "complete", "g", "rank", "size"))
    return Scores(
        period,
        np.asarray(units, np.int64),
        np.asarray(complete, np.bool_),
        np.asarray(grade, np.int8),
        np.asarray(rank, np.int32),
        np.asarray(size, np.int32),
    )
