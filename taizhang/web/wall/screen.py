"""What the wall screen shows, in a fixed number of queries: counts only, and no person."""

from taizhang.domain.duties import queries
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Placement
from taizhang.web.kit.page import PageRequest
from taizhang.web.wall import figures, latest, tiles
from taizhang.web.wall.tiles import Spread


def context(request: PageRequest, place: Placement) -> dict[str, object]:
    """Everything the page shows; without a pack nothing is owed, and it says so."""
    rules, on = find_pack(request.on), request.on
    asked = on.isoformat() if on != request.today else ""
    links = figures.Links(place.organization.code, asked)
    shown: dict[str, object] = {"place": place, "rules": rules, "lang": request.lang}
    if rules is None:
        return shown
    seen = queries.seen_from_above(on)
    lights = queries.spread(place.path, seen)
    parts = tiles.parts(place, on)
    return {
        **shown,
        **figures.completions(place, links, rules, on, request.lang),
        "seen": seen,
        "counted": _counted(lights, links),
        "picture": tiles.picture(place, parts, lights, asked),
        "choices": [(place.organization.code, place.short_name), *((each.code, each.name) for each in parts.own)],
        "latest": latest.latest(request, place, rules),
    }


def _counted(lights: dict[str, Spread], links: figures.Links) -> list[tuple[str, str, int, str]]:
    """Each colour: its code, its word, how many organisations shine so, and where they are listed."""
    whole = sum(lights.values(), Spread())
    return [
        (light.value, word, whole[light], links.organizations(light=light.value))
        for light, word in tiles.words().items()
    ]
