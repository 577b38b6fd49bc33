"""A case as it stands while somebody acts on it."""

from datetime import datetime, timedelta

from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.moves import CaseState
from taizhang.kernel.errors import Refused, _


def locked(case: Case) -> Case:
    """The case as it stands now, kept from others until the act is over."""
    Case.objects.select_for_update().filter(pk=case.pk).values_list("pk", flat=True).first()
    found: Case = Case.objects.standing().get(pk=case.pk)
    return found


def refuse_ended(case: Case) -> None:
    """Refuse to act on a case that was answered or closed."""
    if case.state is not CaseState.OPEN:
        raise Refused(
            _("The case {number} was already answered or closed."),
            _("Whoever filed it may open it again once."),
            code="cases.ended",
            number=case.number,
        )


def moment(case: Case, by: Actor) -> datetime:
    """The moment of a step: after the last one, though somebody unnamed acts at the full hour."""
    last: datetime | None = case.steps.order_by("-at").values_list("at", flat=True).first()
    return by.at if last is None else max(by.at, last + timedelta(microseconds=1))
