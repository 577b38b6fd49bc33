"""How diligent the demo's branches are: most are steady, some are slow, a few have gone quiet."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Temper:
    """Chances, from 0 to 1, that a branch does what it owes in a month, and that its people come."""

    name: str
    share: float
    activity_day: float
    committee: float
    extras: float  # member meeting, lecture, group meeting, dues on the same day
    attendance: float
    late: float


TEMPERS = (
    Temper("steady", 0.81, 0.997, 0.955, 0.99, 0.965, 0.02),
    Temper("slow", 0.155, 0.975, 0.80, 0.90, 0.945, 0.14),
    Temper("quiet", 0.035, 0.55, 0.15, 0.40, 0.90, 0.30),
)


def draw(random: Random) -> Temper:
    """A temper by its share."""
    return random.choices(TEMPERS, [temper.share for temper in TEMPERS])[0]
