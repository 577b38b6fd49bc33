"""The gatherings at which one was expected or came, newest first."""

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.models import Person
from taizhang.domain.records.models import Attendance, Presence
from taizhang.kernel.workflow import State
from taizhang.web.duties.words import institutions
from taizhang.web.kit.filter import Filter
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.kit.table import Column, Table

PRESENCES = {
    Presence.PRESENT.value: gettext_lazy("present"),
    Presence.LEAVE.value: gettext_lazy("on leave"),
    Presence.ABSENT.value: gettext_lazy("absent"),
}


def standing_of(person: Person) -> QuerySet[Attendance]:
    """The lines of a person on the rolls of records that were not returned or withdrawn, newest first."""
    standing = (State.SUBMITTED, State.APPROVED)
    mine = Attendance.objects.filter(person=person, activity__submission__state__in=standing)
    return mine.select_related("activity", "activity__submission").order_by("-activity__held_on", "-pk")


@page(signed_in=True)
def attendances(request: PageRequest) -> HttpResponseBase:
    """All of them, a page at a time or as a workbook."""
    rules = find_pack(request.on)
    names = dict(institutions(rules, request.lang))
    listing = Listing(_("My gatherings"), _table(names), "me/attendances.html")
    rows = standing_of(request.account.person).filter(activity__held_on__lte=request.on)
    return answer(request, listing, Filter.from_query(request.GET), rows, context={"lang": request.lang})


def _table(names: dict[str, str]) -> Table:
    def kinds(line: Attendance) -> str:
        return _(", ").join(names.get(code, code) for code in line.activity.institutions)

    def presence(line: Attendance) -> str:
        return str(PRESENCES.get(line.presence, line.presence))

    def state(line: Attendance) -> str:
        return _("approved") if line.activity.submission.state == State.APPROVED else _("waiting for review")

    return Table(
        (
            Column("held_on", gettext_lazy("Day"), "activity.held_on", by=("activity__held_on",)),
            Column("title", gettext_lazy("Gathering"), "activity.title", width="wide"),
            Column("institutions", gettext_lazy("Institutions"), kinds),
            Column("presence", gettext_lazy("Presence"), presence, by=("presence",)),
            Column("reason", gettext_lazy("Reason"), "reason"),
            Column("state", gettext_lazy("State"), state),
        ),
        order=("-activity__held_on", "-id"),
        head="title",
    )
