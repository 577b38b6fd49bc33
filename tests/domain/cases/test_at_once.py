"""Two at the same case at the same moment: one is heard, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection

from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.actions import answer, file_case
from taizhang.domain.cases.models import Case
from taizhang.domain.cases.receipts import receipt_index, unnamed
from taizhang.kernel.errors import Refused
from tests.factories import cases, orgs


def together(work) -> list[str]:
    """What four at once hear."""

    def one(n: int) -> str:
        try:
            return work(n)
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(one, range(4)))


def test_of_many_officers_at_once_one_answers(own_database):
    filed = cases.anonymous()

    def work(n: int) -> str:
        by = Actor(f"干部{n}", cases.AT + timedelta(days=1), None)
        return answer(case=Case.objects.get(pk=filed.pk), words=f"答复{n}", by=by).number

    assert together(work) == ["2018-0001", *["cases.ended"] * 3]
    assert filed.steps.filter(move="answered").count() == 1


def test_the_same_form_sent_many_times_at_once_is_one_case(own_database):
    orgs.district()
    entry = cases.CaseEntry(cases.CaseKind.COMPLAINT, "材料", "太多", receipt=receipt_index("SAME"))
    assert together(lambda _n: file_case(entry=entry, by=unnamed(cases.AT)).number) == ["2018-0001"] * 4
    assert Case.objects.count() == 1
