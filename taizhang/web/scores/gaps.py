"""What lacks: the lines between the grades, and the leaves at which most points were left."""

from typing import NamedTuple

from taizhang.kernel.scoring import FULL, Scheme, Score, divided
from taizhang.kernel.scoring.nodes import Adjusted, Mean, Weighted
from taizhang.web.scores.words import band_of

MOST = 5


class Line(NamedTuple):
    """A grade with its line and the greatest share of a group that may have it."""

    name: str
    least: int
    share: str
    here: bool


class Gap(NamedTuple):
    """A leaf at which points were left, and how many they are at the top of the tree."""

    score: Score
    lost: int


def lines(scheme: Scheme, units: int | None, lang: str) -> list[Line]:
    """The grades from the best to the worst, the one of a mark marked."""
    here = band_of(scheme.bands, units)
    return [
        Line(band.name.words(lang), band.least, f"{band.share[0]}/{band.share[1]}" if band.share else "", band is here)
        for band in scheme.bands
    ]


def gaps(score: Score) -> list[Gap]:
    """The leaves that cost most, the largest first."""
    found = sorted(_lost(score, FULL), key=lambda gap: -gap.lost)
    return [gap for gap in found if gap.lost > 0][:MOST]


def _lost(score: Score, worth: int) -> list[Gap]:
    """Every leaf with what it lacks, when the part above it is worth so many units of the whole."""
    if not score.parts:
        return [] if score.units is None else [Gap(score, divided(worth * (FULL - score.units), FULL))]
    node, known = score.node, [part for part in score.parts if part.units is not None]
    if isinstance(node, Weighted):
        whole = sum(part.weight or 0 for part in known)
        pairs = [(part, divided(worth * (part.weight or 0), whole)) for part in known] if whole else []
    elif isinstance(node, Mean):
        pairs = [(part, divided(worth, len(known))) for part in known]
    elif isinstance(node, Adjusted):
        pairs = [(score.parts[0], worth)]
    else:
        pairs = [(part, worth) for part in known if part.units == score.units][:1]
    return [gap for part, share in pairs for gap in _lost(part, share)]
