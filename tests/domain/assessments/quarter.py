"""The first quarter of the cast: what was owed and met, a small scheme, marks of visits, and who acts when."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from taizhang.domain.access.models import Account
from taizhang.domain.assessments.actions.closing import close
from taizhang.domain.assessments.actions.marks import MarkEntry, give_mark
from taizhang.domain.assessments.actions.objecting import ObjectionEntry, answer, raise_objection
from taizhang.domain.assessments.actions.publishing import lock, publish, second_preview
from taizhang.domain.assessments.models import Assessment, Mark, Objection, Result, SchemeVersion
from taizhang.domain.assessments.schemefile import load
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.actions.fulfil import fulfil
from taizhang.domain.duties.actions.issue import issue
from taizhang.domain.duties.models import Duty
from taizhang.domain.orgs.models import Organization
from taizhang.kernel.periods import Period
from tests.factories import duties
from tests.factories.assessments import scheme_version
from tests.factories.orgs import NOW, SEED

Q1 = Period.parse("2018-Q1")
CLOSING, WINDOW, AFTER = date(2018, 4, 2), date(2018, 4, 9), date(2018, 4, 10)
SMALL = Path(__file__).parent / "small-quarter.yaml"


def by(account: Account, on: date = CLOSING) -> Actor:
    """The person of an account at ten in the morning of a day."""
    return Actor(account.person.name, datetime.combine(on, time(10), NOW.tzinfo), account.person_id)


def scheme(**more: object) -> SchemeVersion:
    """The small scheme, published."""
    file = load(SMALL)
    values = {"code": file.code, "title_zh": file.title.zh, "title_en": file.title.en, "content": file.content}
    return scheme_version(**values | {"sha256": file.sha256} | more)


def owed() -> None:
    """The duties of the quarter, issued month by month."""
    duties.pack()
    for month in Q1.split(Period.parse("2018-M01").kind):
        issue(period=month, on=month.first, by=replace(SEED, at=datetime.combine(month.first, time(1), NOW.tzinfo)))


def met(of: Organization, *, leaving: int = 0) -> None:
    """Everything that an organisation owed in the quarter is met in time, but for some."""
    rows = Duty.objects.filter(organization=of, due_on__gte=Q1.first, due_on__lte=Q1.last).order_by("due_on", "id")
    claims = [replace(duties.claimed(each), learnt_at=_morning(each.due_on)) for each in rows[leaving:]]
    fulfil(claims=claims, by=SEED)


def visited(of: Organization, marked: int, account: Account, on: date = date(2018, 3, 29)) -> Mark:
    """What a visit saw, of a hundred."""
    return give_mark(entry=MarkEntry(of, Q1, "mark:visit", marked, 100, "现场查看会议记录"), by=by(account, on))


def set_up(cast) -> None:
    """Everything before the quarter is closed: one branch did all of it, another half."""
    owed()
    scheme()
    met(cast.first)
    met(cast.second, leaving=2)
    visited(cast.first, 80, cast.street_officer)
    visited(cast.second, 70, cast.street_officer)


def closed(cast) -> Assessment:
    """The preview of the quarter."""
    set_up(cast)
    return close(office=cast.district, period=Q1, by=by(cast.district_officer))


def objected(cast, assessment: Assessment, node: str = "visit", on: date = WINDOW) -> Objection:
    """The first branch holds that the visit was marked too low."""
    entry = ObjectionEntry(cast.first, "走访当天党员活动室正在维修，记录在社区。", node)
    return raise_objection(assessment=assessment, entry=entry, by=by(cast.secretary, on))


def answered(cast, objection: Objection, upheld: bool = True, on: date = AFTER) -> Objection:
    """Answered by the district office, which marked nothing."""
    words = "核实属实，重新走访。" if upheld else "记录当天未能提供。"
    return answer(objection=objection, upheld=upheld, answer=words, by=by(cast.district_officer, on))


def second(cast, assessment: Assessment, on: date = AFTER) -> Assessment:
    """The second preview."""
    return second_preview(assessment=assessment, by=by(cast.district_officer, on))


def published(cast) -> Assessment:
    """A quarter to which nobody objected, published."""
    return publish(assessment=second(cast, closed(cast)), by=by(cast.district_officer, AFTER))


def locked(cast) -> Assessment:
    """The same, locked."""
    return lock(assessment=published(cast), by=by(cast.district_officer, AFTER))


def result(assessment: Assessment, of: Organization) -> Result:
    """The result of an organisation that stands."""
    assessment.refresh_from_db()
    return Result.objects.get(assessment=assessment, revision=assessment.revision, organization=of)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9), NOW.tzinfo)
