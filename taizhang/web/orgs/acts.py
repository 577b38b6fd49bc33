"""Changes of an organisation's name, kind, place and existence: each a noun with a form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrPromise

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions import tree
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.domain.orgs.models import Membership, Organization, Placement
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.kit.filters import day
from taizhang.web.kit.page import PageRequest, find_organization, page
from taizhang.web.orgs.acting import Sheet, answer_form
from taizhang.web.orgs.asof import organization_url
from taizhang.web.orgs.forms import DatedForm, KindForm, MergerForm, MoveForm, RenamingForm

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which an organisation changes: its words, its form, what it does and what that would change."""

    title: StrPromise
    lead: StrPromise
    button: StrPromise
    form: type[DatedForm]
    act: Callable[[Organization, Said, PageRequest], object]
    foretell: Callable[[Placement, Said], str]
    danger: bool = False


def _dated(said: Said) -> Said:
    return {"on": said["on"], "because": said["because"]}


def _rename(one: Organization, said: Said, request: PageRequest) -> object:
    return tree.rename(
        organization=one, name=said["name"], short_name=said["short_name"], **_dated(said), by=request.by
    )


def _reclassify(one: Organization, said: Said, request: PageRequest) -> object:
    kind, category = Kind(said["kind"]), Category(said["category"])
    return tree.reclassify(organization=one, kind=kind, category=category, **_dated(said), by=request.by)


def _move(one: Organization, said: Said, request: PageRequest) -> object:
    return tree.move(organization=one, under=said["under"], **_dated(said), by=request.by)


def _merge(one: Organization, said: Said, request: PageRequest) -> object:
    return tree.merge(organization=one, into=said["into"], **_dated(said), by=request.by)


def _close(one: Organization, said: Said, request: PageRequest) -> object:
    return tree.close(organization=one, **_dated(said), by=request.by)


def _renamed(place: Placement, said: Said) -> str:
    words = {"old": place.name, "new": said["name"], "day": day(said["on"])}
    return _("From %(day)s on “%(old)s” is called “%(new)s”; pages of earlier days keep the old name.") % words


def _reclassified(place: Placement, said: Said) -> str:
    words = {"name": place.name, "kind": Kind(said["kind"]).label, "day": day(said["on"])}
    return _("From %(day)s on %(name)s is: %(kind)s. Duties issued from then on follow its new kind.") % words


def _moved(place: Placement, said: Said) -> str:
    count = Placement.objects.on(said["on"]).under(place.path).count()
    above = Placement.objects.on(said["on"]).filter(organization=said["under"]).values_list("name", flat=True).first()
    words = {"day": day(said["on"]), "above": above or said["under"].code, "count": count}
    return (
        ngettext(
            "From %(day)s on %(count)s organisation stands under %(above)s.",
            "From %(day)s on %(count)s organisations, this one and all below it, stand under %(above)s.",
            count,
        )
        % words
    )


def _merged(place: Placement, said: Said) -> str:
    on = said["on"]
    into = Placement.objects.on(on).filter(organization=said["into"]).values_list("name", flat=True).first()
    words = {
        "name": place.name,
        "into": into or said["into"].code,
        "day": day(on),
        "members": Membership.objects.on(on).filter(organization=place.organization_id).count(),
        "below": Placement.objects.on(on).filter(parent=place.organization_id).count(),
    }
    return (
        _(
            "From %(day)s on %(name)s no longer exists: %(members)s members and %(below)s organisations right below "
            "it go to %(into)s. Its posts, groups and office end the day before; its history stays."
        )
        % words
    )


def _closed(place: Placement, said: Said) -> str:
    words = {"name": place.name, "day": day(said["on"])}
    return _("From %(day)s on %(name)s no longer exists; its posts, groups and office end the day before.") % words


CHANGES = {
    "renaming": Change(
        gettext_lazy("Rename"),
        gettext_lazy("The old name stays on everything before that day."),
        gettext_lazy("Rename"),
        RenamingForm,
        _rename,
        _renamed,
    ),
    "kind": Change(
        gettext_lazy("Change kind or category"),
        gettext_lazy("What it owes follows its kind and category from that day on."),
        gettext_lazy("Change it"),
        KindForm,
        _reclassify,
        _reclassified,
    ),
    "move": Change(
        gettext_lazy("Move in the tree"),
        gettext_lazy("It goes under another organisation together with everything below it."),
        gettext_lazy("Move it"),
        MoveForm,
        _move,
        _moved,
    ),
    "merger": Change(
        gettext_lazy("Merge into another"),
        gettext_lazy("Its members and what stands below it go to the other; it ends the day before."),
        gettext_lazy("Merge"),
        MergerForm,
        _merge,
        _merged,
        danger=True,
    ),
    "closure": Change(
        gettext_lazy("Close it down"),
        gettext_lazy("Only when nobody belongs to it and nothing stands below it; its history stays."),
        gettext_lazy("Close it down"),
        DatedForm,
        _close,
        _closed,
        danger=True,
    ),
}


@page(Permission.ORGS_EDIT, methods=("GET", "POST"))
def change(request: PageRequest, code: str, noun: str) -> HttpResponse:
    """One change of an organisation."""
    place, asked = find_organization(request, code), CHANGES[noun]
    _refuse_own(request, place)
    given = {name: getattr(place, name, "") for name in ("name", "short_name", "kind", "category")}
    form: forms.Form = asked.form(request.POST or None, request, place, initial=given)

    def act(said: Said) -> str:
        told = asked.foretell(place, said)  # counted before anything moves
        asked.act(place.organization, said, request)
        return told

    sheet = Sheet(
        title=str(asked.title),
        lead=str(asked.lead),
        button=str(asked.button),
        back=organization_url(code, "changes/"),
        act=act,
        foretell=lambda said: asked.foretell(place, said),
        trail=trail_to(place, str(asked.title)),
        danger=asked.danger,
        then=lambda: organization_url(code) if noun not in ("merger", "closure") else "/organizations/",
    )
    return answer_form(request, form, sheet)


def _refuse_own(request: PageRequest, place: Placement) -> None:
    if not may_change(request, place):
        raise Refused(
            mark("{name} is renamed, moved or closed by the level above it, not by itself."),
            mark("Ask the office above to do it."),
            code="orgs.own-change",
            name=place.name,
        )


def may_change(request: PageRequest, place: Placement) -> bool:
    """Whether the reader keeps the tree above an organisation; the top of the tree has nobody above it."""
    above = trees.parent(place.path) if place.parent_id else place.path
    return policy.scope(request.account, Permission.ORGS_EDIT, on=request.today).covers(above)


def trail_to(place: Placement, *last: str) -> list[tuple[str, str | None]]:
    """The breadcrumb of a page about an organisation."""
    address = organization_url(place.organization.code)
    first = [(_("Organisations"), "/organizations/"), (place.name, address)]
    return [*first, *((words, None) for words in last)]
