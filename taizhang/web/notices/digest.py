"""One's own digest, before and after it comes, and how one wants to be reached."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.notices.actions.contacts import Reach, addresses_of, set_contact
from taizhang.domain.notices.digests import NOTHING, Circle, gather
from taizhang.domain.notices.hours import CLOSES, OPENS, next_digest, week_of
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Connector, Contact, Digest, Notice
from taizhang.domain.notices.models.contact import MONDAY
from taizhang.domain.notices.wording import sentence
from taizhang.kernel.errors import Refused
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.notices.sources import SOURCES

WEEKDAYS = [(1, _("Monday")), (2, _("Tuesday")), (3, _("Wednesday")), (4, _("Thursday")), (5, _("Friday"))]
MOST = 30  # notices spelled out


@page(signed_in=True)
def digest(request: PageRequest) -> HttpResponse:
    """What the next digest would say by now, when it comes, and which way."""
    account, now = request.account, request.by.at
    person = account.person_id
    content = gather(Circle(now, account), SOURCES).get(person, NOTHING)
    had = Digest.objects.filter(person=person, week=str(week_of(now))).first()
    unread = capped(Notice.objects.of(person).unread().exclude(kind=Kind.DIGEST.value), MOST)
    context: dict[str, Any] = {
        "lines": [(line.spoken(), line.link) for line in content.lines],
        "notices": [(row, sentence(row)) for row in unread],
        "unread": unread,
        "had": had,
        "next": next_digest(now, _weekday(person), had=had is not None),
        "hours": (OPENS, CLOSES),
        "ways": list(Connector.objects.on().filter(addresses__person=person, addresses__wanted=True)),
    }
    return show(request, "notices/digest.html", context)


class ContactForm(forms.Form):
    """One's day, and an address and a tick for each channel."""

    weekday = forms.TypedChoiceField(label=_("Day of the digest"), choices=WEEKDAYS, coerce=int)

    def __init__(self, *given: Any, channels: list[Connector], **more: Any) -> None:
        super().__init__(*given, **more)
        self.channels = channels
        for each in channels:
            self.fields[f"to_{each.pk}"] = forms.CharField(label=each.name, max_length=200, required=False)
            self.fields[f"on_{each.pk}"] = forms.BooleanField(label=_("Send here"), required=False)

    def pairs(self) -> list[tuple[Any, Any]]:
        """The two fields of each channel."""
        return [(self[f"to_{each.pk}"], self[f"on_{each.pk}"]) for each in self.channels]

    def reaches(self) -> dict[UUID, Reach]:
        """What was typed for each channel."""
        said = self.cleaned_data
        return {each.pk: Reach(said[f"to_{each.pk}"], said[f"on_{each.pk}"]) for each in self.channels}


@page(signed_in=True, methods=("GET", "POST"))
def contact(request: PageRequest) -> HttpResponse:
    """How one is reached; for oneself only, and nobody else sees the addresses."""
    person = request.account.person
    channels = list(Connector.objects.on())
    form = ContactForm(request.POST or None, channels=channels, initial=_known(person.pk))
    if request.method == "POST" and form.is_valid():
        try:
            set_contact(person=person, weekday=form.cleaned_data["weekday"], addresses=form.reaches(), by=request.by)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            say(request, gettext("Kept. You are reached this way from now on."))
            return HttpResponseRedirect(reverse("notices:contact"))
    return show(request, "notices/contact.html", {"form": form})


def _weekday(person_id: UUID) -> int:
    found = Contact.objects.filter(person=person_id).values_list("weekday", flat=True).first()
    return found or MONDAY


def _known(person_id: UUID) -> dict[str, Any]:
    known: dict[str, Any] = {"weekday": _weekday(person_id)}
    for key, reach in addresses_of(person_id).items():
        known |= {f"to_{key}": reach.text, f"on_{key}": reach.wanted}
    return known
