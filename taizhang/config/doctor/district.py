"""The district: its rules, its calendar, its audit trail, what runs by the clock, what sends messages."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta

from taizhang.config.doctor.finding import Finding, note, well, wrong
from taizhang.kernel.errors import Refused, _

PART = "district"
LAST_ROWS = 2000  # of the audit trail: the quick check
LATE = timedelta(hours=26)  # every job runs once a day at least


def rules(on: date) -> Finding:
    """Whether a pack is in force that can be read."""
    from taizhang.domain.duties.packs import find_pack

    try:
        found = find_pack(on)
    except Refused as refusal:
        return wrong(
            PART,
            _("The pack in force cannot be read: {problem}"),
            _("Publish a corrected version; see docs/howto/add-a-standard.md."),
            problem=refusal,
        )
    if found is None:
        return wrong(
            PART,
            _("No rule pack is in force on {day}, so nothing is owed."),
            _("Publish one: taizhang pack publish FILE, or on the page of packs."),
            day=on,
        )
    return well(PART, _("The pack {pack} version {version} is in force."), pack=found.code, version=found.version)


def workdays(on: date) -> Finding:
    """Whether the holidays of this year and the next are in the table."""
    from taizhang.domain.orgs.models import CalendarDay

    years = [on.year, on.year + 1] if on.month >= 12 else [on.year]
    missing = [year for year in years if not CalendarDay.objects.filter(day__year=year).exists()]
    if missing:
        return wrong(
            PART,
            _("The calendar has no holidays of {years}: deadlines in working days would be wrong."),
            _("Enter the notice of the State Council on the page of the calendar; it comes out in November."),
            years=", ".join(str(year) for year in missing),
        )
    if not CalendarDay.objects.filter(day__year=on.year + 1).exists():
        return note(
            PART,
            _("The holidays of {year} are not in the calendar yet."),
            _("Enter them when the State Council has published them, usually in November."),
            year=on.year + 1,
        )
    return well(PART, _("The calendar knows the holidays of this year and the next."))


def trail() -> Finding:
    """Whether the end of the audit trail follows row by row; every night reads the whole."""
    from taizhang.domain.audit.chain import first_break
    from taizhang.domain.audit.models import AuditEntry

    rows = list(AuditEntry.objects.order_by("-number")[: LAST_ROWS + 1])[::-1]
    before = rows.pop(0) if len(rows) > LAST_ROWS else None
    broken = first_break(rows, before)
    if broken:
        return wrong(
            PART,
            _("The audit trail does not hold at row {number}."),
            _("Change nothing. Copy the database as it is, and run: taizhang verify audit"),
            number=broken.number,
        )
    return well(PART, _("The last {count} rows of the audit trail hold."), count=len(rows))


def periodic() -> list[str]:
    """The names of everything that runs by the clock."""
    from procrastinate.contrib.django import app

    import taizhang.config.jobs  # noqa: F401  # what it lists registers itself with the app

    return sorted(task.task.name.rsplit(".", 1)[-1] for task in app.periodic_registry.periodic_tasks.values())


def jobs(last: Mapping[str, datetime], expected: Collection[str], now: datetime, *, demo: bool = False) -> Finding:
    """Whether what runs by the clock has run: the last time each job ended well."""
    if not last:
        say = note if demo else wrong
        return say(
            PART,
            _("What runs by the clock has never run."),
            _("Keep “taizhang work” running beside the server; docs/operations.md, By the clock."),
        )
    late = sorted(name for name in expected if name not in last or now - last[name] > LATE)
    if late:
        return wrong(
            PART,
            _("These jobs have not ended well for more than a day: {names}."),
            _("See whether “taizhang work” runs, and what its log says."),
            names=", ".join(late),
        )
    return well(PART, _("Every job ended well within the last day: {count}."), count=len(expected))


def connectors(now: datetime) -> Iterator[Finding]:
    """Whether messages leave: channels that are on, and what waits too long."""
    from taizhang.domain.notices.models import Connector, Delivery

    names = list(Connector.objects.on().values_list("name", flat=True))
    if not names:
        yield note(
            PART,
            _("No connector sends messages; they stay in the inbox of each person."),
            _("That is allowed. To send the weekly digest, set one up on the page of connectors."),
        )
        return
    late = Delivery.objects.due(now - timedelta(hours=12)).count()
    if late:
        yield wrong(
            PART,
            _("{count} messages have waited for more than half a day."),
            _("Try the connector on its page; its address or password may have changed."),
            count=late,
        )
    yield well(PART, _("Connectors that send: {names}."), names=", ".join(names))
