"""What the wall screen shows, in a fixed number of queries: counts only, and no person."""

from datetime import date

from taizhang.domain.duties import queries
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.orgs import names
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
    lights = _lights(place, seen, rules)
    children = names.children(place, on)
    return {
        **shown,
        **figures.completions(place, links, rules, on, request.lang),
        "seen": seen,
        "counted": _counted(lights, links),
        "picture": tiles.picture(place, children, lights, asked),
        "choices": [(each.organization.code, each.short_name) for each in (place, *children)],
        "latest": latest.latest(request, place, rules),
    }


def _lights(place: Placement, seen: date, rules: PackRules) -> dict[str, Spread]:
    """How many organisations of each colour stand in each part and at the place itself, by path; two queries."""
    return queries.spread(place.path, seen, (rules.lights.green_up_to, rules.lights.yellow_up_to))


def _counted(lights: dict[str, Spread], links: figures.Links) -> list[tuple[str, str, int, str]]:
    """Each colour: its code, its word, how many organisations shine so, and where they are listed."""
    whole = sum(lights.values(), Spread())
    return [
        (light.value, word, whole[light], links.organizations(light=light.value))
        for light, word in tiles.words().items()
    ]
