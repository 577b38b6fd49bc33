"""The contact and unit fields of an organisation."""

from collections.abc import Mapping
from typing import Any

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.fields import require_past, set_fields
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.identity import CreditCode

DESCRIBED = (
    "elected_on",
    "credit_code",
    "unit_name",
    "unit_kind",
    "unit_situation",
    "unit_founding",
    "contact_name",
    "contact_phone",
    "meeting_place",
)


@action
def describe(*, organization: Organization, facts: Mapping[str, Any], by: Actor) -> Organization:
    """Change contact and unit fields; the audit entry keeps what stood there before."""
    organization = Organization.objects.select_for_update().get(pk=organization.pk)
    before = {name: getattr(organization, name) for name in DESCRIBED}
    changed = set_described(organization, facts, by)
    if changed:
        organization.save(update_fields=changed)
        details = {name: [before[name], getattr(organization, name)] for name in changed}
        note(
            Note(
                verb="orgs.describe",
                subject=organization,
                by=by,
                organization_id=organization.pk,
                label=organization.code,
                details=details,
            )
        )
    return organization


def set_described(organization: Organization, facts: Mapping[str, Any], by: Actor) -> list[str]:
    """Set checked contact and unit fields on an unsaved organisation and name those that changed."""
    if facts.get("credit_code"):
        facts = {**facts, "credit_code": CreditCode.parse(facts["credit_code"]).code}
    changed = set_fields(organization, facts, DESCRIBED)
    require_past(organization.elected_on, by.on)
    return changed
