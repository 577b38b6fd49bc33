"""What is typed about a case: its shape; rules stay in actions."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.cases.terms import TERMS, CaseKind
from taizhang.domain.cases.wording import LONGEST_NAME, LONGEST_SUBJECT, LONGEST_TEXT
from taizhang.kernel.errors import Refused

OFFERED = (CaseKind.COMPLAINT, CaseKind.SUGGESTION, CaseKind.SUPPORT)
NAMED, UNNAMED = "named", "unnamed"
UNSEEN = {"tabindex": "-1", "autocomplete": "off", "class": "tz-input"}


class CaseForm(forms.Form):
    """A complaint, a suggestion or a call for support. `website` is a trap: people do not see it."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[(kind.value, TERMS[kind].name) for kind in OFFERED],
        widget=forms.RadioSelect,
        initial=CaseKind.COMPLAINT.value,
    )
    subject = forms.CharField(label=pgettext_lazy("case", "Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("What happened, or what could be better"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 7}),
        help_text=_("At most 2000 characters. Identity and telephone numbers in it are masked."),
    )
    about = forms.CharField(
        label=_("Which organisation is it about?"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Its name, if it is about one. An office never answers what is about itself."),
    )
    place = forms.CharField(label=_("Which page or form is it about?"), max_length=200, required=False)
    name = forms.ChoiceField(
        label=_("In whose name?"),
        choices=[(NAMED, _("In my name")), (UNNAMED, _("Without a name"))],
        widget=forms.RadioSelect,
        initial=NAMED,
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.TextInput(UNSEEN))

    def __init__(self, data: Any = None, *, signed_in: bool, place: str = "") -> None:
        super().__init__(data, initial={"token": uuid4(), "place": place})
        if not signed_in:
            del self.fields["name"]

    @property
    def token_value(self) -> UUID:
        """The form's own token."""
        token: UUID = self.cleaned_data["token"]
        return token

    @property
    def unnamed(self) -> bool:
        """Whether nobody's name goes with it."""
        return bool(self.cleaned_data.get("name", UNNAMED) == UNNAMED)

    def clean_website(self) -> str:
        """Nobody fills in what he does not see; a program does."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("The field that is not shown was filled in. Leave it empty and send again."))
        return ""


class WordsForm(forms.Form):
    """Some words: an answer, a reason, what is missing."""

    words = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 5}))


class ForwardForm(WordsForm):
    """Another office, and why."""

    office = forms.UUIDField()


def filled(form: forms.Form) -> Any:
    """What a small form says; refused with its first complaint, for it has no page of its own."""
    if not form.is_valid():
        complaint = next(iter(form.errors.values()))[0]
        raise Refused("{complaint}", code="cases.form", complaint=complaint)
    return form.cleaned_data
