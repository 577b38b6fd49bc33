"""Reading the tree of a scheme from the top down: each node is of one sort, named by its key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from taizhang.domain.assessments.schemefile.leaves import LeafPlace, read_amount, read_leaf
from taizhang.domain.assessments.schemefile.measures import ON_TIME, MeasureReader
from taizhang.domain.assessments.schemefile.nouns import PERIOD_NAMES, Collected, Known
from taizhang.domain.assessments.schemefile.numbers import points, points_or
from taizhang.domain.duties.packfile import Basis, Cursor
from taizhang.domain.duties.packfile.heading import basis, code, wording
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Kind
from taizhang.kernel.scoring import FULL, Adjusted, ByCount, ByRate, Label, Least, Mean, Node, Weighted, children

SORTS = ("weighted", "mean", "least", "adjusted", "institutions", "use", "read")
PACK = "pack"
DEEPEST = 12  # parts that use parts
LARGEST = 2_000  # nodes of one tree, each `use` written out
_SPANS = ("month", "quarter", "half_year")
_COMMON = ("code", "name")
_OPTIONAL = ("weight", "clause", "source", "note")


@dataclass(frozen=True)
class Standpoint:
    """From where a node is read: the kind of period that is judged there, the basis above, the parts it stands in."""

    period: Kind
    basis: Basis | None
    within: tuple[str, ...] = ()


@dataclass
class TreeReader:
    """Reads trees; parts that are used several times are read once for each kind of period."""

    known: Known
    parts: Mapping[str, Cursor]
    collected: Collected
    used: set[str] = field(default_factory=set)
    _read_parts: dict[tuple[str, Kind], Node] = field(default_factory=dict)
    _nodes: dict[str, Node] = field(default_factory=dict)

    @property
    def measures(self) -> MeasureReader:
        """Who checks what the leaves read."""
        return MeasureReader(self.known, self.collected)

    def read(self, cursor: Cursor, at: Standpoint, *, weighed: bool = False) -> Node:
        """The node at a place; a weight stands only where it counts."""
        sort = _sort(cursor)
        if not weighed:
            _unweighed(cursor)
        if sort == "use":
            return self._use(cursor, at)
        name = label(cursor.at("name"))
        own = code(cursor.at("code"))
        below = replace(at, basis=self._heading(cursor, own, at.basis))
        if sort == "read":
            node: Node = read_leaf(LeafPlace(cursor, own, name, at.period, self.measures))
        else:
            node = _READERS.get(sort, _nothing)(self, cursor, _Named(own, name), below)
        self._once(cursor, own, node)
        return node

    def note(self, cursor: Cursor, own: str, above: Basis | None) -> None:
        """Keep the clause and the source of something that is no node of the tree."""
        self._heading(cursor, own, above)

    def _heading(self, cursor: Cursor, own: str, above: Basis | None) -> Basis | None:
        """The basis of a node: its own, or that above; with its clause it is kept by the node's code."""
        source, clause, note = cursor.at("source"), cursor.at("clause"), cursor.at("note")
        found = basis(source, self.known.documents) if source.given else above
        if clause.given:
            self.collected.clauses[own] = clause.text(300)
        if note.given:
            wording(note)
        self.collected.bases[own] = found
        return found

    def _once(self, cursor: Cursor, own: str, node: Node) -> None:
        """One code is one indicator: it may stand in several places only when it is the same.

        What is larger than a tree may be is refused as such, and not compared: it might be endless work.
        """
        first = self._nodes.setdefault(own, node) if own else node
        if first is node or max(size(first), size(node)) > LARGEST:
            return
        if first != node:
            rule, remedy = _("The code “{name}” names two different indicators."), _("Give each a code of its own.")
            cursor.at("code").problem(rule, remedy, code="duplicate_code", name=own)

    def _use(self, cursor: Cursor, at: Standpoint) -> Node:
        """A part that is described once under `parts`."""
        cursor.keys("use", optional=("weight",))
        place = cursor.at("use")
        name = place.choice(self.parts)
        if name in at.within:
            rule, remedy = _("“{name}” holds itself: {way}."), _("Take one of these uses out.")
            place.problem(rule, remedy, code="cycle", name=name, way=" → ".join([*at.within, name]))
            return _empty()
        if name not in self.parts:
            return _empty()
        if len(at.within) >= DEEPEST:
            rule, remedy = _("Parts use each other more than {limit} deep here."), _("Write some of them out.")
            place.problem(rule, remedy, code="too_deep", limit=DEEPEST)
            return _empty()
        self.used.add(name)
        key = (name, at.period)
        if key not in self._read_parts:
            self._read_parts[key] = self.read(self.parts[name], replace(at, within=(*at.within, name)))
        return self._read_parts[key]


@dataclass(frozen=True)
class _Named:
    """What a node is called."""

    code: str
    name: Label


def label(cursor: Cursor) -> Label:
    """A name in both languages."""
    words = wording(cursor, 120)
    return Label(words.zh, words.en)


def size(node: Node, known: dict[int, int] | None = None) -> int:
    """How many nodes a tree has when every use is written out; a shared part is reckoned once and counts each time."""
    known = {} if known is None else known
    if id(node) not in known:
        known[id(node)] = 1 + sum(size(child, known) for child in children(node))
    return known[id(node)]


def _sort(cursor: Cursor) -> str:
    """Of which sort a node is."""
    given = [
        sort for sort in SORTS if cursor.item and isinstance(cursor.item.value, dict) and sort in cursor.item.value
    ]
    if len(given) == 1:
        return given[0]
    if not cursor.item or not isinstance(cursor.item.value, dict):
        cursor.keys()
        return ""
    rule = _("An indicator has one of the keys {known}; here stand {count}.")
    cursor.problem(rule, _("Keep or add one."), code="sort", known=list(SORTS), count=len(given))
    return ""


def _unweighed(cursor: Cursor) -> None:
    """Note a weight where nothing is weighed."""
    if cursor.at("weight").given:
        rule, remedy = _("Here nothing is weighed."), _("Leave the weight out, or put the indicator under “weighted”.")
        cursor.at("weight").problem(rule, remedy, code="unweighed")


def _empty() -> Node:
    return ByRate("", Label("", ""), "")


def _nothing(_reader: TreeReader, _cursor: Cursor, named: _Named, _at: Standpoint) -> Node:
    return ByRate(named.code, named.name, "")


def _weighted(reader: TreeReader, cursor: Cursor, named: _Named, at: Standpoint) -> Node:
    cursor.keys(*_COMMON, "weighted", optional=("of", *_OPTIONAL))
    parts = []
    for each in cursor.at("weighted").items(1):
        weight = each.at("weight")
        if not weight.given:
            weight.problem(_("“{key}” is missing."), _("Add it."), code="missing_key", key="weight")
        parts.append((weight.whole(0, 1000), reader.read(each, at, weighed=True)))
    _weights(cursor, "weighted", [weight for weight, _part in parts])
    return Weighted(named.code, named.name, tuple(parts))


def _weights(cursor: Cursor, key: str, weights: list[int]) -> None:
    """Note weights that do not come to 100, or to what the node says itself."""
    whole = cursor.at("of").whole(1, 1000) if cursor.at("of").given else 100
    if weights and sum(weights) != whole:
        rule, remedy = _("The weights come to {sum}, not {whole}."), _("Change the weights of the indicators.")
        cursor.at(key).problem(rule, remedy, code="weights", sum=sum(weights), whole=whole)


def _mean(reader: TreeReader, cursor: Cursor, named: _Named, at: Standpoint) -> Node:
    cursor.keys(*_COMMON, "mean", "by", optional=_OPTIONAL)
    shorter = [
        kind.value
        for kind in (Kind.HALF, Kind.QUARTER, Kind.MONTH)
        if list(Kind).index(kind) > list(Kind).index(at.period)
    ]
    by = cursor.at("by").choice(_SPANS)
    if by in _SPANS and by not in shorter:
        rule, remedy = (
            _("A {period} is not made of several of these: {by}."),
            _("Take the mean over something shorter."),
        )
        cursor.at("by").problem(rule, remedy, code="mean", period=PERIOD_NAMES[at.period], by=PERIOD_NAMES[Kind(by)])
    kind = Kind(by) if by in shorter else at.period
    return Mean(named.code, named.name, reader.read(cursor.at("mean"), replace(at, period=kind)), kind)


def _least(reader: TreeReader, cursor: Cursor, named: _Named, at: Standpoint) -> Node:
    cursor.keys(*_COMMON, "least", optional=_OPTIONAL)
    return Least(named.code, named.name, tuple(reader.read(each, at) for each in cursor.at("least").items(1)))


def _adjusted(reader: TreeReader, cursor: Cursor, named: _Named, at: Standpoint) -> Node:
    own = ("bonuses", "most_bonus", "deductions", "most_deducted", "floor", "most")
    cursor.keys(*_COMMON, "adjusted", optional=(*own, *_OPTIONAL))
    bonuses, place = _amounts(reader, cursor.at("bonuses"), at), cursor.at
    if bonuses and not place("most_bonus").given:
        place("most_bonus").problem(_("“{key}” is missing."), _("Add it."), code="missing_key", key="most_bonus")
    return Adjusted(
        named.code,
        named.name,
        reader.read(place("adjusted"), at),
        bonuses,
        _amounts(reader, place("deductions"), at),
        most_bonus=points_or(place("most_bonus"), 0),
        most_deducted=points(place("most_deducted")) if place("most_deducted").given else None,
        floor=points_or(place("floor"), 0),
        most=points_or(place("most"), FULL, 1),
    )


def _amounts(reader: TreeReader, cursor: Cursor, at: Standpoint) -> tuple[ByCount, ...]:
    """Bonuses or deductions."""
    read = []
    for each in cursor.items() if cursor.given else ():
        own, name = code(each.at("code")), label(each.at("name"))
        _unweighed(each)
        leaf = read_amount(LeafPlace(each, own, name, at.period, reader.measures, amount=True))
        reader.note(each, own, at.basis)
        reader._once(each, own, leaf)
        read.append(leaf)
    return tuple(read)


def _institutions(reader: TreeReader, cursor: Cursor, named: _Named, at: Standpoint) -> Node:
    """The institutions of the pack, by its weights or by others."""
    cursor.keys(*_COMMON, "institutions", optional=("by", "of", *_OPTIONAL))
    place, by = cursor.at("institutions"), cursor.at("by")
    on_time = by.given and by.choice(["rate", "on_time"]) == "on_time"
    known = reader.known.institutions
    if place.plain() == PACK:
        if not known:
            rule, remedy = _("No rule pack is known whose institutions could be judged."), _("Name a pack.")
            place.problem(rule, remedy, code="no_pack")
        weights = {own: each.weight for own, each in known.items()}
    else:
        weights = _listed(place, known)
    _weights(cursor, "institutions", list(weights.values()))
    reader.collected.institutions.update(weights)
    leaves = [(weights[own], _institution(own, known[own].name, on_time)) for own in sorted(weights) if weights[own]]
    for _weight, leaf in leaves:
        reader.collected.bases.setdefault(leaf.code, at.basis)
        reader._once(cursor, leaf.code, leaf)
    return Weighted(named.code, named.name, tuple(leaves))


def _listed(place: Cursor, known: Mapping[str, object]) -> dict[str, int]:
    """Weights written out: {L01: 10, L02: 8}."""
    weights = {}
    for own, each in place.entries().items():
        weight = each.whole(0, 1000)
        if own in known:
            weights[own] = weight
        else:
            rule, remedy = _("“{name}” is no institution of the pack."), _("These exist: {known}.")
            each.problem(rule, remedy, code="unknown_institution", name=own, known=sorted(known))
    return weights


def _institution(own: str, name: Label, on_time: bool) -> ByRate:
    if not on_time:
        return ByRate(own, name, f"duty:{own}")
    return ByRate(f"{own}-on-time", Label(f"{name.zh}（按时）", f"{name.en} (on time)"), f"duty:{own}{ON_TIME}")


_READERS: dict[str, Callable[[TreeReader, Cursor, _Named, Standpoint], Node]] = {
    "weighted": _weighted,
    "mean": _mean,
    "least": _least,
    "adjusted": _adjusted,
    "institutions": _institutions,
}
