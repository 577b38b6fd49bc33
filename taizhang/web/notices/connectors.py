"""Channels, for the system administrator: set up, tried, switched off and on. Nobody's address is shown here."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from taizhang.domain.access.roles import Permission
from taizhang.domain.notices.actions.connectors import add_connector, send_test, switch_off, switch_on
from taizhang.domain.notices.models import Attempt, Connector
from taizhang.domain.notices.models.delivery import Door
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest, page

SET = Permission.CONNECTORS_SET
LOOK_BACK = timedelta(days=7)
MOST = 20  # failures listed


class ConnectorForm(forms.Form):
    """A channel to be set up."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    door = forms.ChoiceField(label=pgettext_lazy("channel", "Kind"), choices=Door.choices, initial=Door.EMAIL)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    url = forms.CharField(
        label=pgettext_lazy("channel", "Address"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For a webhook: https://host/path. E-mail takes the server of the settings."),
    )


@page(SET)
def connectors(request: PageRequest) -> HttpResponse:
    """All channels, what went through them in a week, and why the last messages failed."""
    since = request.by.at - LOOK_BACK
    tries = Attempt.objects.filter(at__gte=since)
    failures = tries.filter(sent=False).select_related("delivery__connector").order_by("-at")[:MOST]
    return show(request, "notices/connectors.html", {"rows": list(_counted(request)), "failures": list(failures)})


@page(SET, methods=("GET", "POST"))
def new(request: PageRequest) -> HttpResponse:
    """Set one up; the secret of a webhook is shown this once."""
    form = ConnectorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made, secret = add_connector(
                id=said["id"], door=Door(said["door"]), name=said["name"], url=said["url"], by=request.by
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _secret_page(request, made, secret)
    return show(request, "notices/connector_new.html", {"form": form})


@page(SET, methods=("POST",))
def trial(request: PageRequest, key: UUID) -> HttpResponse:
    """Send a test message to an address typed for it."""
    found = _find(key)
    receipt = send_test(connector=found, to=request.POST.get("to", ""))
    if not receipt.sent:
        raise Refused(
            _("“{name}” did not take the message: {reason}"),
            code="connectors.trial",
            name=found.name,
            reason=receipt.reason,
        )
    say(request, gettext("“%(name)s” took the message.") % {"name": found.name})
    return HttpResponseRedirect(reverse("notices:connectors"))


@page(SET, methods=("POST",))
def closure(request: PageRequest, key: UUID) -> HttpResponse:
    """Switch one off."""
    found = switch_off(connector=_find(key), by=request.by)
    undo = reverse("notices:connector_opening", args=[key])
    say(request, gettext("“%(name)s” sends nothing from now on.") % {"name": found.name}, undo=undo)
    return HttpResponseRedirect(reverse("notices:connectors"))


@page(SET, methods=("POST",))
def opening(request: PageRequest, key: UUID) -> HttpResponse:
    """Switch one on again."""
    found = switch_on(connector=_find(key), by=request.by)
    say(request, gettext("“%(name)s” sends again.") % {"name": found.name})
    return HttpResponseRedirect(reverse("notices:connectors"))


def _counted(request: PageRequest) -> QuerySet[Connector]:
    lately = Q(deliveries__attempts__at__gte=request.by.at - LOOK_BACK)
    rows: QuerySet[Connector] = Connector.objects.annotate(
        sent=Count("deliveries__attempts", filter=lately & Q(deliveries__attempts__sent=True), distinct=True),
        failed=Count("deliveries__attempts", filter=lately & Q(deliveries__attempts__sent=False), distinct=True),
        waits=Count("deliveries", filter=Q(deliveries__next_at__isnull=False), distinct=True),
    )
    return rows


def _find(key: UUID) -> Connector:
    found: Connector | None = Connector.objects.filter(pk=key).first()
    if found is None:
        raise Refused(_("There is no such channel."), _("Look for it in the list."), code="connectors.unknown")
    return found


def _secret_page(request: PageRequest, made: Connector, secret: str) -> HttpResponse:
    """The only page that ever shows it; nothing keeps it, not even the browser."""
    if not secret:
        say(request, gettext("The channel “%(name)s” is set up.") % {"name": made.name})
        return HttpResponseRedirect(reverse("notices:connectors"))
    response = show(request, "notices/connector_secret.html", {"made": made, "secret": secret})
    response.headers["Cache-Control"] = "no-store"
    return response
