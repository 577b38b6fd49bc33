"""The one-time codes of a panel: handed out on paper, kept only as what finds the seat again."""

import base64
import secrets

from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewReport
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.secrets import blind_index
from taizhang.kernel import trees

BYTES, GROUP = 10, 4  # 80 bits: sixteen letters and digits in groups of four


def new_code() -> str:
    """A code that nobody can guess: K7QD-2M5A-WX3E-HH6B."""
    text = base64.b32encode(secrets.token_bytes(BYTES)).decode()
    return "-".join(text[place : place + GROUP] for place in range(0, len(text), GROUP))


def code_index(code: str) -> str:
    """What is kept of a code; spaces, dashes and small letters are forgiven."""
    return blind_index("panel" + "".join(sign for sign in code.upper() if sign.isalnum()))


def own_reports(meeting: ReviewMeeting) -> dict[PanelSeat, set[ReviewReport]]:
    """By seat, the reports on which it has no vote: those of its own organisation and of what stands above it there.

    A seat of a branch belongs to its community too, and votes on neither; places are those of the meeting's day.
    """
    reports, seats = list(meeting.reports.all()), list(meeting.seats.all())
    wanted = {one.organization_id for one in (*reports, *seats) if one.organization_id}
    paths = dict(
        Placement.objects.on(meeting.held_on).filter(organization__in=wanted).values_list("organization_id", "path")
    )
    return {seat: {one for one in reports if _belongs(seat, one, paths)} for seat in seats}


def _belongs(seat: PanelSeat, report: ReviewReport, paths: dict[object, str]) -> bool:
    if seat.organization_id is None:
        return False
    if seat.organization_id == report.organization_id:
        return True
    of, reported = paths.get(seat.organization_id), paths.get(report.organization_id)
    return of is not None and reported is not None and trees.under(of, reported)
