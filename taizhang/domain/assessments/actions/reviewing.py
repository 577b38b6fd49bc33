"""The yearly review meeting of an office: called, opened for voting, closed with its counts, or called off."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F, Sum

from taizhang.domain.assessments.actions.review_finding import locked, named, refuse_unless
from taizhang.domain.assessments.models import PanelSeat, ReviewMeeting, ReviewReport, ReviewStage, VoteCount
from taizhang.domain.assessments.panel_codes import own_reports
from taizhang.domain.assessments.review_votes import FEWEST
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.inspections.offices import has_office
from taizhang.domain.orgs.fields import require_near, require_reason
from taizhang.domain.orgs.models import Organization
from taizhang.domain.orgs.names import placement, right_under
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7

MOST_REPORTS = 80  # a panel that hears more judges none of them


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """The office that holds the meeting, the year it is about, and its day; with `below` all right below report."""

    office: Organization
    year: int
    held_on: date
    below: bool = True
    id: UUID = field(default_factory=uuid7)


@action
def call_meeting(*, entry: MeetingEntry, by: Actor) -> ReviewMeeting:
    """Call the review meeting of an office for a year, once; those right below the office report at it."""
    _require_days(entry, by)
    place = placement(entry.office, by.on)
    if not has_office(place):
        raise Refused(
            _("{name} has no office that could hold a review meeting."),
            _("Choose the district, a street or a unit."),
            code="reviewing.no-office",
            name=place.short_name,
        )
    Organization.objects.select_for_update(no_key=True).get(pk=entry.office.pk)
    there = ReviewMeeting.objects.standing().filter(organization=entry.office, year=entry.year).first()
    if there is not None:
        return _same(there, entry, place.short_name)
    if ReviewMeeting.objects.filter(pk=entry.id).exists():
        raise Refused(_("This form was already used."), _("Open the page again."), code="reviewing.used")
    meeting: ReviewMeeting = ReviewMeeting.objects.create(
        id=entry.id,
        organization=entry.office,
        year=entry.year,
        held_on=entry.held_on,
        called_at=by.at,
        called_by_id=by.person_id,
        called_by_name=by.name,
    )
    below = [one.organization_id for one in right_under(place, by.on)] if entry.below else []
    _refuse_many(len(below))
    ReviewReport.objects.bulk_create(ReviewReport(meeting=meeting, organization_id=key) for key in below)
    note(_note("reviewing.call", meeting, by, year=entry.year, held_on=entry.held_on, reports=len(below)))
    return meeting


@action
def add_report(*, meeting: ReviewMeeting, organization: Organization, by: Actor) -> ReviewReport:
    """Let a further organisation below the office report; adding it twice changes nothing."""
    meeting = locked(meeting, ReviewStage.PREPARING)
    there: ReviewReport | None = meeting.reports.filter(organization=organization).first()
    if there is not None:
        return there
    own, office = placement(organization, by.on), placement(meeting.organization, by.on)
    if own.path == office.path or not own.path.startswith(office.path):
        raise Refused(
            _("{name} does not stand below {office}."),
            _("Those below an office report to it; choose one of them."),
            code="reviewing.not-below",
            name=own.short_name,
            office=office.short_name,
        )
    _refuse_many(meeting.reports.count() + 1)
    report: ReviewReport = ReviewReport.objects.create(meeting=meeting, organization=organization)
    note(_note("reviewing.add", meeting, by, organization=organization.code))
    return report


@action
def remove_report(*, report: ReviewReport, by: Actor) -> None:
    """Take an organisation off the list before the voting; a report that was handed in stays."""
    meeting = locked(report.meeting, ReviewStage.PREPARING)
    refuse_unless(
        report.handed_in_at is None,
        _("The report of {name} is handed in; it is heard."),
        _("Let the organisation take it back first."),
        code="reviewing.handed-in",
        name=lambda: named(report, by.on),
    )
    note(_note("reviewing.remove", meeting, by, organization=report.organization.code))
    report.delete()


@action
def open_voting(*, meeting: ReviewMeeting, by: Actor) -> ReviewMeeting:
    """Open the voting once every report is handed in and so many seats have codes that no vote can be told apart."""
    meeting = locked(meeting, ReviewStage.PREPARING)
    reports = list(meeting.reports.select_related("organization"))
    _require_reports(reports, by)
    _require_panel(meeting, by)
    VoteCount.objects.bulk_create(VoteCount(report=report) for report in reports)
    _move(meeting, ReviewStage.VOTING)
    note(_note("reviewing.open", meeting, by, reports=len(reports), seats=meeting.seats.count()))
    return meeting


@action
def close_voting(*, meeting: ReviewMeeting, by: Actor) -> ReviewMeeting:
    """Close the voting: only now the counts can be read; the codes, and who had voted, are forgotten."""
    meeting = locked(meeting, ReviewStage.VOTING)
    spent = {seat: own for seat, own in own_reports(meeting).items() if seat.spent}
    refuse_unless(
        len(spent) >= FEWEST,
        _("Only {cast} ballots are cast; fewer than {fewest} would tell who voted what."),
        _("Wait for more, or call the meeting off."),
        code="reviewing.too-few",
        cast=len(spent),
        fewest=FEWEST,
    )
    _require_comments(meeting, by)
    _require_whole(meeting, spent)
    meeting.ballots, meeting.closed_at, meeting.closed_by_name = len(spent), by.at, by.name
    _move(meeting, ReviewStage.CLOSED, "ballots", "closed_at", "closed_by_name")
    meeting.seats.update(code=None, spent=False)
    note(_note("reviewing.close", meeting, by, ballots=len(spent), counts=_counts(meeting)))
    return meeting


@action
def call_off(*, meeting: ReviewMeeting, because: str, by: Actor) -> ReviewMeeting:
    """Call a meeting off, with the reason: what was voted so far is thrown away unread, and codes are void."""
    because = require_reason(because)
    meeting = locked(meeting, ReviewStage.PREPARING, ReviewStage.VOTING)
    VoteCount.objects.filter(report__meeting=meeting).delete()
    meeting.seats.update(code=None, spent=False)
    meeting.because = because
    _move(meeting, ReviewStage.CALLED_OFF, "because")
    note(_note("reviewing.call-off", meeting, by, because=because))
    return meeting


def _require_days(entry: MeetingEntry, by: Actor) -> None:
    require_near(entry.held_on, by.on)
    if entry.year not in (by.on.year - 1, by.on.year) or entry.held_on.year not in (entry.year, entry.year + 1):
        raise Refused(
            _("A review of {year} cannot be held on {day}."),
            _("A year is reviewed from its end to the beginning of the next; choose this year or the last."),
            code="reviewing.year",
            year=str(entry.year),
            day=entry.held_on,
        )


def _same(there: ReviewMeeting, entry: MeetingEntry, name: str) -> ReviewMeeting:
    if there.pk == entry.id:
        return there
    raise Refused(
        _("{name} has its review meeting for {year} already, on {day}."),
        _("Open it in the list; an office holds one a year."),
        code="reviewing.second",
        name=name,
        year=str(entry.year),
        day=there.held_on,
    )


def _refuse_many(reports: int) -> None:
    refuse_unless(
        reports <= MOST_REPORTS,
        _("{reports} reports are too many for one meeting; a panel hears {most} at most."),
        _("Call the meeting without those below, and add who is to report."),
        code="reviewing.many",
        reports=reports,
        most=MOST_REPORTS,
    )


def _require_reports(reports: list[ReviewReport], by: Actor) -> None:
    refuse_unless(
        bool(reports),
        _("Nobody reports at this meeting."),
        _("Add the organisations that are to report."),
        code="reviewing.nobody",
    )
    missing = [report for report in reports if report.handed_in_at is None]
    refuse_unless(
        not missing,
        _("{count} reports are missing, the first that of {name}."),
        _("Wait until they are handed in, or take who does not report off the list."),
        code="reviewing.report-missing",
        count=len(missing),
        name=lambda: named(missing[0], by.on),
    )


def _require_panel(meeting: ReviewMeeting, by: Actor) -> None:
    panel = own_reports(meeting)
    without = sum(seat.code is None for seat in panel)
    refuse_unless(
        not without,
        _("{count} seats have no code yet."),
        _("Make the codes, print them and hand them out."),
        code="reviewing.no-codes",
        count=without,
    )
    for report in meeting.reports.select_related("organization"):
        voters = sum(report not in own for own in panel.values())
        refuse_unless(
            voters >= FEWEST,
            _("On {name} only {voters} seats may vote; fewer than {fewest} would tell who voted what."),
            _("Add seats that do not belong to it."),
            code="reviewing.small-panel",
            name=lambda report=report: named(report, by.on),
            voters=voters,
            fewest=FEWEST,
        )


def _require_comments(meeting: ReviewMeeting, by: Actor) -> None:
    """一述一评: each report is commented on at the meeting."""
    silent = list(meeting.reports.filter(comment="").select_related("organization"))
    refuse_unless(
        not silent,
        _("{count} reports have no comment yet, the first that of {name}; each is commented on once."),
        _("Write the comment on the page of the report."),
        code="reviewing.no-comment",
        count=len(silent),
        name=lambda: named(silent[0], by.on),
    )


def _require_whole(meeting: ReviewMeeting, spent: dict[PanelSeat, set[ReviewReport]]) -> None:
    """Refuse counts that the ballots cast cannot have made: somebody changed them past the program."""
    sums = _counts(meeting)
    for report in meeting.reports.select_related("organization"):
        wanted = sum(report not in own for own in spent.values())
        refuse_unless(
            sums[report.organization.code] == wanted,
            _("The counts of {name} do not fit the ballots cast."),
            _("Somebody changed them past the program; call the meeting off and vote again."),
            code="reviewing.tampered",
            name=lambda report=report: named(report, meeting.held_on),
        )


def _counts(meeting: ReviewMeeting) -> dict[str, int]:
    """By organisation how many filled in its line, abstentions included; never of which kind."""
    every = F("votes__good") + F("votes__fairly") + F("votes__fair") + F("votes__poor") + F("votes__abstained")
    rows = meeting.reports.order_by("organization__code").values_list("organization__code").annotate(n=Sum(every))
    return dict(rows)


def _move(meeting: ReviewMeeting, stage: ReviewStage, *fields: str) -> None:
    meeting.stage = stage
    meeting.save(update_fields=["stage", *fields])


def _note(verb: str, meeting: ReviewMeeting, by: Actor, **details: object) -> Note:
    return Note(verb, meeting, by, meeting.organization_id, label=str(meeting.year), details=details)
