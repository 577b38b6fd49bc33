"""Timing rivals in turn: a busy minute of the machine is then nobody's advantage."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def interleaved(rounds: int, **rivals: Callable[[int], object]) -> dict[str, list[float]]:
    """The seconds that each rival took in each round; each is called with the number of the round."""
    took: dict[str, list[float]] = {name: [] for name in rivals}
    for number in range(rounds):
        for name, rival in rivals.items():
            gc.collect()
            start = perf_counter()
            rival(number)
            took[name].append(perf_counter() - start)
    return took


def middle(seconds: list[float]) -> float:
    """The median."""
    return median(seconds)


def spread(seconds: list[float]) -> str:
    """The rounds one by one."""
    return "rounds " + ", ".join(f"{each:.2f}" for each in seconds)
