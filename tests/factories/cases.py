"""Cases made through their own actions."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.actions import CaseEntry, file_case
from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.receipts import receipt_index, unnamed
from taizhang.domain.cases.terms import CaseKind
from taizhang.domain.orgs.models import Person
from tests.factories import orgs

AT = datetime(2018, 5, 16, 9, 37, 21, tzinfo=ZoneInfo("Asia/Shanghai"))
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
