"""What is typed to change an organisation: shape only, the rules are in the actions."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.fields import LONGEST_REASON
from taizhang.domain.orgs.kinds import FORMS, Category, Kind, PostKind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.models.organization import UnitSituation
from taizhang.domain.orgs.naming import LONGEST, LONGEST_SHORT
from taizhang.web.kit.forms import DayField
from taizhang.web.kit.page import PageRequest
from taizhang.web.orgs.acting import meant
from taizhang.web.orgs.choosing import organization_meant, person_meant

Choices = list[tuple[str, str]]


def suggesting(address: str, name: str) -> forms.TextInput:
    """An input whose suggestions come from an address while one types; without script one types the code."""
    attrs = {
        "list": name,
        "hx-get": reverse_lazy(address),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{name}",
        "autocomplete": "off",
    }
    return forms.TextInput(attrs)


SITUATIONS = (
    (UnitSituation.AS_SUPERIOR.value, _("in the unit of its superior")),
    (UnitSituation.LEGAL_PERSON.value, _("in a unit with legal personality")),
    (UnitSituation.JOINT.value, _("a joint branch of several units")),
)


class OrganizationField(forms.CharField):
    """An organisation within reach, by code, name or pinyin."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=200, widget=suggesting("organization_choices", "organization-choices"), **more)


class DatedForm(forms.Form):
    """From which day, and why."""

    on = DayField(label=_("From the day"))
    because = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON)

    def __init__(self, data: Any, request: PageRequest, place: Placement, **more: Any) -> None:
        initial = {"on": request.on, **more.pop("initial", {})}
        super().__init__(data, initial=initial, **more)
        self.request, self.place = request, place
        self.order_fields([name for name in self.fields if name not in ("on", "because")] + ["on", "because"])

    def organization(self, field: str) -> Organization:
        """The organisation meant in a field, where the reader may change it too."""
        found: Organization = meant(
            self, field, lambda words: organization_meant(self.request, words, Permission.ORGS_EDIT)
        )
        return found


class RenamingForm(DatedForm):
    """Another name."""

    name = forms.CharField(label=_("Full name"), max_length=LONGEST)
    short_name = forms.CharField(label=_("Short name"), max_length=LONGEST_SHORT, required=False)


class KindForm(DatedForm):
    """Another kind or category."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)


class MoveForm(DatedForm):
    """Another place in the tree."""

    under = OrganizationField(label=_("Under which organisation"), help_text=_("Code, name or pinyin."))

    def clean_under(self) -> Organization:
        """The organisation meant."""
        return self.organization("under")


class MergerForm(DatedForm):
    """The organisation that takes over."""

    into = OrganizationField(label=_("Into which organisation"), help_text=_("Code, name or pinyin."))

    def clean_into(self) -> Organization:
        """The organisation meant."""
        return self.organization("into")


class FoundingForm(forms.Form):
    """A new organisation right under another."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code"), max_length=32, help_text=_("Letters and digits; it never changes."))
    name = forms.CharField(label=_("Full name"), max_length=LONGEST)
    short_name = forms.CharField(label=_("Short name"), max_length=LONGEST_SHORT, required=False)
    kind = forms.ChoiceField(label=_("Kind"))
    category = forms.ChoiceField(label=_("Category"), choices=Category.choices)
    founded_on = DayField(label=_("Founded on"))
    because = forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, required=False)

    def __init__(self, data: Any, *, under: Placement | None, **more: Any) -> None:
        super().__init__(data, **more)
        above = Kind(under.kind) if under else None
        kinds = [kind for kind, form in FORMS.items() if (above in form.under if above else not form.under)]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]


class SplitForm(DatedForm):
    """A new organisation beside this one, and the members who go there."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(label=_("Code of the new one"), max_length=32)
    name = forms.CharField(label=_("Full name of the new one"), max_length=LONGEST)
    short_name = forms.CharField(label=_("Short name"), max_length=LONGEST_SHORT, required=False)
    people = forms.MultipleChoiceField(label=_("Who goes there"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any, request: PageRequest, place: Placement, *, members: Choices, **more: Any) -> None:
        super().__init__(data, request, place, **more)
        self.fields["people"].choices = members  # type: ignore[attr-defined]


class DescriptionForm(forms.Form):
    """Contact and unit items."""

    contact_name = forms.CharField(label=_("Contact"), max_length=60, required=False)
    contact_phone = forms.CharField(label=_("Telephone of the office"), max_length=40, required=False)
    meeting_place = forms.CharField(label=_("Meeting place"), max_length=120, required=False)
    unit_name = forms.CharField(label=_("Name of the unit"), max_length=200, required=False)
    unit_kind = forms.CharField(label=_("Kind of unit"), max_length=60, required=False)
    unit_situation = forms.ChoiceField(
        label=_("Situation of the unit"), choices=[("", "—"), *SITUATIONS], required=False
    )
    unit_founding = forms.CharField(label=_("Founding of organisations in the unit"), max_length=60, required=False)
    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=18, required=False)
    elected_on = DayField(label=_("Last election"), required=False, help_text=_("The term runs from this day."))


class PostForm(forms.Form):
    """A person and a post."""

    person = forms.CharField(
        label=_("Who is appointed"),
        max_length=120,
        widget=suggesting("person_choices", "person-choices"),
        help_text=_("Name or pinyin; namesakes are told apart by the code of their branch."),
    )
    kind = forms.ChoiceField(label=_("Post"))
    on = DayField(label=_("From the day"))

    def __init__(self, data: Any, request: PageRequest, place: Placement, **more: Any) -> None:
        super().__init__(data, initial={"on": request.on}, **more)
        self.request = request
        posts = FORMS[Kind(place.kind)].posts
        self.fields["kind"].choices = [(post.value, post.label) for post in posts]  # type: ignore[attr-defined]

    def clean_person(self) -> Any:
        """The person meant."""
        return meant(self, "person", lambda words: person_meant(self.request, words, Permission.PEOPLE_VIEW))

    def clean_kind(self) -> PostKind:
        """The post itself."""
        return PostKind(self.cleaned_data["kind"])


class EndForm(forms.Form):
    """From which day something holds no longer."""

    on = DayField(label=_("From the day"))


class GroupForm(forms.Form):
    """A group and its leader."""

    name = forms.CharField(label=_("Name of the group"), max_length=60)
    leader = forms.ChoiceField(label=_("Leader of the group"), required=False)
    on = DayField(label=_("From the day"))

    def __init__(self, data: Any, *, members: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["leader"].choices = [("", "—"), *members]  # type: ignore[attr-defined]


class GroupMembersForm(forms.Form):
    """Who belongs to a group."""

    people = forms.MultipleChoiceField(
        label=_("Put into this group"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, data: Any, *, members: Choices, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["people"].choices = members  # type: ignore[attr-defined]

    def clean_people(self) -> list[UUID]:
        """Their identifiers."""
        return [UUID(key) for key in self.cleaned_data["people"]]


class OfficeForm(forms.Form):
    """An office."""

    name = forms.CharField(label=_("Name of the office"), max_length=120)
    on = DayField(label=_("From the day"))
