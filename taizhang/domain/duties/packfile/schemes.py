"""The two schemes of points of a pack, and the rules that institutions put into them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from taizhang.domain.duties.packfile.cursor import Cursor
from taizhang.domain.duties.packfile.heading import wording
from taizhang.domain.duties.packfile.institution import InstitutionPoints
from taizhang.domain.duties.packfile.nouns import Wording
from taizhang.kernel.errors import _
from taizhang.kernel.points import Book, Kind, Rule

GROUNDS = ("article_23", "floating", "abroad")
HOLDERS = ("organization", "member")
_MOST = 1000
_BOUNDS = ("bonus_cap", "floor", "ceiling", "veto_caps_at")


@dataclass(frozen=True)
class PointScheme:
    """How one kind of holder, organisation or member, counts points within a year.

    Members exempt on a ground in ``not_counted`` hold no points of their own and lower nobody's.
    """

    book: Book
    not_counted: tuple[str, ...] = ()


@dataclass
class SchemeReader:
    """Reads one scheme: its shared items first, then the rules of each institution, then the book of all."""

    cursor: Cursor
    items: dict[str, Rule] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)

    def read_items(self) -> SchemeReader:
        """Read the items that institutions share or that stand alone (bonus, deduction, veto)."""
        self.cursor.keys(optional=(*_BOUNDS, "not_counted", "items"))
        entries = self.cursor.at("items")
        for code, item in entries.entries().items() if entries.given else ():
            item.keys("kind", "amount", "name", optional=("cap", "floor"))
            kind = item.at("kind").choice([each.value for each in Kind])
            name = wording(item.at("name"), 60)
            rule = _rule(item, code, Kind(kind) if kind in list(Kind) else Kind.AWARD, "amount", name)
            if rule:
                self.items[code] = self.rules[code] = rule
        return self

    def institution_rule(self, points: Cursor, code: str, name: Wording) -> Rule | None:
        """The rule under which an institution brings points: a shared item, or its own."""
        if not points.given:
            return None
        if points.at("item").given:
            points.keys("item", optional=("per_miss",))
            return self.items.get(points.at("item").choice(self.items))
        points.keys("per_event", optional=("cap", "kind", "per_miss"))
        if points.at("kind").given:
            points.at("kind").choice(("award", "bonus"))
        kind = Kind.BONUS if points.at("kind").given and points.at("kind").plain() == "bonus" else Kind.AWARD
        rule = _rule(points, code, kind, "per_event", name)
        if rule:
            self.rules[code] = rule
        return rule

    def miss_rule(self, points: Cursor) -> Rule | None:
        """The deduction for a duty never met: a shared item of that kind."""
        miss = points.at("per_miss")
        if not miss.given:
            return None
        rule = self.items.get(miss.choice(self.items))
        if rule and rule.kind is not Kind.DEDUCTION:
            miss.problem(
                _("“{name}” is not a deduction."), _("Name an item of that kind."), code="miss", name=rule.code
            )
        return rule

    def scheme(self) -> PointScheme | None:
        """The scheme of all rules read."""
        bounds = {key: _bound(self.cursor.at(key)) for key in _BOUNDS}
        grounds = self.cursor.at("not_counted")
        not_counted = grounds.choices(GROUNDS, 0) if grounds.given else ()
        book = self.cursor.by(lambda: Book(tuple(self.rules.values()), **bounds))
        return PointScheme(book, not_counted) if book else None


@dataclass(frozen=True)
class Schemes:
    """The readers of both schemes of a pack."""

    organization: SchemeReader
    member: SchemeReader

    @classmethod
    def at(cls, cursor: Cursor) -> Schemes:
        """Both schemes with their shared items."""
        cursor.keys(*HOLDERS)
        return cls(*(SchemeReader(cursor.at(holder)).read_items() for holder in HOLDERS))

    def institution(self, cursor: Cursor, code: str, name: Wording) -> InstitutionPoints:
        """What an institution brings to both holders."""
        cursor.keys(optional=HOLDERS)
        organization, member = (cursor.at(holder) for holder in HOLDERS)
        return InstitutionPoints(
            organization=self.organization.institution_rule(organization, code, name),
            member=self.member.institution_rule(member, code, name),
            miss=self.organization.miss_rule(organization),
        )


def once_each(rules: Iterable[Rule | None]) -> tuple[Rule, ...]:
    """Rules without repetition: institutions that share an item bring it once for one gathering."""
    return tuple({rule.code: rule for rule in rules if rule}.values())


def _bound(cursor: Cursor) -> int | None:
    return cursor.whole(-_MOST, _MOST) if cursor.given else None


def _rule(place: Cursor, code: str, kind: Kind, key: str, name: Wording) -> Rule | None:
    """A rule of the kernel, or a noted problem."""
    amount = place.at(key).whole(-_MOST, _MOST)
    cap, floor = _bound(place.at("cap")), _bound(place.at("floor"))
    return place.by(lambda: Rule(code, kind, amount, cap, floor, name.zh, name.en))
