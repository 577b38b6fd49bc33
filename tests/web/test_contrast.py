"""Letters can be read on what lies below them, in the light and in the dark: WCAG 2.2, 1.4.3 and 1.4.11."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "taizhang/web/static/css/tokens.css").read_text(encoding="utf-8")
SOFT = {"green": "green-soft", "amber": "amber-soft", "red": "red-soft", "blue": "blue-soft", "gold": "gold-soft"}
GROUNDS = ("paper", "card", "sunk")
PAIRS = [
    *[(letter, ground) for letter in ("ink", "muted", "red", "green", "amber") for ground in GROUNDS],
    *SOFT.items(),
    *[(letter, soft) for letter in ("ink", "muted") for soft in SOFT.values()],
    *[("on-fill", fill) for fill in ("red-fill", "red-fill-hover", "green-fill", "amber-fill")],
    ("card", "bar"),
]
EDGES = [("edge", ground) for ground in ("paper", "card")] + [("bar", "bar-rest"), ("bar", "card")]


def colours(mode: str) -> dict[str, str]:
    block = re.search(rf'\[data-bs-theme="{mode}"\] \{{(.*?)\}}', TOKENS, re.S)
    assert block is not None
    return dict(re.findall(r"--tz-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("letter", "ground"), PAIRS)
def test_letters_stand_out_from_their_ground(mode: str, letter: str, ground: str) -> None:
    tokens = colours(mode)
    assert contrast(tokens[letter], tokens[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_inputs_and_bars_can_be_seen(mode: str, edge: str, ground: str) -> None:
    tokens = colours(mode)
    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_the_measure_itself_knows_black_from_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
