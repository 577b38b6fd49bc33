"""The benchmarks are found by their files, and say whether they keep what they promise."""

import subprocess
import sys
from pathlib import Path

from bench import __main__ as bench
from bench import pages, tenfold
from bench.figures import Figure
from bench.rounds import interleaved
from taizhang.config import embedded
from taizhang.domain.orgs.models import Membership, Organization, Placement
from tests import databases, people

ROOT = Path(__file__).resolve().parents[1]


def test_a_file_with_a_run_is_a_benchmark():
    assert {"imports", "assess"} <= set(bench.benchmarks())
    assert not {"judging", "nationwide", "figures", "rounds", "rosters", "__main__"} & set(bench.benchmarks())


def test_an_unknown_benchmark_answers_two_and_names_the_known():
    done = subprocess.run([sys.executable, "-m", "bench", "dance"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2
    assert "dance" in done.stderr and "imports" in done.stderr


def test_a_figure_says_whether_it_keeps_its_promise():
    assert Figure("x", 4.9, "s", at_most=5).missed is False
    assert Figure("x", 5.1, "s", at_most=5).missed is True
    assert Figure("x", 9, "×", at_least=10).missed is True
    assert "MISSED" in str(Figure("x", 9, "×", at_least=10)) and "kept" in str(Figure("x", 1, "s", at_most=5))


def test_rivals_take_turns():
    turns: list[tuple[str, int]] = []
    took = interleaved(2, a=lambda n: turns.append(("a", n)), b=lambda n: turns.append(("b", n)))
    assert turns == [("a", 0), ("b", 0), ("a", 1), ("b", 1)]
    assert {name: len(each) for name, each in took.items()} == {"a": 2, "b": 2}


def test_a_page_is_judged_by_its_time_growth_queries_and_304():
    def seen(ms: float, queries: int = 9, *, unchanged: bool = True, there: bool = True) -> pages.Seen:
        return pages.Seen(
            5 * ms,
            {
                "queries": queries,
                "size": 20,
                "unchanged": unchanged,
                "fresh": False,
                "there": there,
                "unchanged_ms": ms,
            },
            [ms] * 9,
        )

    judged = {each.what: each for each in pages._all({"home": (seen(20), seen(24)), "ledger": (seen(40), seen(90))})}
    assert [each.note for each in judged.values() if each.missed] == ["ledger", ""]
    assert judged["at ten times the size, the most: ledger"].value == 90 / 40
    slow = {"home": (seen(120), seen(120)), "tree": (seen(3), seen(9, 16, unchanged=False))}
    assert sum(each.missed for each in pages._all(slow)) == 4  # 120 ms, 16 queries, more than before, never 304
    absent = {"entry": (seen(20), seen(20, there=False)), "home": (seen(20), seen(20))}
    assert [each.note for each in pages._all(absent) if each.missed] == ["entry"]


def test_every_row_below_the_top_of_a_district_can_be_copied(own_database):
    people.assemble()
    before = {model: model.objects.count() for model in (Organization, Placement, Membership)}
    tenfold.multiply(2, databases.server().dsn(embedded.SUPERUSER, own_database))
    assert Organization.objects.count() == 3 * before[Organization] - 2
    assert Membership.objects.count() == 3 * before[Membership]
    paths = dict(Placement.objects.values_list("organization_id", "path"))
    for organization, parent, path in Placement.objects.values_list("organization_id", "parent_id", "path"):
        assert parent is None or path.startswith(paths[parent]), organization
