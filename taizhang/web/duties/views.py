"""One duty: what, on which basis, how it stands; its waiver and withdrawal; what an organisation does not owe."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.waive import unwaive, waive
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.not_applicable import not_applicable
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.duties.stood import stood_on
from taizhang.domain.records.models import Activity
from taizhang.web.duties import words
from taizhang.web.duties.finding import find_duty, meant
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page

VIEW = Permission.DUTIES_VIEW


@page(VIEW)
def duty(request: PageRequest, key: UUID) -> HttpResponse:
    """One duty with its dates, its basis, what is meant to fulfil it and how it stands."""
    found = find_duty(request, key)
    day = found.first_on if found.standard_id else found.due_on
    rules, stood = find_pack(day), stood_on(found, request.on)
    context = {
        "duty": found,
        "told": words.told(found, rules, request.on, request.lang),
        "rules": rules,
        "rule": words.institution(found.institution, rules),
        "claims": Activity.objects.filter(claims__duty=found).select_related("submission").order_by("held_on", "id"),
        "fulfilment": stood.fulfilment,
        "waiver": stood.waiver,
        "lang": request.lang,
        "may_waive": _may(request, Permission.DUTIES_WAIVE, found),
        "may_record": _may(request, Permission.RECORDS_WRITE, found),
    }
    return show(request, "duties/duty.html", context)


@page(Permission.DUTIES_WAIVE, methods=("POST",))
def waiver(request: PageRequest, key: UUID) -> HttpResponse:
    """Let the organisation off, with a reason."""
    found = find_duty(request, key)
    waive(duty=found, because=request.POST.get("because", ""), by=request.by)
    say(request, _("The duty is waived; it no longer counts."))
    return _back_to(found.pk)


@page(Permission.DUTIES_WAIVE, methods=("POST",))
def withdrawal(request: PageRequest, key: UUID) -> HttpResponse:
    """Take a waiver back, with a reason."""
    found = find_duty(request, key)
    unwaive(duty=found, because=request.POST.get("because", ""), by=request.by)
    say(request, _("The waiver is taken back; the duty is owed again."))
    return _back_to(found.pk)


@page(VIEW)
def unowed(request: PageRequest) -> HttpResponse:
    """Which institutions an organisation does not owe this year, and why: a page, or the part of one."""
    place = meant(request, VIEW)
    found = not_applicable(place.organization_id, request.on, request.lang)
    context = {"place": place, "found": found, "lang": request.lang, "rules": find_pack(request.on)}
    return show(request, "duties/not_applicable.html", context, block="found")


def _may(request: PageRequest, permission: Permission, found: Duty) -> bool:
    """Whether the post includes it over the duty's organisation, and the page speaks of today."""
    where = found.organization_id
    return request.on == request.today and policy.may(request.account, permission, where, on=request.today)


def _back_to(key: UUID) -> HttpResponse:
    return see_other(f"/duties/{key}/")
