"""The panel: its seats, and the one-time codes that are handed out for them."""

from taizhang.domain.assessments.actions.review_finding import locked, refuse_unless
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewStage
from taizhang.domain.assessments.panel_codes import code_index, new_code
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.errors import Refused, _

LONGEST_WHO, MOST_SEATS = 80, 200


@action
def add_seats(
    *, meeting: ReviewMeeting, who: str, count: int = 1, organization: Organization | None = None, by: Actor
) -> list[PanelSeat]:
    """Give the panel some seats alike: for whom, and of which organisation, on which such a seat has no vote."""
    meeting = locked(meeting, ReviewStage.PREPARING)
    who, there = who.strip(), meeting.seats.count()
    if not who or len(who) > LONGEST_WHO:
        raise Refused(
            _("Say in 1 to {most} characters for whom the seat is."),
            _("A post or a group will do; no name is needed."),
            code="reviewing.who",
            most=LONGEST_WHO,
        )
    refuse_unless(
        0 < count <= MOST_SEATS - there,
        _("A panel has {most} seats at most, this one {there} so far."),
        _("Give a smaller number."),
        code="reviewing.seats",
        most=MOST_SEATS,
        there=there,
    )
    last = meeting.seats.order_by("-number").values_list("number", flat=True).first() or 0
    seats = [
        PanelSeat(meeting=meeting, number=last + place, who=who, organization=organization)
        for place in range(1, count + 1)
    ]
    PanelSeat.objects.bulk_create(seats)
    note(_note("reviewing.seats", meeting, by, count=count, organization=organization and organization.code))
    return seats


@action
def remove_seat(*, seat: PanelSeat, by: Actor) -> None:
    """Take a seat away before the voting; its code is void."""
    meeting = locked(seat.meeting, ReviewStage.PREPARING)
    if PanelSeat.objects.filter(pk=seat.pk).delete()[0]:
        note(_note("reviewing.unseat", meeting, by, number=seat.number))


@action
def make_codes(*, meeting: ReviewMeeting, by: Actor) -> list[tuple[PanelSeat, str]]:
    """Make a code for every seat and tell them this once; codes made before are void. Before the voting only."""
    meeting = locked(meeting, ReviewStage.PREPARING)
    made = [(seat, new_code()) for seat in meeting.seats.select_related("organization")]
    refuse_unless(
        bool(made),
        _("The panel has no seats."),
        _("Add seats first."),
        code="reviewing.no-seats",
    )
    for seat, code in made:
        seat.code = code_index(code)
    PanelSeat.objects.bulk_update([seat for seat, _code in made], ["code"])
    note(_note("reviewing.codes", meeting, by, count=len(made)))
    return made


def _note(verb: str, meeting: ReviewMeeting, by: Actor, **details: object) -> Note:
    return Note(verb, meeting, by, meeting.organization_id, label=str(meeting.year), details=details)
