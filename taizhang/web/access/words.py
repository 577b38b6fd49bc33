"""What each permission and reach means, in words a manager can read."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from taizhang.domain.access.roles import ROLES, Permission, Reach, Role, excluded

PERMISSIONS: Mapping[Permission, StrPromise] = {
    Permission.ORGS_VIEW: _("see organisations"),
    Permission.ORGS_EDIT: _("keep the tree of organisations"),
    Permission.PEOPLE_VIEW: _("see people, numbers masked"),
    Permission.PEOPLE_EDIT: _("keep the register of people"),
    Permission.PEOPLE_REVEAL: _("open a masked number, with a reason that is kept"),
    Permission.IMPORTS_RUN: _("import files"),
    Permission.PACKS_VIEW: _("read the rule packs"),
    Permission.PACKS_PUBLISH: _("publish rule packs"),
    Permission.DUTIES_VIEW: _("see duties"),
    Permission.DUTIES_ISSUE: _("issue duties"),
    Permission.DUTIES_WAIVE: _("waive a duty, with a reason"),
    Permission.RECORDS_VIEW: _("see records and ledgers"),
    Permission.RECORDS_WRITE: _("record gatherings"),
    Permission.PAPER_ENTER: _("send in sheets filled on paper"),
    Permission.RECORDS_REVIEW: _("approve or return records"),
    Permission.POINTS_VIEW: _("see points"),
    Permission.POINTS_REVERSE: _("reverse points"),
    Permission.CALENDAR_SET: _("change the calendar of working days"),
    Permission.VISITS_VIEW: _("see planned visits"),
    Permission.VISITS_PLAN: _("plan visits"),
    Permission.POLICIES_VIEW: _("read the policy switches"),
    Permission.POLICIES_SET: _("set a policy switch, with its basis"),
    Permission.FORMS_VIEW: _("see the register of forms"),
    Permission.FORMS_FILL: _("fill in forms for the organisation"),
    Permission.FORMS_ISSUE: _("register and send forms"),
    Permission.BURDEN_VIEW: _("see what the work costs"),
    Permission.CASES_ANSWER: _("answer complaints, suggestions and calls for support"),
    Permission.SAMPLES_VIEW: _("see what peers found in samples"),
    Permission.SAMPLES_DRAW: _("draw samples for peers to look at"),
    Permission.SCORES_VIEW: _("see scores"),
    Permission.SCORES_OBJECT: _("object to a preview for the organisation"),
    Permission.SCORES_MARK: _("enter marks, with a reason"),
    Permission.SCORES_CLOSE: _("close a period, publish and lock its results"),
    Permission.SCORES_ANSWER: _("answer objections"),
    Permission.SCORES_DECIDE: _("propose or confirm a decision against the rule, with a second person"),
    Permission.SCHEMES_PUBLISH: _("publish schemes of assessment"),
    Permission.NOTICES_SEND: _("send notices to those below"),
    Permission.CONNECTORS_SET: _("set up e-mail and webhook connectors"),
    Permission.ACCOUNTS_MANAGE: _("open and close accounts, set passwords"),
    Permission.GRANTS_MANAGE: _("give and end grants"),
    Permission.AUDIT_VIEW: _("read and verify the audit trail"),
}

REACHES: Mapping[Reach, StrPromise] = {
    Reach.OWN: _("the organisation itself"),
    Reach.BELOW: _("everything below it, not itself"),
    Reach.SUBTREE: _("itself and everything below"),
}


def role_choices() -> list[tuple[str, str]]:
    """Every role, by name."""
    return [(role.value, str(form.name)) for role, form in ROLES.items()]


def reach_choices() -> list[tuple[str, str]]:
    """Every reach, in words."""
    return [(reach.value, str(words)) for reach, words in REACHES.items()]


def role_prose() -> list[dict[str, object]]:
    """Every role with its prose, what it may do, and beside which roles nobody holds it."""
    return [
        {
            "name": str(form.name),
            "prose": str(form.prose),
            "may": [str(PERMISSIONS[one]) for one in Permission if one in form.permissions],
            "excludes": [str(ROLES[other].name) for other in Role if other in excluded(role)],
        }
        for role, form in ROLES.items()
    ]
