"""Whose history may be read by whom: the history of a noun is open to those who may see the noun."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.models import AuditEntry
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest
from taizhang.web.people.reach import powers_over

# By which permission a noun of each kind is seen, and where its page is.
KINDS: Mapping[str, tuple[Permission, str]] = {
    "organization": (Permission.ORGS_VIEW, ""),
    "post": (Permission.ORGS_VIEW, ""),
    "group": (Permission.ORGS_VIEW, ""),
    "office": (Permission.ORGS_VIEW, ""),
    "person": (Permission.PEOPLE_VIEW, "/people/{key}/"),
    "activity": (Permission.RECORDS_VIEW, "/records/{key}/"),
    "submission": (Permission.RECORDS_VIEW, "/reviews/{key}/"),
    "evidence": (Permission.RECORDS_VIEW, ""),
    "duty": (Permission.DUTIES_VIEW, "/duties/{key}/"),
    "pointentry": (Permission.POINTS_VIEW, ""),
    "reversal": (Permission.POINTS_VIEW, ""),
}
# What is told on the page of an organisation, besides what was done to it itself.
OF_ORGANIZATION = ("orgs.", "posts.", "groups.", "offices.", "duties.waive", "duties.unwaive", "points.reverse")
COMINGS = ("people.register", "people.transfer", "people.leave", "people.confirm")


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun whose history is asked for: what it is called, and where its own page is."""

    key: UUID
    label: str
    url: str


def find_subject(request: PageRequest, key: UUID) -> Subject:
    """A noun with a history that the reader may see; anything else is not there (404)."""
    entry = AuditEntry.objects.about(key).filter(subject_kind__in=KINDS).order_by("-number").first()
    if entry is None or not _may_see(request, entry):
        raise Refused(
            _("There is no history of this within your reach."),
            _("Open it from the page of what it is about."),
            code="history.unknown",
        )
    _permission, url = KINDS[entry.subject_kind]
    return Subject(key, entry.subject_label, url.format(key=key))


def about_organization(key: UUID, *, people: bool) -> "QuerySet[AuditEntry]":
    """What was done to an organisation, its posts, groups and office; and who came and went, if that may be seen."""
    starts = (*OF_ORGANIZATION, *COMINGS) if people else OF_ORGANIZATION
    verbs = Q()
    for start in starts:
        verbs |= Q(verb__startswith=start)
    return AuditEntry.objects.filter(Q(subject_id=key) | (Q(organization_id=key) & verbs))


def about_person(key: UUID) -> "QuerySet[AuditEntry]":
    """What was done to a person: register, membership, exemptions, and who looked at masked items."""
    return AuditEntry.objects.about(key).filter(subject_kind="person")


def _may_see(request: PageRequest, entry: AuditEntry) -> bool:
    """Judged by the organisation that the latest entry names; a person by where they belong."""
    permission, _url = KINDS[entry.subject_kind]
    key = entry.subject_id
    if entry.subject_kind == "person" and key is not None:
        return policy.is_self(request.account, key) or powers_over(request, key, permission)[0]
    if entry.organization_id is None:
        return policy.scope(request.account, permission, on=request.today).everything
    return policy.may(request.account, permission, entry.organization_id, on=request.today)
