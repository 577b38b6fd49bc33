"""The planes of the benchmark: as many duties as rows as there are bits, and what one comes to is what all come to."""

import duckdb
import numpy as np

from bench import nationwide
from taizhang.domain.assessments import engine
from taizhang.domain.assessments.engine import duck
from taizhang.domain.assessments.engine.scores import BLOCK, marks
from taizhang.domain.assessments.facts.parquet import read
from taizhang.kernel.periods import Period
from taizhang.kernel.scoring import evaluate


def test_a_small_nation(tmp_path):
    count = nationwide.make(tmp_path, 4000, chunk=1500)
    planes, scheme, year = read(tmp_path / nationwide.PLANES), nationwide.scheme(), Period.of_year(nationwide.YEAR)
    scores = engine.score(scheme, planes, year)
    for place in range(0, 4000, 97):
        own = evaluate(scheme.trees[planes.categories[place]], planes.facts(place), year)
        assert (own.units, own.complete) == (scores.units[place], scores.complete[place])
    by_sql = duck.score(scheme, tmp_path / nationwide.PLANES, year, threads=1)
    for name in ("units", "complete", "grade", "rank", "size"):
        assert np.array_equal(getattr(scores, name), getattr(by_sql, name)), name
    with duckdb.connect() as connection:
        asked = "SELECT count(*), sum(met), count(DISTINCT organization) FROM read_parquet($1)"
        rows = connection.execute(asked, [str(tmp_path / nationwide.ROWS)]).fetchone()
    met = sum(int(np.bitwise_count(layers[0].met).sum()) for layers in planes.duties.values())
    assert rows == (count, met, 4000)
    assert 40 * 4000 < met < count < 228 * 4000


def test_blocks_on_all_processors_come_to_what_each_comes_to_alone(tmp_path):
    nationwide.make(tmp_path, BLOCK + 5000)
    planes, scheme, year = read(tmp_path / nationwide.PLANES), nationwide.scheme(3), Period.of_year(nationwide.YEAR)
    together = marks(scheme, planes, year)
    for part in (slice(0, BLOCK // 2), slice(BLOCK // 2, BLOCK + 5000)):
        alone = marks(scheme, planes.at(part), year)
        assert np.array_equal(together.units[part], alone.units)
        assert np.array_equal(together.complete[part], alone.complete)
