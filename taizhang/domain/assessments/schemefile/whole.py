"""What must hold of a scheme as a whole: every category is judged, by a tree of some size, in periods that begin."""

from __future__ import annotations

from datetime import date

from taizhang.domain.assessments.schemefile.nodes import LARGEST, Standpoint, TreeReader, size
from taizhang.domain.duties.packfile import CATEGORIES, Cursor
from taizhang.kernel.errors import _
from taizhang.kernel.periods import Kind, Period
from taizhang.kernel.scoring import Node


def read_trees(root: Cursor, reader: TreeReader, at: Standpoint) -> dict[str, Node]:
    """One tree for each category that is judged; parts that no tree uses are noted."""
    trees: dict[str, Node] = {}
    for place in root.at("trees").items(1):
        place.keys("categories", "tree")
        node = reader.read(place.at("tree"), at)
        if size(node) > LARGEST:
            rule, remedy = _("This tree has more than {limit} indicators."), _("Use fewer parts.")
            place.at("tree").problem(rule, remedy, code="too_large", limit=LARGEST)
        for category in place.at("categories").choices(CATEGORIES):
            if category in trees:
                rule = _("Category {category} has two trees.")
                place.at("categories").problem(rule, _("Keep one of them."), code="category_twice", category=category)
            trees[category] = node
    _complete(root, trees)
    _used(reader, at)
    return trees


def _complete(root: Cursor, trees: dict[str, Node]) -> None:
    """Every category that the scheme is for has a tree; only an overlay may be for some."""
    some, overlay = root.at("for"), root.at("overlay")
    wanted = some.choices(CATEGORIES) if some.given else tuple(CATEGORIES)
    if some.given and overlay.plain() is not True and set(wanted) != set(CATEGORIES):
        rule, remedy = _("Only an overlay may leave categories out."), _("Write overlay: true, or judge all of them.")
        some.problem(rule, remedy, code="for")
    for category in wanted:
        if category not in trees:
            rule, remedy = _("Category {category} has no tree."), _("Add it to one of the trees.")
            root.at("trees").problem(rule, remedy, code="category_missing", category=category)
    for category in sorted(set(trees) - set(wanted)):
        rule, remedy = (
            _("The scheme is not for category {category}, yet has a tree for it."),
            _("Correct one of the two."),
        )
        root.at("for").problem(rule, remedy, code="category_excess", category=category)


def _used(reader: TreeReader, at: Standpoint) -> None:
    """Parts that stand there for nothing are read too, and noted."""
    for name, place in reader.parts.items():
        if name not in reader.used:
            reader.read(place, Standpoint(at.period, at.basis, (name,)))
            place.problem(
                _("The part “{name}” is used nowhere."), _("Use it or take it out."), code="unused", name=name
            )


def check_validity(root: Cursor, period: Kind, first: date, last: date | None) -> None:
    """A scheme begins with a period of its kind, and ends after it begins."""
    if first == date.min:
        return
    if Period.containing(first, period).first != first:
        following = Period.containing(first, period).next.first
        rule, remedy = (
            _("{day} is in the middle of a period; a scheme judges whole ones."),
            _("Let it begin on {following}."),
        )
        root.at("valid_from").problem(rule, remedy, code="first_day", day=first, following=following)
    if last is not None and last != date.min and last < first:
        rule, remedy = _("The scheme ends on {last}, before it begins on {first}."), _("Correct one of the two days.")
        root.at("valid_to").problem(rule, remedy, code="validity", first=first, last=last)
