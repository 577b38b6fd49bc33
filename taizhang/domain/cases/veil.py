"""A record as a peer reads it: what was dealt with and decided, without a name of anybody or of the branch."""

from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.domain.cases.models import Sample
from taizhang.domain.orgs.models import Membership, Person, Placement
from taizhang.kernel.identity.masking import mask_numbers
from taizhang.kernel.periods import Kind, Period

SOMEBODY, BRANCH = "○○", "本支部"
SHORTEST = 2  # characters: a surname alone stands in too many words


@dataclass(frozen=True, slots=True)
class Veiled:
    """What a peer sees of a record."""

    institutions: tuple[str, ...]
    month: Period
    topics: tuple[str, ...]
    minutes: str
    decisions: tuple[str, ...]
    expected: int
    present: int


def veiled(sample: Sample) -> Veiled:
    """The record of a sample with every name it could hold put out of sight; four queries."""
    record = sample.activity
    people, places = _people(sample), _places(sample)

    def hide(text: str) -> str:
        return mask_numbers(_without(_without(text, places, BRANCH), people, SOMEBODY))

    decisions = record.decisions.values_list("text", flat=True)
    return Veiled(
        tuple(record.institutions),
        Period.containing(record.held_on, Kind.MONTH),
        tuple(hide(text) for text in record.topics),
        hide(record.minutes),
        tuple(hide(text) for text in decisions),
        record.expected,
        record.present,
    )


def _people(sample: Sample) -> set[str]:
    """Everybody of the branch on that day, on the roll, or named by the record."""
    record = sample.activity
    members = Membership.objects.on(record.held_on).filter(organization=sample.organization_id).values("person")
    rows = Person.objects.filter(pk__in=members) | Person.objects.filter(pk__in=record.attendances.values("person"))
    return {*rows.values_list("name", flat=True), record.lecturer, record.recorded_by_name}


def _places(sample: Sample) -> set[str]:
    """The branch by all its names."""
    rows = Placement.objects.filter(organization=sample.organization_id).values_list("name", "short_name")
    return {name for names in rows for name in names} | {sample.organization.unit_name}


def _without(text: str, names: Iterable[str], instead: str) -> str:
    for name in sorted(names, key=len, reverse=True):  # the longest first: a short name may begin a long one
        if len(name) >= SHORTEST:
            text = text.replace(name, instead)
    return text
