"""Why there is no mark: nothing that the scheme counts was due, and nobody entered a mark. Committees see it most.

Streets and communities are judged by the same trees as branches. Of the nineteen institutions those of a committee
fall due by half-years and years (the levels of packs/erqi-2018.yaml), so a month or a quarter may hold none of them.
"""

from django.utils.translation import gettext as _

from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.scoring import ByCount, ByRate, Scheme, walk
from taizhang.kernel.words import say
from taizhang.web.kit.filters import day, period
from taizhang.web.scores.reading import Opened


def unmarked(place: Placement, found: Opened, lang: str) -> str:
    """Two sentences: that there is no mark, which is not nought; and what falls due next, if anything does."""
    none = (
        _("So far nothing that this scheme counts has fallen due for {name} in {period}, and no mark was entered.")
        if found.live
        else _("Nothing that this scheme counts fell due for {name} in {period}, and no mark was entered.")
    ).format(name=place.short_name, period=period(found.period))
    told = [none, _("It has no mark, which is not nought, and no grade.")]
    following = _next(place, found, lang) if found.live else ""
    return say(lang, zh="", en=" ").join([*told, following] if following else told)


def _next(place: Placement, found: Opened, lang: str) -> str:
    """The first of what the scheme counts that falls due from the period on."""
    names = _institutions(found.scheme, place.category, lang)
    owed = Duty.objects.filter(organization=place.organization_id, institution__in=names, standard__isnull=False).owed()
    first = owed.filter(due_on__gte=found.period.first).order_by("due_on", "institution").first()
    if first is None:
        return ""
    return _("Next due: {institution}, by {day}.").format(institution=names[first.institution], day=day(first.due_on))


def _institutions(scheme: Scheme, category: str, lang: str) -> dict[str, str]:
    """The institutions that a tree counts, by their codes."""
    tree = scheme.trees.get(category)
    nodes = (node for node in walk(tree) if isinstance(node, ByRate | ByCount)) if tree else ()
    counted = (node for node in nodes if node.measure.startswith("duty:"))
    return {node.measure.split(":")[1]: node.name.words(lang) for node in counted}
