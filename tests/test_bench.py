"""The benchmarks are found by their files, and say whether they keep what they promise."""

import subprocess
import sys
from pathlib import Path

from bench import __main__ as bench
from bench.figures import Figure
from bench.rounds import interleaved

ROOT = Path(__file__).resolve().parents[1]


def test_a_file_with_a_run_is_a_benchmark():
    assert "imports" in bench.benchmarks()
    assert not {"figures", "rounds", "rosters", "__main__"} & set(bench.benchmarks())


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
