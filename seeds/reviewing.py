"""Review meetings of the demo: a street heard three of its branches on 2017; the one on 2018 is being prepared."""

from datetime import date, datetime, time

from seeds.plan import ZONE
from seeds.visits import STREET
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.assessments.actions.panel import add_seats, make_codes
from taizhang.domain.assessments.actions.reporting import comment, hand_in
from taizhang.domain.assessments.actions.reviewing import (
    MeetingEntry,
    add_report,
    call_meeting,
    close_voting,
    open_voting,
)
from taizhang.domain.assessments.actions.voting import ballot_of, cast, seat_of
from taizhang.domain.assessments.models import ReviewGrade, ReviewMeeting
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.orgs.models import Organization, Placement

HELD, NEXT = date(2018, 1, 12), date(2018, 12, 20)
SAID = (
    (
        "2017年，支部按月开好主题党日，书记讲党课两次，慰问老党员六户。\n主要问题：党员大会发言面不宽，流动党员联系不够。\n"
        "下一步：每次党员大会提前三天告知议题，流动党员每季度电话联系一次。",
        "主题党日有特色，慰问老党员做得细；发言面不宽的问题要靠提前沉下去听意见来解决。",
    ),
    (
        "2017年，支部完成换届，支委分工明确，党费按月收缴并公示。\n主要问题：党小组会记录简单，积极分子培养偏少。\n"
        "下一步：党小组会轮流主持，年内确定入党积极分子两名。",
        "换届平稳，党费公示规范；积极分子培养要有具体人选和联系人。",
    ),
    (
        "2017年，支部结合楼院治理开展志愿服务，协调解决路灯、停车问题九件。\n主要问题：组织生活会后整改台账更新不及时。\n"
        "下一步：整改事项明确责任人和时限，每月在支委会上过一遍。",
        "党员在楼院治理中作用明显；整改要有下文，年中支部自己先对一次账。",
    ),
)
G = ReviewGrade
BALLOTS = (
    (G.GOOD, G.GOOD, G.GOOD),
    (G.GOOD, G.FAIRLY, G.GOOD),
    (G.FAIRLY, G.FAIRLY, G.GOOD),
    (G.GOOD, G.FAIRLY, G.FAIRLY),
    (G.GOOD, G.FAIR, G.ABSTAINED),
)


def furnish() -> None:
    """One meeting that was, one that is to come; some twenty acts."""
    street = Organization.objects.get(code=STREET)
    officer, branches = _grant(street, Role.OFFICE), _branches()
    _past(street, officer, branches)
    entry = MeetingEntry(street, NEXT.year, NEXT, below=False)
    coming = call_meeting(entry=entry, by=_on(officer, date(2018, 5, 25)))
    for branch in branches:
        add_report(meeting=coming, organization=branch, by=_on(officer, date(2018, 5, 25)))
    add_seats(meeting=coming, who="两代表一委员", count=5, by=_on(officer, date(2018, 5, 25)))


def _past(street: Organization, officer: Grant, branches: list[Organization]) -> None:
    called, held = _on(officer, date(2017, 12, 22)), _on(officer, HELD)
    meeting = call_meeting(entry=MeetingEntry(street, 2017, HELD, below=False), by=called)
    reports = [add_report(meeting=meeting, organization=each, by=called) for each in branches]
    for report, (text, _words) in zip(reports, SAID, strict=True):
        secretary = _grant(report.organization, Role.SECRETARY)
        hand_in(report=report, text=text, by=_on(secretary, date(2018, 1, 8)))
    add_seats(meeting=meeting, who="两代表一委员", count=3, by=called)
    add_seats(meeting=meeting, who="街道党工委班子成员", count=2, by=called)
    codes = [code for _seat, code in make_codes(meeting=meeting, by=called)]
    meeting = open_voting(meeting=meeting, by=held)
    for report, (_text, words) in zip(reports, SAID, strict=True):
        comment(report=report, words=words, by=held)
    _vote(meeting, codes)
    close_voting(meeting=meeting, by=held)


def _vote(meeting: ReviewMeeting, codes: list[str]) -> None:
    for code, grades in zip(codes, BALLOTS, strict=True):
        lines = ballot_of(seat_of(code))
        cast(code=code, grades={line.pk: grade for line, grade in zip(lines, grades, strict=True)})


def _branches() -> list[Organization]:
    """Three branches of the street, first the one whose secretary is shown at the sign-in."""
    path = Placement.objects.on(HELD).get(organization__code=STREET).path
    rows = list(Placement.objects.on(HELD).branches().under(path).select_related("organization").order_by("path"))
    grants = Grant.objects.filter(role=Role.SECRETARY, person__account__demo=True)
    shown = set(grants.values_list("organization_id", flat=True))
    return [row.organization for row in sorted(rows, key=lambda row: (row.organization_id not in shown, row.path))[:3]]


def _grant(organization: Organization, role: Role) -> Grant:
    found: Grant = Grant.objects.filter(organization=organization, role=role).select_related("person").order_by("id")[0]
    return found


def _on(grant: Grant, day: date) -> Actor:
    return Actor(grant.person.name, datetime.combine(day, time(9, 30), ZONE), grant.person_id, Channel.SEED)
