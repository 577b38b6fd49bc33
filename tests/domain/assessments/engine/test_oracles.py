"""Two more ways to the same scores: DuckDB reckons them by SQL over the Parquet, Spark hands ranges to our function."""

from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from taizhang.domain.assessments import engine, facts
from taizhang.domain.assessments.engine import duck, spark
from taizhang.domain.assessments.facts.parquet import ABOUT, write
from taizhang.kernel.periods import Period
from tests.domain.assessments.engine.drawn import drawn_planes
from tests.domain.assessments.engine.test_agreement import PERIODS
from tests.kernel.scoring.strategies import scheme_of

FIELDS = ("units", "complete", "grade", "rank", "size")


@pytest.fixture(scope="module")
def planes():
    return drawn_planes(9, 40)[1]


@pytest.fixture(scope="module")
def file(planes, tmp_path_factory):
    path = tmp_path_factory.mktemp("facts") / "it's 2018.parquet"
    write(planes, path)
    return path


def case(seed):
    random = Random(seed)
    scheme = scheme_of(random)
    return scheme, Period.parse(random.choice(PERIODS[scheme.period]))


def assert_same(first, second, seed):
    for name in FIELDS:
        assert np.array_equal(getattr(first, name), getattr(second, name)), (seed, name)


def signed(table):
    """Without unsigned numbers, which Spark does not have."""
    kinds = [pa.int32() if pa.types.is_unsigned_integer(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))


@pytest.mark.parametrize("part", range(4))
def test_sql_comes_to_the_same(part, planes, file):
    for seed in range(part * 250, part * 250 + 250, 25):
        scheme, period = case(seed)
        assert_same(duck.score(scheme, file, period, threads=1), engine.score(scheme, planes, period), seed)


def test_ranges_of_rows_come_to_the_same(planes, file):
    about = pq.read_schema(file).metadata[ABOUT]
    bare = signed(pq.read_table(file).replace_schema_metadata(None))  # as a cluster hands it on
    for seed in [*range(1000, 1040), *range(97, 1000, 157)]:  # 97 and 254 take means of what was twice due
        scheme, period = case(seed)
        ranges = [bare.slice(start, 7).combine_chunks().to_batches()[0] for start in range(0, 40, 7)]
        Random(seed).shuffle(ranges)
        marked = pa.Table.from_batches(list(spark.marker(scheme, period, about)(ranges)))
        assert_same(spark.gathered(scheme, planes, marked, period), engine.score(scheme, planes, period), seed)


def test_a_file_reads_back_as_the_same_planes(planes, file):
    assert facts.from_parquet(file.read_bytes()).to_parquet() == planes.to_parquet() == file.read_bytes()
