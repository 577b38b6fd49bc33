"""What an office types of a circular: shape only."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.domain.notices.actions.circulars import CircularEntry
from taizhang.domain.notices.audience import Audience
from taizhang.domain.notices.models.circular import Weight
from taizhang.domain.orgs.kinds import Category, PostKind
from taizhang.domain.orgs.kinds import Kind as Form
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.ids import uuid7

BELOW = [form for form in Form if form is not Form.DISTRICT]


class CircularForm(forms.Form):
    """A circular and whom it is for."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    organization = forms.ChoiceField(label=_("Issued by"))
    weight = forms.ChoiceField(label=_("It is about"), choices=Weight.choices, initial=Weight.SINGLE)
    title = forms.CharField(label=pgettext_lazy("circular", "Title"), max_length=120)
    text = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}))
    link = forms.CharField(
        label=_("Page to look at"),
        max_length=300,
        required=False,
        help_text=_("An address of this system, such as /calendar/."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of organisation"),
        choices=[(form.value, form.label) for form in BELOW],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All when none is ticked."),
    )
    categories = forms.MultipleChoiceField(
        label=_("Categories"),
        choices=Category.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All when none is ticked."),
    )
    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        choices=PostKind.choices,
        initial=[PostKind.SECRETARY.value],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, issuers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["organization"].choices = issuers  # type: ignore[attr-defined]  # the stubs know no choice there

    def clean_link(self) -> str:
        """A page of this system: nobody is sent elsewhere in an office's name."""
        link: str = self.cleaned_data["link"]
        if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
            raise forms.ValidationError(_("Only pages of this system can be linked: an address that begins with /."))
        return link

    def entry(self, organization: Organization) -> CircularEntry:
        """What was typed, as a value."""
        said = self.cleaned_data
        key: UUID = said["id"]
        return CircularEntry(
            id=key,
            organization=organization,
            title=said["title"],
            text=said["text"],
            audience=Audience.of(said),
            weight=Weight(said["weight"]),
            link=said["link"],
        )
