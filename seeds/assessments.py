"""The first quarter of the demo as it was judged: visits marked, a preview, an objection upheld, results published."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db.models import QuerySet

from seeds.plan import ZONE
from seeds.visits import DISTRICT, STREET
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark, give_marks, take_back_mark
from taizhang.domain.assessments.actions.objecting import ObjectionEntry, answer, raise_objection
from taizhang.domain.assessments.actions.publishing import publish, second_preview
from taizhang.domain.assessments.actions.schemes import publish_defaults
from taizhang.domain.assessments.models import Assessment, Mark
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.kernel.periods import Period

Q1 = Period.parse("2018-Q1")
VISIT = "mark:visit"
SEEN = (
    (92, "会议记录齐全，党员活动室干净整洁，党务公开栏更新及时。"),
    (86, "“三会一课”按时开展，两次会议记录缺少发言要点。"),
    (95, "主题党日内容实在，党员参与面广，档案规范。"),
    (78, "一季度党课未见提纲，党费收缴公示晚了十天。"),
    (88, "支委会议事清楚，谈心谈话记录略显简单。"),
)
MISSED = 70  # what the visit marked before the branch objected
ANSWER = "经核实，走访当天活动室正在维修，会议记录存放在社区。异议成立，已重新走访评分。"


def furnish() -> None:
    """The three default schemes, and a quarter that came as far as it may without a lock; a dozen acts."""
    officer, colleague = _officers()
    publish_defaults(by=_on(officer, date(2017, 12, 21)))
    street = _of_street()
    branches = _branches(street)
    _visits(branches, _on(street, date(2018, 3, 29)))
    office = Organization.objects.get(code=DISTRICT)
    assessment = close(office=office, period=Q1, by=_on(officer, date(2018, 4, 9)))
    _objection(assessment, branches[0], street, colleague)
    second_preview(assessment=assessment, by=_on(officer, date(2018, 4, 17)))
    publish(assessment=assessment, by=_on(officer, date(2018, 4, 18)))


def _visits(branches: Sequence[Organization], by: Actor) -> None:
    """The street visited its branches in March; the first of them found its records elsewhere."""
    entries = []
    for place, branch in enumerate(branches):
        marked, because = SEEN[place % len(SEEN)] if place else (MISSED, "走访当天未见会议记录，活动室未开放。")
        entries.append(MarkEntry(branch, Q1, VISIT, marked, 100, because))
    give_marks(entries=entries, by=by)


def _objection(assessment: Assessment, branch: Organization, street: Actor, officer: Actor) -> None:
    """The branch objects to the mark of its visit; somebody who did not visit it answers, and it is visited again."""
    text = "走访当天党员活动室正在更换电路，会议记录临时存放在社区，请予核实。"
    entry, secretary = ObjectionEntry(branch, text, "visit"), _on(_secretary(branch), date(2018, 4, 11))
    raised = raise_objection(assessment=assessment, entry=entry, by=secretary)
    answer(objection=raised, upheld=True, answer=ANSWER, by=_on(officer, date(2018, 4, 13)))
    old = Mark.objects.standing().get(organization=branch, measure=VISIT)
    again = _on(street, date(2018, 4, 16))
    take_back_mark(mark=old, because="异议成立，重新走访", by=again)
    give_mark(entry=MarkEntry(branch, Q1, VISIT, 90, 100, "重新走访：会议记录齐全，活动室已恢复使用。"), by=again)


def _branches(visitor: Actor) -> list[Organization]:
    """The branches of a street but the visitor's own; first the one whose secretary is shown at the sign-in."""
    street = Placement.objects.on(Q1.last).get(organization__code=STREET)
    rows = Placement.objects.on(Q1.last).branches().under(street.path).select_related("organization")
    rows = rows.exclude(organization__memberships__person=visitor.person_id)
    shown = set(_holders(Role.SECRETARY).filter(person__account__demo=True).values_list("organization_id", flat=True))
    return [each.organization for each in sorted(rows, key=lambda row: (row.organization_id not in shown, row.path))]


def _holders(role: Role) -> QuerySet[Grant]:
    rows: QuerySet[Grant] = Grant.objects.filter(role=role).select_related("person").order_by("id")
    return rows


def _officers() -> tuple[Actor, Actor]:
    """The two of the district office: one closes, the other answers."""
    first, other = _holders(Role.DISTRICT_OFFICE).filter(organization__code=DISTRICT)[:2]
    return _actor(first), _actor(other)


def _of_street() -> Actor:
    return _actor(_holders(Role.OFFICE).filter(organization__code=STREET)[0])


def _secretary(branch: Organization) -> Actor:
    return _actor(_holders(Role.SECRETARY).filter(organization=branch)[0])


def _actor(grant: Grant) -> Actor:
    return Actor(grant.person.name, datetime.combine(Q1.last, time(9), ZONE), grant.person_id, Channel.SEED)


def _on(actor: Actor, day: date) -> Actor:
    return actor.later(datetime.combine(day, time(9, 30), ZONE))
