"""Tiles: each part of an organisation with how its lights are spread, by place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.measures import Light
from taizhang.web.wall.cartogram import MOST, REST, Cartogram, cartogram

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
        """Whether the first cells of a drawn grid are free for its heading."""
        return self.grid.drawn and (1, 1) not in self.grid.cells.values()


def words() -> dict[Light, str]:
    """What each colour is called."""
    return {Light.GREEN: _("Green"), Light.YELLOW: _("Yellow"), Light.RED: _("Red")}


def picture(place: Placement, children: Sequence[Placement], lights: dict[str, Spread], on: str) -> Picture:
    """The parts below a place; the units of a district stand together in one tile."""
    streets = [child for child in children if child.kind == Kind.STREET] or list(children)
    rest = [child for child in children if child not in streets]
    room = MOST - bool(rest)
    shown = streets[:room]
    codes = [child.organization.code for child in shown]
    grid = cartogram(place.organization.code, [*codes, *([REST] if rest else [])])
    tiles = [_street(child, lights, grid, on) for child in shown]
    if rest:
        tiles.append(_rest(place, rest, lights, grid, on))
    return Picture(grid, sorted(tiles, key=lambda tile: (tile.row, tile.column)), len(streets) - len(shown), bool(rest))


def _street(child: Placement, lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
    code = child.organization.code
    name = next((child.short_name.removesuffix(end) for end in SAID_ANYWAY if child.short_name.endswith(end)), "")
    url = f"/organizations/{code}/" + (f"?{urlencode({'on': on})}" if on else "")
    return Tile(name or child.short_name, child.short_name, lights.get(child.path, Spread()), url, *grid.cells[code])


def _rest(place: Placement, rest: Sequence[Placement], lights: dict[str, Spread], grid: Cartogram, on: str) -> Tile:
    """All that is no street, in one tile."""
    summed = sum((lights.get(child.path, Spread()) for child in rest), Spread())
    query = {"street": place.organization.code, "kind": Kind.UNIT.value, **({"on": on} if on else {})}
    url = f"/organizations/?{urlencode(query)}"
    return Tile(_("Units"), _("Units of the district"), summed, url, *grid.cells[REST], rest=True)
