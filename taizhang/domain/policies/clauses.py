"""Clauses: which document forbids or demands what, in the words of the field."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a document on relieving the grassroots, and what it says."""

    document: StrPromise
    says: StrPromise


_APPS = _("Measures on government mobile apps (Guobanhan [2026] No. 12), art. 2")
_FINGERTIPS = _("Opinions on formalism at the fingertips (Central Cyberspace Commission, December 2023)")
_RELIEF = _("Rules on rectifying formalism and relieving the grassroots (issued in August 2024)")
_LIGHTS = _("Statement of the rule pack: a light helps, it is expressly not a result of assessment")

NO_CLOCKING_IN = Clause(
    _APPS, _("No clocking in, no ranking by points, no counting of time on line; security and emergencies excepted.")
)
NO_FORCED_FUNCTIONS = Clause(
    _FINGERTIPS, _("Clocking in, ranking by points and time on line are not forced upon users of an app.")
)
NO_FORCED_PICTURES = Clause(
    _APPS, _("An app is not the main carrier of assessment; photos, videos and tracks are not demanded needlessly.")
)
PICTURES_NO_YARDSTICK = Clause(
    _RELIEF,
    _("Meetings held, documents issued, photos taken as proof and study notes are no yardstick of work."),
)
NO_DAILY_ASSESSMENT = Clause(_FINGERTIPS, _("An app does not become the carrier of daily assessment and inspection."))
LIGHTS_HELP = Clause(
    _LIGHTS, _("The organisation sees its own light first and has a day to mend it before those above see it.")
)
FORMS_NOT_BELOW_COUNTY = Clause(
    _RELIEF,
    _("Forms are not issued below the county; they go through one platform, and the same material once at most."),
)
NO_REPEATED_FORMS = Clause(_APPS, _("No arbitrary or repeated demands for forms, numbers and materials."))
NO_POINTS_FOR_USE = Clause(
    _APPS, _("Likes, votes, forwarding and time of study are no basis of assessment; nobody is forced to log in.")
)
NO_FORCED_USE = Clause(_FINGERTIPS, _("Downloads, rates of use and regular log-ins are not forced."))
