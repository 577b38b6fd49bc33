"""One form, one act: the form keeps what was typed, says beforehand what will change, and refuses in a sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from taizhang.kernel.errors import Refused
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.forms import refuse
from taizhang.web.kit.page import PageRequest
from taizhang.web.kit.refusals import UNPROCESSABLE, sentence

PREVIEW = "preview"  # the name of the button that only asks what would change

# At which field of a form a refusal is shown, by the beginning of its code.
PLACES = (
    ("orgs.reason", "because"),
    ("orgs.code", "code"),
    ("orgs.name", "name"),
    ("orgs.no-name", "name"),
    ("orgs.address", "address"),
    ("orgs.id-", "id_number"),
    ("identity.phone", "phone"),
    ("identity.fictional_phone", "phone"),
    ("identity.credit_code", "credit_code"),
    ("identity.", "id_number"),
    ("orgs.group-name", "name"),
    ("orgs.committee-full", "kind"),
    ("orgs.no-such-post", "kind"),
    ("orgs.cycle", "under"),
    ("orgs.kind-under", "under"),
    ("orgs.merge-self", "into"),
    ("orgs.belongs-there", "to"),
    ("orgs.takes-no-members", "to"),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of one act says, and what happens when it is sent.

    `act` carries it out and answers the sentence that tells so; `foretell` says beforehand what will change.
    """

    title: str
    lead: str
    button: str
    back: str
    act: Callable[[dict[str, Any]], str]
    foretell: Callable[[dict[str, Any]], str] | None = None
    trail: Sequence[tuple[str, str | None]] = ()
    danger: bool = False
    groups: Sequence[tuple[str, Sequence[str]]] = ()
    then: Callable[[], str] | None = None  # where to go afterwards, when not back
    more: Mapping[str, Any] | None = None  # further context of the template
    template: str = "orgs/form.html"


def answer_form(request: PageRequest, form: forms.Form, sheet: Sheet) -> HttpResponse:
    """The page of an act: blank, foretold, carried out, or with the refusal and everything that was typed."""
    foretold = ""
    if request.method == "POST" and form.is_valid():
        try:
            if PREVIEW in request.POST:
                foretold = _rehearse(sheet, form.cleaned_data)
            else:
                say(request, sheet.act(form.cleaned_data))
                return see_other(sheet.then() if sheet.then else sheet.back)
        except Refused as refusal:
            refuse(form, refusal, _place(refusal, form))
    context = {"form": form, "sheet": sheet, "foretold": foretold, "groups": _groups(form, sheet), **(sheet.more or {})}
    return show(request, sheet.template, context, status=UNPROCESSABLE if form.errors else 200)


def meant(form: forms.Form, field: str, find: Callable[[str], Any]) -> Any:
    """What the words in a field mean; a refusal becomes the field's own error."""
    try:
        return find(form.cleaned_data[field])
    except Refused as refusal:
        raise forms.ValidationError(sentence(refusal)) from None


def _rehearse(sheet: Sheet, said: dict[str, Any]) -> str:
    """What would change: the act is carried out and taken back, so that whatever would refuse it speaks now."""
    foretold = sheet.foretell(said) if sheet.foretell else ""
    with transaction.atomic():
        sheet.act(said)
        transaction.set_rollback(True)
    return foretold or _("Nothing speaks against it.")


def _place(refusal: Refused, form: forms.Form) -> str | None:
    """The field that a refusal is about, None for the whole form; an impossible day stands where it was typed."""
    if refusal.code == "orgs.day":
        return next((name for name, value in form.cleaned_data.items() if value == refusal.values["day"]), None)
    return next((name for start, name in PLACES if refusal.code.startswith(start) and name in form.fields), None)


def _groups(form: forms.Form, sheet: Sheet) -> list[tuple[str, list[forms.BoundField]]]:
    """The fields in their groups; without groups all stand in one."""
    if not sheet.groups:
        return [("", list(form))]
    return [(legend, [form[name] for name in names if name in form.fields]) for legend, names in sheet.groups]
