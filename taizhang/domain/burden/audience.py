"""Whom a form asks, and which forms ask the same organisations the same."""

from collections.abc import Iterable, Iterator
from datetime import date

from taizhang.domain.burden.models import CollectionForm, Question
from taizhang.domain.orgs.kinds import Kind
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.domain.orgs.names import placement
from taizhang.domain.policies.queries import is_on
from taizhang.domain.policies.switches import Switch
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused, _

ISSUERS = (Kind.DISTRICT, Kind.STREET, Kind.UNIT)


def audience(form: CollectionForm, on: date) -> PlacementQuerySet:
    """The places of those whom a form asks on a day."""
    owner = placement(form.organization_id, on)
    below = Placement.objects.on(on).under(owner.path).exclude(organization_id=form.organization_id)
    return below.filter(kind__in=form.kinds, category__in=form.categories).order_by("path")


def issuing(on: date) -> tuple[Kind, ...]:
    """The kinds of office that may have forms on a day."""
    return ISSUERS if is_on(Switch.STREET_FORMS, on=on) else (Kind.DISTRICT,)


def require_issuer(organization: Organization, on: date) -> Placement:
    """The place of an office that may have forms; refused below the county unless a document switched it on.

    Forms are not issued below the county (整治形式主义为基层减负若干规定, 2024).
    """
    place = placement(organization, on)
    if place.kind != Kind.DISTRICT and place.kind not in issuing(on):
        raise below_county(place)
    return place


def below_county(place: Placement) -> Refused:
    """The refusal of a form of an office below the county."""
    return Refused(
        _("Forms are not issued below the county: {name} has none of its own."),
        _("Ask the district office to register it, or to record the document that lets streets and units do so."),
        code="burden.below-county",
        name=place.name,
    )


def asked_already(form: CollectionForm, questions: Iterable[Question], on: date) -> Iterator[Refused]:
    """A refusal for each field that another live form asks of the same organisations already (江西: one list)."""
    typed = {question.meaning: question for question in questions if question.typed}
    others = Question.objects.filter(meaning__in=typed, source="", form__in=CollectionForm.objects.live(on))
    path = placement(form.organization_id, on).path
    paths = dict(Placement.objects.on(on).filter(kind__in=ISSUERS).values_list("organization_id", "path"))
    for other in others.exclude(form=form).select_related("form"):
        if _meets(form, path, other.form, paths.get(other.form.organization_id, "")):
            yield Refused(
                _("“{label}” is asked already by the form “{other}”, there as “{as_there}”."),
                _("Take it away here and read it there, or withdraw that form first: the same is asked once at most."),
                code="burden.duplicate",
                label=typed[other.meaning].label,
                other=other.form.title,
                as_there=other.label,
                form_id=str(other.form_id),
            )


def _meets(one: CollectionForm, path: str, other: CollectionForm, other_path: str) -> bool:
    """Whether two forms ask some of the same organisations."""
    below = bool(other_path) and (trees.under(path, other_path) or trees.under(other_path, path))
    return below and bool(set(one.kinds) & set(other.kinds)) and bool(set(one.categories) & set(other.categories))
