"""Caps: how many minutes a month may be asked of an organisation of each level."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.burden.models import Cap
from taizhang.domain.orgs.kinds import Level

# No document names a number. Half an hour a month for a branch is what this system promises; it holds until the
# district office records another by a document.
PROPOSED = _("Proposed by this system, as no document names a number")
DEFAULTS = {Level.BRANCH: 30, Level.GENERAL_BRANCH: 30, Level.COMMITTEE: 60}


@dataclass(frozen=True, slots=True)
class Allowed:
    """The cap of a level on a day, and on what it rests."""

    level: Level
    minutes: int
    document: StrPromise | str
    since: date | None = None


def caps(on: date) -> dict[Level, Allowed]:
    """The cap of every level on a day: the last one recorded, else the one proposed."""
    found = {level: Allowed(level, minutes, PROPOSED) for level, minutes in DEFAULTS.items()}
    for cap in Cap.objects.filter(starts_on__lte=on).order_by("starts_on", "id"):
        level = Level(cap.level)
        found[level] = Allowed(level, cap.minutes, cap.document, cap.starts_on)
    return found
