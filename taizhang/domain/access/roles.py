"""Roles as data: what each may do, in prose a manager can read, and which exclude each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    ORGS_VIEW = "orgs.view"
    ORGS_EDIT = "orgs.edit"
    PEOPLE_VIEW = "people.view"
    PEOPLE_EDIT = "people.edit"
    PEOPLE_REVEAL = "people.reveal"
    IMPORTS_RUN = "imports.run"
    PACKS_VIEW = "packs.view"
    PACKS_PUBLISH = "packs.publish"
    DUTIES_VIEW = "duties.view"
    DUTIES_ISSUE = "duties.issue"
    DUTIES_WAIVE = "duties.waive"
    RECORDS_VIEW = "records.view"
    RECORDS_WRITE = "records.write"
    RECORDS_REVIEW = "records.review"
    PAPER_ENTER = "paper.enter"
    POINTS_VIEW = "points.view"
    POINTS_REVERSE = "points.reverse"
    CALENDAR_SET = "calendar.set"
    VISITS_VIEW = "visits.view"
    VISITS_PLAN = "visits.plan"
    POLICIES_VIEW = "policies.view"
    POLICIES_SET = "policies.set"
    FORMS_VIEW = "forms.view"
    FORMS_FILL = "forms.fill"
    FORMS_ISSUE = "forms.issue"
    BURDEN_VIEW = "burden.view"
    CASES_ANSWER = "cases.answer"
    SAMPLES_VIEW = "samples.view"
    SAMPLES_DRAW = "samples.draw"
    SCORES_VIEW = "scores.view"
    SCORES_OBJECT = "scores.object"
    SCORES_MARK = "scores.mark"
    SCORES_CLOSE = "scores.close"
    SCORES_ANSWER = "scores.answer"
    SCORES_DECIDE = "scores.decide"
    SCHEMES_PUBLISH = "schemes.publish"
    NOTICES_SEND = "notices.send"
    CONNECTORS_SET = "connectors.set"
    ACCOUNTS_MANAGE = "accounts.manage"
    GRANTS_MANAGE = "grants.manage"
    AUDIT_VIEW = "audit.view"


class Reach(StrEnum):
    """How far a grant goes from its organisation."""

    OWN = "own"  # the organisation itself
    BELOW = "below"  # everything under it, not itself
    SUBTREE = "subtree"  # itself and everything under it


class Role(StrEnum):
    """The posts a person may hold in the system."""

    SECRETARY = "secretary"
    RECORDER = "recorder"
    OFFICE = "office"
    DISTRICT_OFFICE = "district_office"
    LEADER = "leader"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


@dataclass(frozen=True, slots=True)
class RoleForm:
    """A role's name, what it is in prose, what it may do, and which roles no holder of it may hold."""

    name: "_StrPromise"
    prose: "_StrPromise"
    permissions: frozenset[Permission]
    excludes: frozenset[Role] = frozenset()


_P = Permission
_READ = frozenset(
    {
        *(_P.ORGS_VIEW, _P.PEOPLE_VIEW, _P.PACKS_VIEW, _P.DUTIES_VIEW, _P.RECORDS_VIEW, _P.POINTS_VIEW),
        *(_P.VISITS_VIEW, _P.POLICIES_VIEW, _P.FORMS_VIEW, _P.BURDEN_VIEW, _P.SAMPLES_VIEW, _P.SCORES_VIEW),
    }
)
_HELPS = frozenset({_P.VISITS_PLAN, _P.FORMS_ISSUE, _P.CASES_ANSWER, _P.NOTICES_SEND})  # of every office
_BUSINESS = frozenset({Role.SECRETARY, Role.RECORDER, Role.OFFICE, Role.DISTRICT_OFFICE, Role.LEADER})
_ADMINS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})

ROLES: Mapping[Role, RoleForm] = {
    Role.SECRETARY: RoleForm(
        _("Branch secretary"),
        _("Sees what the branch owes, keeps its people and records its gatherings; cannot approve them."),
        _READ | {_P.RECORDS_WRITE, _P.PAPER_ENTER, _P.FORMS_FILL, _P.PEOPLE_EDIT, _P.PEOPLE_REVEAL, _P.SCORES_OBJECT},
    ),
    Role.RECORDER: RoleForm(
        _("Recorder"),
        _("Records the gatherings of the branch for its secretary."),
        _READ | {_P.RECORDS_WRITE, _P.PAPER_ENTER, _P.FORMS_FILL},
    ),
    Role.OFFICE: RoleForm(
        _("Street or unit office"),
        # It may type in what a branch without a computer filled on paper, and nothing else of a record: whatever it
        # enters bears its name, the branch is told, and another person reviews it (nobody reviews his own entry).
        _(
            "Reviews the records of the organisations below, waives duties with a reason, helps who is behind, and"
            " enters the paper sheets of branches without a computer; whoever entered a sheet does not review it."
        ),
        _READ
        | _HELPS
        | {_P.RECORDS_REVIEW, _P.PAPER_ENTER, _P.DUTIES_WAIVE, _P.ORGS_EDIT}
        | {_P.PEOPLE_EDIT, _P.PEOPLE_REVEAL, _P.IMPORTS_RUN, _P.SCORES_MARK, _P.SCORES_OBJECT},
    ),
    Role.DISTRICT_OFFICE: RoleForm(
        _("District office"),
        _("Publishes packs, issues duties, keeps the tree, reviews any record and corrects points by reversal."),
        _READ
        | _HELPS
        | {
            _P.SCORES_MARK,
            _P.SCORES_CLOSE,
            _P.SCORES_ANSWER,
            _P.SCORES_DECIDE,
            _P.SCHEMES_PUBLISH,
            _P.CALENDAR_SET,
            _P.POLICIES_SET,
            _P.SAMPLES_DRAW,
            _P.RECORDS_REVIEW,
            _P.DUTIES_WAIVE,
            _P.DUTIES_ISSUE,
            _P.PACKS_PUBLISH,
            _P.POINTS_REVERSE,
            _P.ORGS_EDIT,
            _P.PEOPLE_EDIT,
            _P.PEOPLE_REVEAL,
            _P.IMPORTS_RUN,
        },
    ),
    Role.LEADER: RoleForm(_("Leader"), _("Reads everything below and changes nothing."), _READ),
    Role.SYSTEM_ADMIN: RoleForm(
        _("System administrator"),
        _("Opens and closes accounts, sets up connectors; gives no grants and sees no business data."),
        frozenset({_P.ACCOUNTS_MANAGE, _P.CONNECTORS_SET}),
        (_ADMINS - {Role.SYSTEM_ADMIN}) | _BUSINESS,
    ),
    Role.SECURITY_ADMIN: RoleForm(
        _("Security administrator"),
        _("Gives and ends grants; opens no accounts and sees no business data."),
        frozenset({_P.GRANTS_MANAGE}),
        (_ADMINS - {Role.SECURITY_ADMIN}) | _BUSINESS,
    ),
    Role.AUDIT_ADMIN: RoleForm(
        _("Audit administrator"),
        _("Reads the audit trail and verifies its chain; can change and delete nothing."),
        frozenset({_P.AUDIT_VIEW}),
        (_ADMINS - {Role.AUDIT_ADMIN}) | _BUSINESS,
    ),
}


def excluded(role: Role) -> frozenset[Role]:
    """The roles that nobody may hold beside this one, whichever of the two says so."""
    return ROLES[role].excludes | {other for other, form in ROLES.items() if role in form.excludes}
