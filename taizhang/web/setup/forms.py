"""What is asked on the first day."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.models import Account
from taizhang.domain.access.roles import ROLES, Role
from taizhang.web.kit.forms import DayField
from taizhang.web.setup.founding import FirstDistrict, FirstPerson

FIRST = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


class DistrictForm(forms.Form):
    """The district, and whether to begin with the default pack of rules."""

    name = forms.CharField(label=_("Name of the district committee"), max_length=200)
    short_name = forms.CharField(label=_("Short name"), max_length=60)
    code = forms.CharField(label=_("Code"), max_length=32, help_text=_("The division's code, such as 410103."))
    founded_on = DayField(
        label=_("The register begins on"), help_text=_("Nothing can be entered for days before this one.")
    )
    default_pack = forms.BooleanField(
        label=_("Begin with the pack of nineteen institutions (erqi-2018)"), required=False, initial=True
    )

    def district(self) -> FirstDistrict:
        """The district as typed."""
        said = self.cleaned_data
        return FirstDistrict(said["name"], said["short_name"], said["code"], said["founded_on"])


class NewPassword(forms.PasswordInput):
    """A password that no browser fills in."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "new-password"})


class PersonForm(forms.Form):
    """Someone who will sign in. Everything may stay empty when the person is optional."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=60)
    username = forms.CharField(label=_("Name to sign in with"), max_length=60)
    password = forms.CharField(label=_("Password"), widget=NewPassword)
    again = forms.CharField(label=_("Password again"), widget=NewPassword)

    def __init__(self, role: Role, data: Any, *, optional: bool = False) -> None:
        super().__init__(data, prefix=role.value, empty_permitted=optional, use_required_attribute=not optional)
        self.role, self.optional = role, optional
        self.title, self.prose = ROLES[role].name, ROLES[role].prose

    def clean(self) -> dict[str, Any]:
        """The password is typed twice the same, and is not weak."""
        said = self.cleaned_data
        password = said.get("password", "")
        if password and "again" in said and password != said["again"]:
            self.add_error("again", gettext("The two passwords differ. Type them again."))
        elif password:
            try:
                validate_password(password, Account(username=said.get("username", "")))
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return said

    def person(self) -> FirstPerson | None:
        """The person as typed; None when nothing was."""
        said = self.cleaned_data
        return FirstPerson(self.role, said["name"], said["username"], said["password"]) if said.get("name") else None


def person_forms(data: Any) -> list[PersonForm]:
    """The three administrators, who are three people, and an officer of the district office if wanted."""
    return [*(PersonForm(role, data) for role in FIRST), PersonForm(Role.DISTRICT_OFFICE, data, optional=True)]


def password_rules() -> Iterator[str]:
    """What a password must be, in sentences."""
    return (str(text) for text in password_validators_help_texts())
