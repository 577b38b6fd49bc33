"""Red lights become offers of help to a branch; it sees them first, may ask, or say that no help is needed.

Nothing here is a mark: an offer brings no points, and nobody's assessment counts offers (burden rule 6).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases import numbering, routing
from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import CaseMove
from taizhang.domain.cases.standing import locked, moment, refuse_ended
from taizhang.domain.cases.telling import tell_branches, tell_office
from taizhang.domain.cases.terms import CaseKind, due
from taizhang.domain.cases.wording import worded
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.duties.queries import Lights, lights
from taizhang.domain.orgs.models import Placement
from taizhang.domain.orgs.names import reviewers_of
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.measures import Light
from taizhang.kernel.periods import Kind, Period

OPENED_BY = "system"


@dataclass(frozen=True, slots=True)
class Swept:
    """How many offers of help were opened, and how many ended by themselves."""

    opened: int
    ended: int


@action
def sweep_lights(*, on: date, by: Actor) -> Swept:
    """Open an offer for each branch that was red yesterday and is red today; end those whose light is red no more."""
    if find_pack(on) is None:
        return Swept(0, 0)
    numbering.hold()
    root = Placement.objects.on(on).filter(parent__isnull=True).values_list("path", flat=True)
    today, before = lights(root, on), lights(root, on - timedelta(days=1))
    ended = _end_needless(today, by)
    opened = _open(sorted(_red(today) & _red(before)), on, by)
    return Swept(opened, ended)


@action
def ask(*, case: Case, words: str, by: Actor) -> Case:
    """A branch says that it would like the help; the office hears of it at once."""
    case = locked(case)
    _require_offer(case)
    refuse_ended(case)
    CaseStep.objects.create(
        case=case,
        move=CaseMove.ASKED,
        words=worded(words, _("What would help"), needed=False),
        by_person_id=by.person_id,
        by_name=by.name,
        at=moment(case, by),
    )
    if case.shared_on > by.on:
        case.shared_on, case.due_on = by.on, due(CaseKind.SUPPORT, by.on)
        case.save(update_fields=["shared_on", "due_on"])
    note(Note("cases.ask", case, by, case.organization_id, case.number))
    tell_office(case, by)
    return case


def _red(lines: Lights) -> set[UUID]:
    return {key for key, line in lines.items() if line.light is Light.RED}


def _open(organizations: list[UUID], on: date, by: Actor) -> int:
    """One offer for each that has none waiting and had none this month."""
    month = str(Period.containing(on, Kind.MONTH))
    offered = Case.objects.standing().filter(organization__in=organizations).exclude(month="")
    busy = set(offered.filter(month=month).values_list("organization_id", flat=True))
    busy |= set(offered.unanswered().values_list("organization_id", flat=True))
    wanted = [key for key in organizations if key not in busy]
    cases = list(_cases(wanted, on, month, by))
    Case.objects.bulk_create(cases)
    CaseStep.objects.bulk_create(
        CaseStep(case=case, move=CaseMove.FILED, by_name=OPENED_BY, at=by.at) for case in cases
    )
    for case in cases:
        note(Note("cases.offer", case, by, case.organization_id, case.number))
    tell_branches(cases, by)
    return len(cases)


def _cases(organizations: list[UUID], on: date, month: str, by: Actor) -> Iterator[Case]:
    offices = reviewers_of(organizations, on)
    contacts = {office: routing.contact_of(office, on) for office in set(offices.values())}
    first, tomorrow = numbering.next_serial(on.year), on + timedelta(days=1)
    last = due(CaseKind.SUPPORT, tomorrow)
    for place, key in enumerate(organizations):
        yield Case(
            kind=CaseKind.SUPPORT,
            year=on.year,
            serial=first + place,
            subject="",
            organization_id=key,
            office_id=offices[key],
            contact_id=contacts[offices[key]],
            filed_at=by.at,
            due_on=last,
            shared_on=tomorrow,
            month=month,
        )


def _end_needless(today: Lights, by: Actor) -> int:
    """End the offers of branches that are red no more, unless the branch asked for help."""
    waiting = Case.objects.standing().unanswered().exclude(month="").exclude(steps__move=CaseMove.ASKED)
    ended = [case for case in waiting if today[case.organization_id].light is not Light.RED]
    CaseStep.objects.bulk_create(
        CaseStep(case=case, move=CaseMove.CLOSED, by_name=OPENED_BY, at=by.at) for case in ended
    )
    for case in ended:
        note(Note("cases.close", case, by, case.organization_id, case.number))
    return len(ended)


def _require_offer(case: Case) -> None:
    if not case.month:
        raise Refused(
            _("Only help that was offered is asked for here."),
            _("Send a call for support by the box at the foot of every page."),
            code="cases.no-offer",
        )
