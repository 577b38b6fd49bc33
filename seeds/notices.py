"""What people of the demo were told: three circulars, one of them recalled; through actions."""

from datetime import date, datetime, time

from seeds.plan import ZONE
from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import Role
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.domain.notices.actions.circulars import CircularEntry, issue, recall
from taizhang.domain.notices.audience import Audience
from taizhang.domain.notices.models import Circular
from taizhang.domain.orgs.kinds import PostKind
from taizhang.kernel.ids import uuid7

WRONG = "关于5月主题党日时间的通知"
RIGHT = "关于5月主题党日时间的更正通知"
ADVICE = "关于七一前后组织生活安排的提示"


def furnish() -> None:
    """All of it; well under a second."""
    office = Grant.objects.filter(role=Role.OFFICE.value).select_related("person", "organization").order_by("id")[0]
    first = _issue(office, WRONG, "5月主题党日定于5月12日举行，请各支部按计划开展。", 8)
    recall(circular=first, because="12日为周六，日期有误。", by=_by(office, 8, 11))
    _issue(office, RIGHT, "5月主题党日定于5月16日举行。记录一次即可，不需另报材料；年老体弱党员可以送学上门。", 8, 14)
    district = Grant.objects.filter(role=Role.DISTRICT_OFFICE.value).select_related("person", "organization")
    _issue(
        district.order_by("id")[0], ADVICE, "七一前后请合理安排主题党日、党课和慰问，时间由支部自定，活动不求多。", 29
    )


def _issue(office: Grant, title: str, text: str, day: int, hour: int = 10) -> Circular:
    entry = CircularEntry(
        id=uuid7(),
        organization=office.organization,
        title=title,
        text=text,
        audience=Audience(posts=(PostKind.SECRETARY,)),
        link="/calendar/",
    )
    return issue(entry=entry, by=_by(office, day, hour))


def _by(office: Grant, day: int, hour: int) -> Actor:
    at = datetime.combine(date(2018, 5, day), time(hour, 12), ZONE)
    return Actor(office.person.name, at, office.person_id, Channel.SEED)
