"""Finding forms, sendings and answers within somebody's reach."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.burden.audience import issuing
from taizhang.domain.burden.models import Answer, CollectionForm, Sending
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.page import PageRequest, within

VIEW, ISSUE, FILL = Permission.FORMS_VIEW, Permission.FORMS_ISSUE, Permission.FORMS_FILL


def readable(request: PageRequest) -> QuerySet[Any]:
    """The register, which everyone who works here may read, and the drafts of one's own office."""
    own = policy.reached(request.account, ISSUE, on=request.today)
    rows = CollectionForm.objects.placed(request.today)
    return rows.filter(Q(registered_at__isnull=False) | Q(organization__in=own)).select_related("organization")


def find_form(request: PageRequest, key: UUID) -> CollectionForm:
    """A form that one may read; else 404."""
    found = readable(request).filter(pk=key).prefetch_related("questions").first()
    if not isinstance(found, CollectionForm):
        raise unknown()
    return found


def find_own_form(request: PageRequest, key: UUID) -> CollectionForm:
    """A form of an office for which one may issue; else 404."""
    form = find_form(request, key)
    if not may_issue(request, form):
        raise unknown()
    return form


def may_issue(request: PageRequest, form: CollectionForm) -> bool:
    """Whether the reader issues for the office that owns a form."""
    path = getattr(form, "org_path", None)  # a form that was found knows where its office stands, unless that closed
    if path:
        return policy.scope(request.account, ISSUE, on=request.today).covers(path)
    return policy.may(request.account, ISSUE, form.organization_id, on=request.today)


def offices(request: PageRequest) -> QuerySet[Any]:
    """The offices for which the reader may design forms today, the highest first: below the county none by default."""
    places = policy.reachable(request.account, ISSUE, on=request.today).filter(kind__in=issuing(request.today))
    return places.select_related("organization").order_by("path")


def find_sending(request: PageRequest, key: UUID) -> Sending:
    """A sending of which one may read at least one answer; else 404."""
    seen = within(request, Answer.objects.all(), VIEW).filter(sending=OuterRef("pk"))
    rows = Sending.objects.select_related("form__organization").filter(Exists(seen), pk=key)
    found = rows.first()
    if found is None:
        raise unknown()
    return found


def find_answer(request: PageRequest, key: UUID) -> Answer:
    """An answer that one may give; else 404."""
    rows = within(request, Answer.objects.all(), FILL)
    found = rows.filter(pk=key).select_related("organization", "sending__form__organization").first()
    if not isinstance(found, Answer):
        raise unknown()
    return found


def unknown() -> Refused:
    """The refusal of what is not there, or not for this person."""
    return Refused(
        _("There is no such form within your reach."),
        _("Look for it in the register of forms."),
        code="burden.unknown",
    )
