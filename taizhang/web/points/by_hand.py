"""Entering a bonus or a veto: the office chooses a clause of the pack and says why; nobody types a score."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse as address_of
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person, Placement
from taizhang.domain.points.actions import HandEntry, enter
from taizhang.domain.points.actions import reverse as reverse_entry
from taizhang.domain.points.books import Holder
from taizhang.domain.points.by_hand import SOURCE_KIND, clauses
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.kernel.ids import uuid7
from taizhang.kernel.points import Rule
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.filters import number
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import DayField, refuse
from taizhang.web.kit.page import PageRequest, find_organization, page, within

REVERSE = Permission.POINTS_REVERSE


class HandForm(forms.Form):
    """Under which clause, on which day, and why; the points are the clause's."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    rule = forms.ChoiceField(
        label=gettext_lazy("Clause"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The pack says how many points each clause brings; nobody types a score."),
    )
    happened_on = DayField(label=gettext_lazy("Happened on"))
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Name the document or the decision it rests on; it is shown to whoever holds the points."
        ),
    )

    def __init__(self, data: Any, rules: tuple[Rule, ...], lang: str, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["rule"]
        field.choices = [(rule.code, _said(rule, lang)) for rule in rules]


@page(REVERSE, methods=("GET", "POST"))
def entry_new(request: PageRequest) -> HttpResponse:
    """The form for an organisation (?organization=), or for one of its members (&person=)."""
    place = find_organization(request, request.GET.get("organization", ""), REVERSE)
    person = _member(request, place)
    rules = clauses(request.today, Holder.ORGANIZATION if person is None else Holder.MEMBER)
    first = {"id": uuid7(), "happened_on": request.today, "rule": rules[0].code if len(rules) == 1 else None}
    form = HandForm(request.POST or None, rules, request.lang, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return _entered(request, place, person, form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
    context = {"form": form, "place": place, "person": person, "rules": rules, "back": _back(place, person)}
    return show(request, "points/new.html", context, status=422 if form.errors else 200)


@page(REVERSE, methods=("POST",))
def entry_undo(request: PageRequest, key: UUID) -> HttpResponse:
    """Take back what one has just entered: an opposite entry, as for every correction."""
    mine = PointEntry.objects.filter(pk=key, source_kind=SOURCE_KIND, posted_by_id=request.account.person_id)
    found = within(request, mine).first()
    if found is None:
        raise Refused(
            mark("There is no such entry of points within your reach."),
            mark("Open it from the points of its organisation."),
            code="points.unknown",
        )
    reverse_entry(entry=found, because=gettext("Taken back by whoever entered it."), by=request.by)
    say(request, _("The entry is reversed; the balance counts without it."))
    return see_other(f"/points/{key}/")


def _entered(request: PageRequest, place: Placement, person: Person | None, clean: dict[str, Any]) -> HttpResponse:
    made = enter(
        entry=HandEntry(
            id=clean["id"],
            organization_id=place.organization_id,
            person_id=person.pk if person else None,
            rule=clean["rule"],
            happened_on=clean["happened_on"],
            because=clean["because"],
        ),
        by=request.by,
    )
    say(
        request,
        _("Entered; whoever holds the points reads the reason."),
        undo=address_of("points:undo", args=[made.pk]),
    )
    return see_other(f"/points/{made.pk}/")


def _member(request: PageRequest, place: Placement) -> Person | None:
    """The member named in the address; None for the organisation itself."""
    key = request.GET.get("person", "")
    if not key:
        return None
    try:
        members = Membership.objects.on(request.today).filter(
            organization_id=place.organization_id, person_id=UUID(key)
        )
    except ValueError:
        members = Membership.objects.none()
    found = members.select_related("person").first()
    if found is None:
        raise Refused(
            mark("There is no member of this address within your reach."),
            mark("Look for the name in your organisation."),
            code="points.unknown",
        )
    person: Person = found.person
    return person


def _said(rule: Rule, lang: str) -> str:
    """ "Commended from above · bonus +2"."""
    points = number(rule.amount, sign=True) if rule.amount else ""
    return f"{rule.name(lang)} · {rule.kind.words(lang)} {points}".strip()


def _back(place: Placement, person: Person | None) -> str:
    return f"/people/{person.pk}/points/" if person else f"/points/?organization={place.organization.code}"
