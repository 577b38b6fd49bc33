"""Tiles: each part of an organisation with how its lights are spread, by place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.orgs import names
from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.measures import Light
from taizhang.web.wall.cartogram import CORNER, MOST, REST, Cartogram, cartogram

Spread = Counter[Light]
SAID_ANYWAY = ("街道", "社区")  # what the heading says of all of them need not stand in each tile


class Part(NamedTuple):
    """What stands right below the organisation of the screen."""

    path: str
    kind: str
    name: str
    code: str


class Parts(NamedTuple):
    """Those with a tile of their own, by name, and those that share the last one."""

    own: Sequence[Part]
    rest: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Tile:
    """One part: its name short and whole, its lights, where it opens, and its cell."""

    name: str
    whole: str
    lights: Spread
    url: str
    row: int
    column: int
    rest: bool = False  # everything that is no street

    @property
    def all(self) -> int:
        """How many organisations stand in it."""
        return sum(self.lights.values())

    @property
    def light(self) -> Light | None:
        """The colour of a part that is one organisation."""
        return next(iter(self.lights), None) if self.all == 1 else None

    @property
    def words(self) -> str:
        """The same for whoever hears it."""
        counted = [f"{word} {self.lights[light]}" for light, word in words().items() if self.lights[light]]
        return _("{name}: {lights}").format(name=self.whole, lights=_(", ").join(counted))


@dataclass(frozen=True, slots=True)
class Picture:
    """All tiles, in the order in which one reads them, and the grid they stand in."""

    grid: Cartogram
    tiles: list[Tile]
    left: int  # parts for which there is no room
    streets: bool

    @property
    def corner(self) -> bool:
        """Whether the first cell is free for the heading."""
        return CORNER not in self.grid.cells.values()


def words() -> dict[Light, str]:
    """What each colour is called."""
    return {Light.GREEN: _("Green"), Light.YELLOW: _("Yellow"), Light.RED: _("Red")}


def parts(place: Placement, on: date) -> Parts:
    """The parts below a place: its streets, or else its committees, or else everybody; one query."""
    rows = names.right_under(place, on).order_by(*names.BY_NAME)
    children = [Part(*row) for row in rows.values_list("path", "kind", "short_name", "organization__code")]
    streets = [child for child in children if child.kind == Kind.STREET]
    own = streets or [child for child in children if not FORMS[Kind(child.kind)].members] or children
    known = {child.path for child in own}
    return Parts(own, [child for child in children if child.path not in known])


def picture(place: Placement, below: Parts, lights: dict[str, Spread], on: str) -> Picture:
    """A tile for each part; everything else stands together in one."""
    shown = below.own[: MOST - bool(below.rest)]
    codes = [part.code for part in shown]
    grid = cartogram(place.organization.code, [*codes, *([REST] if below.rest else [])])
    tiles = [_part(part, lights, grid, on) for part in shown]
    if below.rest:
        tiles.append(_rest(place, below.rest, lights, grid, on))
    tiles.sort(key=lambda tile: (tile.row, tile.column))
    streets = any(part.kind == Kind.STREET for part in below.own)
    return Picture(grid, tiles, len(below.own) - len(shown), streets)


def _part(part: Part, lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
    name = next((part.name.removesuffix(end) for end in SAID_ANYWAY if part.name.endswith(end)), "")
    url = f"/organizations/{part.code}/" + (f"?{urlencode({'on': on})}" if on else "")
    return Tile(name or part.name, part.name, lights.get(part.path, Spread()), url, *grid.cells[part.code])


def _rest(place: Placement, rest: Sequence[Part], lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
    """What has no tile of its own: the units of a district, the branches right under a committee."""
    summed = sum((lights.get(child.path, Spread()) for child in rest), Spread())
    code, asked = place.organization.code, {"on": on} if on else {}
    if all(child.kind == Kind.UNIT for child in rest):
        name, whole = _("Units"), _("Units of the district")
        url = f"/organizations/?{urlencode({'street': code, 'kind': Kind.UNIT.value, **asked})}"
    else:
        name, whole = pgettext("wall", "Right below"), _("Branches right below")
        url = f"/organizations/{code}/" + (f"?{urlencode(asked)}" if asked else "")
    return Tile(name, whole, summed, url, *grid.cells[REST], rest=True)
