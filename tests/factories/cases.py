"""Cases made through their own actions."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.actions import CaseEntry, draw_samples, file_case
from taizhang.domain.cases.models import Case, CaseStep, Reading, Sample, SampleDraw
from taizhang.domain.cases.receipts import receipt_index, unnamed
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.orgs.models import Person
from taizhang.domain.records.models import Activity
from taizhang.kernel.periods import Period
from tests.factories import orgs, records

AT = datetime(2018, 5, 16, 9, 37, 21, tzinfo=ZoneInfo("Asia/Shanghai"))
APRIL = date(2018, 4, 16)
WORDS = "同一份材料本月报了三次，能不能只报一次？"


def case(of: Person | None = None, kind: CaseKind = CaseKind.COMPLAINT, at: datetime = AT, **more: Any) -> Case:
    """A complaint of a member of a branch."""
    of = of or orgs.person()
    entry = CaseEntry(**{"kind": kind, "subject": "材料重复报送", "text": WORDS, **more})
    return file_case(entry=entry, by=Actor(of.name, at, of.pk))


def anonymous(code: str = "ABCD-EFGH-IJKL-MNOP", at: datetime = AT, **more: Any) -> Case:
    """A suggestion without a name."""
    orgs.district()
    values = {"kind": CaseKind.SUGGESTION, "subject": "表格太多", "text": WORDS, "receipt": receipt_index(code), **more}
    return file_case(entry=CaseEntry(**values), by=unnamed(at))


def case_step() -> CaseStep:
    """The first step of a case."""
    return case().steps.get()


def sample_draw(seed: str = "5eed", month: str = "2018-M04") -> SampleDraw:
    """The draw of a month in which one branch of a street held something that was approved."""
    if not Activity.objects.approved().exists():
        here = records.branch()
        here.approved(held_on=APRIL)
    by = Actor("区委党建办", AT, None)
    return draw_samples(month=Period.parse(month), by=by, seed=seed)


def sample() -> Sample:
    """A drawn record."""
    return sample_draw().samples.first()


def reading() -> Reading:
    """A drawn record that a peer of another street has before him."""
    drawn = sample()
    return Reading.objects.create(draw=drawn.draw, sample=drawn, person=orgs.person(), ticket="0" * 64, assigned_at=AT)
