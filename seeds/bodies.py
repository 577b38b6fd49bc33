"""The organisations of the demo: the real streets and communities of the district, and bodies of the usual kinds."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from seeds.themes import PLACES
from seeds.units import BUILDINGS, BUSINESS_FIRST, BUSINESS_LAST, UNITS

DIVISIONS = Path(__file__).parent / "data" / "divisions-410103.csv"
SUFFIX = re.compile(r"(居民管理委员会|居民委员会|管理委员会|委员会|拟居委会|居委会|委会)$")
ORDINALS = "一二三四五六七八九"
UNITS_OF = {  # kind of body: how it stands to its unit, and what the unit is
    "unit": ("legal_person", "机关"),
    "street": ("legal_person", "街道（镇）"),
    "community": ("legal_person", "社区（村）"),
    "joint_branch": ("joint", "非公有制企业"),
}
KINDS = {"A": "社区（村）", "B": "社区（村）", "C": "机关", "D": "非公有制企业"}


@dataclass(slots=True, eq=False)
class Body:
    """One organisation before it is founded."""

    code: str
    name: str
    short: str
    kind: str
    category: str
    parent: "Body | None" = None
    size: int = 0  # members
    groups: int = 0
    children: list["Body"] = field(default_factory=list)

    def add(self, child: "Body") -> "Body":
        """Put a body under this one."""
        child.parent = self
        self.children.append(child)
        return child

    def all(self) -> Iterator["Body"]:
        """This body and everything below, parents first."""
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def above(self) -> "Body":
        """The body this one stands under; the district stands under none."""
        if self.parent is None:
            raise LookupError(self.name)
        return self.parent

    @property
    def reviewer(self) -> "Body":
        """The nearest body above a branch that has an office."""
        return self.above.above if self.above.kind == "community" else self.above


def district(random: Random) -> Body:
    """The whole tree."""
    root = Body("410103", "二七区委", "二七区", "district", "C")
    communities = _streets(root)
    for community in communities:
        _branches(community, random.choice((2, 3, 3, 3, 4, 4)), random)
    for street in list(root.children):
        _street_bodies(street, random)
    for number, name in enumerate(UNITS, start=1):
        unit = root.add(Body(f"410103U{number:02d}", f"{name}党委", name, "unit", "C"))
        _branches(unit, random.choice((2, 3, 3, 4)), random)
    return root


def _streets(root: Body) -> list[Body]:
    """Streets and communities, with the names and codes of the public division file."""
    streets: dict[str, Body] = {}
    communities = []
    with DIVISIONS.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["level"] == "street":
                rural = row["name"].endswith("镇")
                name = f"{row['name']}党委" if rural else f"{row['name']}党工委"
                body = Body(row["code"], name, row["name"], "street", "B" if rural else "A")
                streets[row["code"]] = root.add(body)
            elif row["level"] == "village":
                street = streets[row["parent_code"]]
                short = SUFFIX.sub("", row["name"])
                category = "B" if short.endswith("村") or street.category == "B" else "A"
                communities.append(street.add(Body(row["code"], f"{short}党委", short, "community", category)))
    return communities


def _branches(parent: Body, number: int, random: Random) -> None:
    """Branches of a community or unit."""
    for index in range(number):
        ordinal = ORDINALS[index]
        least = 18 if parent.kind == "unit" and index == 0 else 4  # a unit's office sits in its first branch
        size = max(least, round(random.gauss(27 if parent.category != "B" else 21, 7)))
        _branch(parent, f"第{ordinal}支部", size, f"{index + 1:02d}")


def _branch(parent: Body, short: str, size: int, suffix: str) -> Body:
    base = parent.short
    code = f"{parent.code}-{suffix}"
    branch = Body(code, f"{base}{short}", short, "branch", parent.category, size=size)
    branch.groups = 0 if size < 18 else 2 if size < 30 else 3
    return parent.add(branch)


def _street_bodies(street: Body, random: Random) -> None:
    """The street's own branch, and the branches of businesses and social organisations in it."""
    own = _branch(street, "机关支部", random.randint(16, 26), "01")
    own.category = "C"
    for index in range(random.randint(8, 12)):
        joint = random.random() < 0.4
        if joint:
            name = f"{street.short}{random.choice(BUSINESS_FIRST)}{random.choice(BUILDINGS)}联合支部"
        else:
            name = f"{random.choice(BUSINESS_FIRST)}{random.choice(BUSINESS_LAST)}支部"
        size = max(3, round(random.gauss(13, 6)))
        kind = "joint_branch" if joint else "branch"
        body = Body(f"{street.code}-D{index + 1:02d}", name, name.removeprefix(street.short), kind, "D", size=size)
        body.groups = 2 if size >= 20 else 0
        street.add(body)


def described(body: Body) -> dict[str, object]:
    """Contact and unit facts, and the last election: within the term on the day the demo opens."""
    random = Random(body.code)
    term = 5 if body.kind in ("district", "street", "unit", "community") else 3
    last = date(2017, 11, 30)
    situation, kind = UNITS_OF.get(body.kind, ("as_superior", ""))
    return {
        "elected_on": last - timedelta(days=random.randint(0, term * 365 - 240)),
        "meeting_place": random.choice(PLACES),
        "unit_name": body.above.short if body.kind == "branch" and body.category != "D" else body.short,
        "unit_kind": kind or KINDS[body.category],
        "unit_situation": situation,
        "unit_founding": "已建立党组织",
        "contact_phone": f"0371-1{random.randint(0, 9_999_999):07d}",  # no local number begins with 1
    }
