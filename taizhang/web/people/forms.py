"""What is typed about people: shape only, the rules are in the actions and the kernel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.actions.entries import TEXTS
from taizhang.domain.orgs.fields import LONGEST_REASON
from taizhang.domain.orgs.imports.ethnicities import ETHNICITIES
from taizhang.domain.orgs.models import Organization, Person
from taizhang.domain.orgs.models.person import Registration
from taizhang.web.kit.forms import DayField
from taizhang.web.kit.page import PageRequest
from taizhang.web.orgs.acting import meant
from taizhang.web.orgs.choosing import organization_meant
from taizhang.web.orgs.forms import OrganizationField
from taizhang.web.people.words import EDUCATIONS, GROUND_CHOICES, REGISTRATIONS, SEXES, STANDINGS

SECRETS = [("id_number", _("Identity number")), ("phone", _("Telephone")), ("address", _("Address"))]


def reason() -> forms.CharField:
    """Why."""
    return forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)


def as_in_the_register() -> forms.Select:
    """A list whose words are those of the national record, in Chinese for every reader."""
    return forms.Select(attrs={"lang": "zh-Hans"})


class ItemsForm(forms.Form):
    """The personal items of the national exchange record."""

    name = forms.CharField(label=_("Name of the member"), max_length=TEXTS["name"])
    id_number = forms.CharField(
        label=_("Identity number"), max_length=18, required=False, help_text=_("Birthday and sex follow from it.")
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[("0", "—"), *SEXES], required=False)
    born_on = DayField(label=_("Birthday"), required=False)
    ethnicity = forms.ChoiceField(
        label=_("Ethnic group"), choices=[("", "—"), *ETHNICITIES.items()], required=False, widget=as_in_the_register()
    )
    education = forms.ChoiceField(
        label=_("Education"),
        choices=[("", "—"), *((one, one) for one in EDUCATIONS)],
        required=False,
        widget=as_in_the_register(),
    )
    job = forms.CharField(label=_("Occupation"), max_length=TEXTS["job"], required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    joined_on = DayField(label=_("Joined on"), required=False)
    confirmed_on = DayField(label=_("Confirmed on"), required=False)
    registration = forms.ChoiceField(label=_("State of registration"), choices=REGISTRATIONS)
    lost_contact_on = DayField(label=_("Contact lost on"), required=False)
    floating_since = DayField(label=_("Floating since"), required=False)
    floating_to = forms.CharField(label=_("Floating to"), max_length=TEXTS["floating_to"], required=False)


GROUPS = (
    (_("Who it is"), ("id", "name", "id_number", "sex", "born_on", "ethnicity", "education", "job")),
    (_("How to reach them"), ("phone", "address")),
    (_("Membership"), ("organization", "standing", "starts_on", "joined_on", "confirmed_on", "registration")),
    (_("Only where it applies"), ("lost_contact_on", "floating_since", "floating_to")),
)


class RegistrationForm(ItemsForm):
    """Someone new, and where they belong."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    organization = OrganizationField(label=_("Branch"), help_text=_("Code, name or pinyin."))
    standing = forms.ChoiceField(label=_("Standing"), choices=STANDINGS)
    starts_on = DayField(label=_("Belongs there from"))

    def __init__(self, data: Any, request: PageRequest, **more: Any) -> None:
        super().__init__(data, **more)
        self.request = request

    def clean_organization(self) -> Organization:
        """The branch meant."""
        return _organization(self, "organization")


class AmendmentForm(ItemsForm):
    """Corrections; a protected item that is left empty stays as it is."""

    because = reason()

    def __init__(self, data: Any, person: Person, **more: Any) -> None:
        plain = {name: getattr(person, name) for name in self.base_fields if hasattr(person, name)}
        protected = {name: "" for name, _words in SECRETS}
        super().__init__(data, initial={**plain, **protected, "sex": str(person.sex)}, **more)
        education = self.fields["education"]
        if person.education and person.education not in EDUCATIONS:
            education.choices = [*education.choices, (person.education, person.education)]  # type: ignore[attr-defined]
        for name, masked in (("id_number", person.id_masked), ("phone", person.phone_masked)):
            self.fields[name].help_text = _("Now %(masked)s. Left empty, it stays.") % {"masked": masked or "—"}
        self.fields["address"].help_text = _("Left empty, it stays.")
        self.fields["registration"].initial = person.registration or Registration.NORMAL


class TransferForm(forms.Form):
    """Where a person goes."""

    to = OrganizationField(label=_("To which branch"), help_text=_("Code, name or pinyin."))
    on = DayField(label=_("From the day"))
    because = reason()

    def __init__(self, data: Any, request: PageRequest, **more: Any) -> None:
        super().__init__(data, **more)
        self.request = request

    def clean_to(self) -> Organization:
        """The branch meant."""
        return _organization(self, "to")


class ConfirmationForm(forms.Form):
    """From which day a probationary member is a formal one."""

    on = DayField(label=_("Confirmed on"))


class DepartureForm(forms.Form):
    """From which day, and why, a person belongs nowhere."""

    on = DayField(label=_("From the day"))
    because = reason()


class ExemptionForm(forms.Form):
    """On which of the rule's grounds, and for which days; nothing about health is asked."""

    ground = forms.ChoiceField(label=_("Ground"), choices=GROUND_CHOICES, widget=forms.RadioSelect)
    on = DayField(label=_("From the day"))
    ends_on = DayField(label=_("Until the day"), required=False, help_text=_("Empty: until further notice."))


class LiftingForm(forms.Form):
    """From which day an exemption holds no longer."""

    on = DayField(label=_("From the day"))


class RevealForm(forms.Form):
    """Which protected item, and why it must be seen."""

    what = forms.ChoiceField(label=_("Which item"), choices=SECRETS, widget=forms.RadioSelect)
    because = reason()


class DisclosureForm(forms.Form):
    """Why the numbers of a whole list are needed."""

    because = reason()


def _organization(form: Any, field: str) -> Organization:
    found: Organization = meant(
        form, field, lambda words: organization_meant(form.request, words, Permission.PEOPLE_EDIT)
    )
    return found
