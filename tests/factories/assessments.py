"""Schemes, marks and assessments of the first quarter of 2018; each model has a function of its name."""

from datetime import date
from hashlib import sha256
from typing import Any
from uuid import uuid4

from taizhang.domain.assessments.actions.panel import add_seats
from taizhang.domain.assessments.actions.reviewing import MeetingEntry, add_report, call_meeting
from taizhang.domain.assessments.models import (
    Assessment,
    Deviation,
    FrozenFacts,
    Mark,
    Objection,
    Override,
    PanelSeat,
    Purpose,
    Result,
    ReviewMeeting,
    ReviewReport,
    SchemeDraft,
    SchemeVersion,
    Stage,
    Use,
    VoteCount,
)
from taizhang.domain.orgs.models import Organization, Person
from tests.factories.orgs import NOW, SEED, branch, district, person

Q1 = "2018-Q1"
OBJECTIONS_UNTIL = date(2018, 6, 7)
OFFICER = "区委党建办 孙丽"


def scheme_version(**more: Any) -> SchemeVersion:
    """A scheme of quarters that starts with 2018."""
    values = {
        "code": "erqi-quarter",
        "version": 1,
        "title_zh": "季度考核方案",
        "title_en": "Quarterly scheme",
        "period_kind": "quarter",
        "content": {},
        "sha256": sha256(b"{}").hexdigest(),
        "valid_from": date(2018, 1, 1),
        "published_at": NOW,
        "published_by_name": OFFICER,
        **more,
    }
    return SchemeVersion.objects.create(**values)


def assessment(**more: Any) -> Assessment:
    """The preview of the first quarter of the district."""
    values = {
        "organization": more.pop("organization", None) or district(),
        "scheme": more.pop("scheme", None) or scheme_version(),
        "period": Q1,
        "stage": Stage.PREVIEW,
        "objections_until": OBJECTIONS_UNTIL,
        "closed_at": NOW,
        "closed_by_id": uuid4(),
        "closed_by_name": OFFICER,
        **more,
    }
    return Assessment.objects.create(**values)


def frozen_facts(of: Assessment | None = None, **more: Any) -> FrozenFacts:
    """What a preview was computed from."""
    values = {"content": b"PAR1", "sha256": sha256(b"PAR1").hexdigest(), "revision": 1, "on": NOW.date(), **more}
    return FrozenFacts.add(assessment=of or assessment(), **values)


def result(of: Assessment | None = None, organization: Organization | None = None, **more: Any) -> Result:
    """What a branch came to."""
    values = {
        "revision": 1,
        "path": "/1/2/",
        "category": "A",
        "kind": "branch",
        "units": 92_400_000,
        "complete": True,
        "grade": "good",
        "rank": None,
        "group_size": 1,
        **more,
    }
    return Result.add(assessment=of or assessment(), organization=organization or branch(), **values)


def mark(organization: Organization | None = None, **more: Any) -> Mark:
    """What a visit saw of a branch."""
    values = {
        "period": Q1,
        "measure": "mark:visit",
        "numerator": 85,
        "denominator": 100,
        "because": "现场查看会议记录和阵地",
        "by_id": uuid4(),
        "by_name": "赵敏",
        "at": NOW,
        **more,
    }
    return Mark.objects.create(organization=organization or branch(), **values)


def objection(of: Assessment | None = None, organization: Organization | None = None, **more: Any) -> Objection:
    """A branch holds that a visit was marked too low."""
    values = {
        "node": "visit",
        "text": "现场查看时党员活动室正在维修。",
        "by_id": uuid4(),
        "by_name": "周建华",
        "at": NOW,
        **more,
    }
    return Objection.objects.create(assessment=of or assessment(), organization=organization or branch(), **values)


def override(of: Assessment | None = None, **more: Any) -> Override:
    """One person proposes to unlock an assessment."""
    values = {
        "kind": Deviation.UNLOCK,
        "because": "上级通报了新的事实",
        "proposed_by_id": uuid4(),
        "proposed_by_name": OFFICER,
        "proposed_at": NOW,
        **more,
    }
    return Override.objects.create(assessment=of or assessment(stage=Stage.LOCKED), **values)


def use(of: Result | None = None, **more: Any) -> Use:
    """An award for which a result was a ground."""
    of = of or result(assessment(stage=Stage.PUBLISHED))
    values = {
        "purpose": Purpose.AWARD,
        "what": "先进基层党组织",
        "on": NOW.date(),
        "by_name": OFFICER,
        "at": NOW,
        **more,
    }
    return Use.objects.create(result=of, organization=of.organization, **values)


def scheme_draft(of: Person | None = None, **more: Any) -> SchemeDraft:
    """A scheme that somebody is working on, beside nothing."""
    values = {"content": {"scheme": "erqi-quarter"}, "updated_at": NOW, **more}
    return SchemeDraft.objects.create(person=of or person(), **values)


def review_meeting(office: Organization | None = None, **more: Any) -> ReviewMeeting:
    """The review meeting of the district for 2018; nobody reports yet."""
    values = {"year": 2018, "held_on": NOW.date(), "below": False, **more}
    return call_meeting(entry=MeetingEntry(office or district(), **values), by=SEED)


def review_report(of: ReviewMeeting | None = None, organization: Organization | None = None) -> ReviewReport:
    """A branch is to report."""
    return add_report(meeting=of or review_meeting(), organization=organization or branch(), by=SEED)


def panel_seat(of: ReviewMeeting | None = None, **more: Any) -> PanelSeat:
    """A seat of nobody who reports."""
    values = {"who": "两代表一委员", **more}
    return add_seats(meeting=of or review_meeting(), **values, by=SEED)[0]


def vote_count(of: ReviewReport | None = None, **more: Any) -> VoteCount:
    """Nobody has voted yet."""
    return VoteCount.objects.create(report=of or review_report(), **more)
