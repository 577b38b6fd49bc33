"""Tiles: each part of an organisation with how its lights are spread, by place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from taizhang.domain.orgs.kinds import FORMS, Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.measures import Light
from taizhang.web.wall.cartogram import CORNER, MOST, REST, Cartogram, cartogram

Spread = Counter[Light]
SAID_ANYWAY = ("街道", "社区")  # what the heading says of all of them need not stand in each tile


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


def picture(place: Placement, children: Sequence[Placement], lights: dict[str, Spread], on: str) -> Picture:
    """The parts below a place: its streets, or else its committees; everything else stands together in one tile."""
    parts = _parts(children)
    rest = [child for child in children if child not in parts]
    shown = parts[: MOST - bool(rest)]
    codes = [child.organization.code for child in shown]
    grid = cartogram(place.organization.code, [*codes, *([REST] if rest else [])])
    tiles = [_part(child, lights, grid, on) for child in shown]
    if rest:
        tiles.append(_rest(place, rest, lights, grid, on))
    tiles.sort(key=lambda tile: (tile.row, tile.column))
    return Picture(grid, tiles, len(parts) - len(shown), any(child.kind == Kind.STREET for child in parts))


def _parts(children: Sequence[Placement]) -> list[Placement]:
    """Those with a tile of their own: streets, or else what has something below it, or else everybody."""
    streets = [child for child in children if child.kind == Kind.STREET]
    return streets or [child for child in children if not FORMS[Kind(child.kind)].members] or list(children)


def _part(child: Placement, lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
    code = child.organization.code
    name = next((child.short_name.removesuffix(end) for end in SAID_ANYWAY if child.short_name.endswith(end)), "")
    url = f"/organizations/{code}/" + (f"?{urlencode({'on': on})}" if on else "")
    return Tile(name or child.short_name, child.short_name, lights.get(child.path, Spread()), url, *grid.cells[code])


def _rest(place: Placement, rest: Sequence[Placement], lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
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
