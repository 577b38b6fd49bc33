"""Scores: of the demo's district against a loop over its organisations, of a province, and if asked of the nation.

`./dev bench assess --nation` adds 5.25 million organisations: some six minutes and eight gigabytes of disk the first
time. Without it the largest is a province of 300,000.
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import nationwide
from bench.figures import Figure
from bench.judging import District, loop, settled, vectors
from bench.rounds import interleaved, middle, spread
from bench.trying import tried
from taizhang.domain.assessments.asking import explain
from taizhang.kernel.periods import Period

ROUNDS = 5
PROVINCE, NATION = 300_000, 5_250_000
ON = date(2018, 5, 31)


def run() -> list[Figure]:
    """The district from and into PostgreSQL, then planes of larger ones from Parquet."""
    figures = [*district(settled(ON)), *tried(ON, ROUNDS), *larger("province", PROVINCE)]
    return [*figures, *larger("nation", NATION)] if os.environ.get("BENCH_NATION") else figures


def district(place: District, rounds: int = ROUNDS) -> list[Figure]:
    """Live score, grade, rank, roll-up and trend of everybody, and one score explained; ours and the loop in turn."""
    same: list[bool] = []
    kept: dict[str, object] = {}
    took = interleaved(
        rounds,
        ours=lambda _number: kept.update(ours=vectors(place)),
        loop=lambda _number: kept.update(loop=loop(place)),
        check=lambda _number: same.append(kept["ours"] == kept["loop"]),
        explain=lambda _number: explain(place.code, Period.parse("2018-M04"), ON).plain("zh"),
    )
    if not all(same):
        raise ValueError("The loop and the engine come to different scores.")
    ratio = middle([other / own for own, other in zip(took["ours"], took["loop"], strict=True)])
    count, turns = f"{len(place.planes())} organisations", spread(took["loop"])
    return [
        Figure("district: read, score, rank, roll up, trend, write", 1000 * middle(took["ours"]), "ms", note=count),
        Figure("rival: a loop over the organisations with the ORM", middle(took["loop"]), "s", note=turns),
        Figure("how many times as fast", ratio, "×", at_least=50),
        Figure("one score explained", 1000 * middle(took["explain"]), "ms", at_most=100),
    ]


def larger(name: str, organizations: int, folder: Path | None = None) -> list[Figure]:
    """From Parquet to scores, grades and ranks; a second scheme; and the bare sum of the same duties as rows."""
    if folder is None:
        with TemporaryDirectory(prefix=f"tz-{name}-") as made:
            return larger(name, organizations, Path(made))
    duties = nationwide.make(folder, organizations)
    command = [sys.executable, "-m", "bench.nationwide", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    found = json.loads(done.stdout)
    limits = {"whole": 15, "again": 3, "peak": 4} if name == "nation" else {}
    note = f"{organizations:,} organisations, {duties:,} duties"
    each, beside = 1e9 * found["again"] / organizations, 1e9 * found["district"] / nationwide.DISTRICT
    by_spark = [Figure(f"{name}: the same by Spark, once it runs", found["spark"], "s")] if "spark" in found else []
    return [
        *by_spark,
        Figure(f"{name}: from Parquet to ranks", found["whole"], "s", at_most=limits.get("whole"), note=note),
        Figure(f"{name}: a second scheme on loaded planes", found["again"], "s", at_most=limits.get("again")),
        Figure(f"{name}: an organisation of it", each, "ns", note=f"of a district alone {beside:.0f} ns"),
        Figure(f"{name}: how many times one of a district", each / beside, "×", at_most=1.5),
        Figure(
            f"{name}: DuckDB's bare sum over the duties as rows", found["bare"], "s", note=f"{found['threads']} threads"
        ),
        Figure(f"{name}: how many times as fast as that sum", found["bare"] / found["again"], "×", at_least=2),
        Figure(f"{name}: memory at its peak", found["peak"], "GiB", at_most=limits.get("peak")),
    ]
