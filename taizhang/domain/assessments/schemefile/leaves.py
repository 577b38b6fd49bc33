"""Reading the leaves of a scheme: what is read, and how a mark comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from taizhang.domain.assessments.schemefile.measures import ON_TIME, MeasureReader
from taizhang.domain.assessments.schemefile.numbers import points, points_or
from taizhang.domain.duties.packfile import Cursor
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import FULL, POINT, ByCount, ByRate, ByVotes, Label, Leaf, plain

AMOUNTS = ("events", "points")  # what a bonus or a deduction may be read by
_MOST_TARGET = 10_000


@dataclass(frozen=True)
class LeafPlace:
    """A leaf to be read: where it stands, what it is called, for which kind of period, and who checks its measures."""

    cursor: Cursor
    code: str
    name: Label
    period: Kind
    measures: MeasureReader
    amount: bool = False  # a bonus or a deduction: its points count as they are, not as a part of a whole

    def measure(self, ending: str = "") -> str:
        """The measure it names."""
        return self.measures.read(self.cursor.at("measure"), self.name, self.period, ending=ending)

    def keys(self, *required: str, optional: Collection[str] = ()) -> None:
        """The keys of this way of reading, beside those of every node."""
        self.cursor.keys("code", "name", "read", *required, optional=(*optional, *NODE_KEYS))


NODE_KEYS = ("weight", "clause", "source", "note")


def read_leaf(place: LeafPlace) -> Leaf:
    """The leaf at a place."""
    how = place.cursor.at("read").choice(AMOUNTS if place.amount else READERS)
    return READERS.get(how, _rate)(place)


def read_amount(place: LeafPlace) -> ByCount:
    """A bonus or a deduction."""
    leaf = read_leaf(place)
    return leaf if isinstance(leaf, ByCount) else ByCount(place.code, place.name, "")


def _rate(place: LeafPlace) -> ByRate:
    place.keys("measure", optional=("full_at",))
    return ByRate(place.code, place.name, place.measure(), _full_at(place.cursor))


def _on_time(place: LeafPlace) -> ByRate:
    place.keys("measure", optional=("full_at",))
    return ByRate(place.code, place.name, place.measure(ON_TIME), _full_at(place.cursor))


def _full_at(cursor: Cursor) -> int:
    full_at = cursor.at("full_at")
    return full_at.whole(1, 100) if full_at.given else 100


def _count(place: LeafPlace) -> ByCount:
    """So many points, less for each that is missing to a target or to what is owed."""
    place.keys("measure", "out_of", "per_miss", optional=("target", "floor", "base", "each"))
    at, target = place.cursor.at, place.cursor.at("target")
    out_of = points(at("out_of"), 1)
    return _bounded(
        place,
        ByCount(
            place.code,
            place.name,
            place.measure(),
            out_of=out_of,
            base=points_or(at("base"), out_of),
            each=points_or(at("each"), 0),
            per_miss=points(at("per_miss"), 1),
            target=target.whole(1, _MOST_TARGET) if target.given else None,
            floor=points_or(at("floor"), 0),
            most=out_of,
        ),
    )


def _events(place: LeafPlace) -> ByCount:
    """So many points for each, up to a cap."""
    place.keys("measure", "each", "most", optional=() if place.amount else ("out_of", "base"))
    return _capped(place, place.measure(), points(place.cursor.at("each"), 1))


def _points(place: LeafPlace) -> ByCount:
    """Points of the ledger, or points that a person marks, as they are, up to a cap."""
    place.keys("most", optional=("measure",) if place.amount else ("measure", "out_of", "base"))
    given = place.cursor.at("measure").given
    return _capped(place, place.measure() if given else "points", POINT)


def _capped(place: LeafPlace, measure: str, each: int) -> ByCount:
    at = place.cursor.at
    most = points(at("most"), 1)
    out_of = most if place.amount else points_or(at("out_of"), most, 1)
    base = 0 if place.amount else points_or(at("base"), 0)
    return _bounded(
        place, ByCount(place.code, place.name, measure, out_of=out_of, base=base, each=each, per_miss=0, most=most)
    )


def _bounded(place: LeafPlace, leaf: ByCount) -> ByCount:
    """A leaf whose bounds hold together: it never comes to more than its whole, nor under its floor."""
    for key, number, bound in (
        ("most", leaf.most, leaf.out_of),
        ("base", leaf.base, leaf.most),
        ("floor", leaf.floor, leaf.most),
    ):
        if number > bound:
            rule = _("“{key}” is {number} points, more than the {bound} that this indicator may come to.")
            said = {"key": key, "number": plain(number), "bound": plain(bound)}
            place.cursor.at(key).problem(rule, _("Make one of the two fit the other."), code="more_than_whole", **said)
    return leaf


def _votes(place: LeafPlace) -> ByVotes:
    """Graded votes: the mean of what each grade is worth."""
    place.keys("measure", "worth")
    worth = place.cursor.at("worth")
    stem = place.cursor.at("measure").text(40)
    told = [(code, points(each, 0, FULL), each) for code, each in worth.entries().items()]
    if worth.given and len(told) < 2:
        rule, remedy = _("Votes need at least two grades."), _("Say what each grade is worth.")
        worth.problem(rule, remedy, code="grades")
    for code, _units, each in told:
        place.measures.named(each, f"{stem}:{code}", place.name, place.period)
    ordered = sorted(told, key=lambda one: (-one[1], one[0]))
    return ByVotes(place.code, place.name, tuple((f"{stem}:{code}", units) for code, units, _each in ordered))


READERS: dict[str, Callable[[LeafPlace], Leaf]] = {
    "rate": _rate,
    "on_time": _on_time,
    "mark": _rate,
    "count": _count,
    "events": _events,
    "points": _points,
    "votes": _votes,
}
