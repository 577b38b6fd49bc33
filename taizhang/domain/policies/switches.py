"""The switches of the policy page, what each would change, and the clauses that stand against it.

All are off by default. What the rules forbid outright is listed in `NEVER`; no switch for it exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.policies import clauses
from taizhang.domain.policies.clauses import Clause


class Switch(StrEnum):
    """What a district may switch on for a time, on a recorded basis."""

    CHECK_IN = "check-in"
    RANKING = "ranking"
    PHOTOS = "photos"
    SAME_DAY_LIGHTS = "same-day-lights"
    STREET_FORMS = "street-forms"


@dataclass(frozen=True, slots=True)
class SwitchForm:
    """What a switch is called, what it would change, what stays as it is, and the clauses beside it."""

    name: StrPromise
    changes: StrPromise
    remains: StrPromise
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Ban:
    """What no switch can turn on, and the clause that forbids it."""

    name: StrPromise
    clause: Clause


SWITCHES: Mapping[Switch, SwitchForm] = {
    Switch.CHECK_IN: SwitchForm(
        _("Self check-in by QR code"),
        _("At a gathering the recorder may show a code; a member who opens it says “I am here”, and is ticked."),
        _("Nobody has to: whoever says nothing is ticked by the recorder as always. No place and no hour is shown."),
        (clauses.NO_CLOCKING_IN, clauses.NO_FORCED_FUNCTIONS),
    ),
    Switch.RANKING: SwitchForm(
        _("Ranking by completion"),
        _("Lists of organisations can be sorted by completion and show a rank within the category."),
        _("Groups of fewer than five are not ranked; people never are."),
        (clauses.NO_CLOCKING_IN, clauses.NO_FORCED_FUNCTIONS),
    ),
    Switch.PHOTOS: SwitchForm(
        _("Photos demanded as proof"),
        _("A pack may demand photos of an institution; its records are not taken without one."),
        _("Photos are never counted and earn no points; they are kept without place and device."),
        (clauses.PICTURES_NO_YARDSTICK, clauses.NO_FORCED_PICTURES),
    ),
    Switch.SAME_DAY_LIGHTS: SwitchForm(
        _("Lights shown above on the same day"),
        _("Those above see a light on the day it changes, not a day later."),
        _("The light remains a help and never becomes a result of assessment."),
        (clauses.LIGHTS_HELP, clauses.NO_DAILY_ASSESSMENT),
    ),
    Switch.STREET_FORMS: SwitchForm(
        _("Forms of streets and unit offices"),
        _("Offices of streets and units may register and send forms of their own."),
        _("Every form still needs a ground and an end, asks for nothing twice, and counts against the cap."),
        (clauses.FORMS_NOT_BELOW_COUNTY, clauses.NO_REPEATED_FORMS),
    ),
}

NEVER: tuple[Ban, ...] = (
    Ban(_("Location and tracks of people"), clauses.NO_FORCED_PICTURES),
    Ban(_("Recognition of faces"), clauses.NO_CLOCKING_IN),
    Ban(_("Counting time on line"), clauses.NO_CLOCKING_IN),
    Ban(_("Points for logging in, reading, likes and forwarding"), clauses.NO_POINTS_FOR_USE),
    Ban(_("Rates of installation and use, forced log-ins"), clauses.NO_FORCED_USE),
    Ban(_("Messages at night and on holidays"), clauses.NO_FORCED_USE),
)
