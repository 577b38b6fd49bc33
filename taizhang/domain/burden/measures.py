"""The meter: minutes, inputs, forms and circulars per organisation and month; each number opens its rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from taizhang.domain.burden.cost import minutes
from taizhang.domain.burden.effort import FORM
from taizhang.domain.burden.models import Answer, CollectionForm, Effort
from taizhang.domain.notices.models import Addressee
from taizhang.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Month:
    """What a month asked of an organisation: seconds of work and reading, inputs made and saved, forms, circulars."""

    seconds: int = 0
    reading: int = 0
    inputs: int = 0
    filled: int = 0
    times: int = 0
    forms: int = 0
    circulars: int = 0

    @property
    def minutes(self) -> int:
        """Work and reading together, in whole minutes."""
        return minutes(self.seconds + self.reading)


@dataclass(frozen=True, slots=True)
class Cause:
    """One source of the work of a month; `form` is the form it came from, if it was one."""

    source: str
    seconds: int
    inputs: int
    filled: int
    times: int
    form: CollectionForm | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """What an office caused in a month: forms and circulars sent, organisations touched, seconds below it."""

    organization_id: UUID
    forms: int = 0
    circulars: int = 0
    measured: int = 0
    waiting: int = 0
    reading: int = 0

    @property
    def seconds(self) -> int:
        """All of it: measured, still waiting as it was reckoned, and reading."""
        return self.measured + self.waiting + self.reading


Months = dict[UUID, Month]
_READING = F("circular__minutes") * 60 * F("people") / F("circular__people")


def meter(month: Period, organizations: Iterable[UUID] | None = None) -> Months:
    """The month of each organisation for which it asked anything, in three queries; None asks for all."""
    chosen = Q() if organizations is None else Q(organization_id__in=list(organizations))
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    worked = Effort.objects.filter(chosen, month=month.first).order_by().values("organization_id")
    for row in worked.annotate(s=Sum("seconds"), i=Sum("inputs"), f=Sum("filled"), t=Sum("times")):
        found[row["organization_id"]] = {"seconds": row["s"], "inputs": row["i"], "filled": row["f"], "times": row["t"]}
    asked = (
        Answer.objects.filter(chosen, **sent_in(month, "sending__sent_at")).order_by().values_list("organization_id")
    )
    for key, count in asked.annotate(Count("pk")):
        found[key]["forms"] = count
    read = Addressee.objects.filter(chosen, circular__people__gt=0, **sent_in(month, "circular__sent_at")).order_by()
    for key, count, seconds in read.values_list("organization_id").annotate(c=Count("pk"), s=Sum(_READING)):
        found[key] |= {"circulars": count, "reading": seconds}
    return {key: Month(**told) for key, told in found.items()}


def trend(organization_id: UUID, month: Period, count: int = 6) -> dict[Period, int]:
    """The seconds of work of an organisation in a month and those before it; one query."""
    months = [month]
    while len(months) < count:
        months.insert(0, months[0].previous)
    rows = Effort.objects.filter(organization_id=organization_id, month__gte=months[0].first, month__lte=month.first)
    worked: Mapping[date, int] = dict(rows.order_by().values_list("month").annotate(Sum("seconds")))
    return {each: worked.get(each.first, 0) for each in months}


def causes(organization_id: UUID, month: Period) -> list[Cause]:
    """What the work of a month came from, the most first; two queries."""
    rows = list(Effort.objects.filter(organization_id=organization_id, month=month.first))
    forms = {str(form.pk): form for form in CollectionForm.objects.filter(pk__in=_forms(rows))}
    found = [
        Cause(row.source, row.seconds, row.inputs, row.filled, row.times, forms.get(row.source.removeprefix(FORM)))
        for row in rows
    ]
    return sorted(found, key=lambda cause: (-cause.seconds, cause.source))


def issued(month: Period, on: date) -> dict[UUID, Issued]:
    """What each office caused in a month, by the forms and circulars it sent; five queries."""
    found: dict[UUID, Issued] = {}

    def add(key: UUID, **more: int) -> None:
        one = found.get(key, Issued(key))
        found[key] = replace(one, **{name: getattr(one, name) + count for name, count in more.items()})

    efforts = list(Effort.objects.filter(month=month.first, source__startswith=FORM))
    owners: dict[UUID, UUID] = dict(
        CollectionForm.objects.filter(pk__in=_forms(efforts)).values_list("pk", "organization_id")
    )
    for row in efforts:
        owner = owners.get(UUID(row.source.removeprefix(FORM)))
        if owner is not None:
            add(owner, measured=row.seconds)
    sent = (
        CollectionForm.objects.filter(**sent_in(month, "sendings__sent_at")).order_by().values_list("organization_id")
    )
    for key, count in sent.annotate(Count("sendings")):
        add(key, forms=count)
    waiting = Answer.objects.waiting(on).filter(**sent_in(month, "sending__sent_at")).order_by()
    for key, seconds in waiting.values_list("sending__form__organization_id").annotate(Sum("sending__seconds_each")):
        add(key, waiting=seconds)
    read = Addressee.objects.filter(circular__people__gt=0, **sent_in(month, "circular__sent_at")).order_by()
    counted = read.values_list("circular__organization_id").annotate(
        c=Count("circular_id", distinct=True), s=Sum(_READING)
    )
    for key, count, seconds in counted:
        add(key, circulars=count, reading=seconds)
    return found


def _forms(rows: Iterable[Effort]) -> list[str]:
    return [row.source.removeprefix(FORM) for row in rows if row.source.startswith(FORM)]


def sent_in(month: Period, field: str) -> dict[str, date]:
    """The condition that something was sent in a month, by the district's own days."""
    return {f"{field}__date__gte": month.first, f"{field}__date__lte": month.last}
