"""Words of cases, right values of corrections, and who read a sample: cleared at the end of their time."""

from datetime import datetime

from django.utils import timezone

from taizhang.domain.audit.retention import clock, sweep
from taizhang.domain.cases.models import Case, CaseQuerySet, CaseStep, Reading
from taizhang.domain.cases.moves import ENDING, CaseMove

FILERS = (CaseMove.FILED, CaseMove.REOPENED, CaseMove.ASKED)


@sweep("cases-unnamed")
def unnamed(at: datetime) -> int:
    """Clear cases behind which no person stands: those without a name and offers of help."""
    return _clear(_ended(clock("cases-unnamed").before(at)).filter(person__isnull=True), at)


@sweep("cases-named")
def named(at: datetime) -> int:
    """Clear cases filed in somebody's name."""
    return _clear(_ended(clock("cases-named").before(at)).filter(person__isnull=False), at)


@sweep("corrections")
def corrections(at: datetime) -> int:
    """Clear the right value once the correction was answered."""
    due = _ended(clock("corrections").before(at)).exclude(value="")
    return Case.objects.filter(pk__in=[case.pk for case in due]).update(value="")


@sweep("readings")
def readings(at: datetime) -> int:
    """Clear who read a sample and the remark."""
    old = Reading.objects.filter(assigned_at__lt=clock("readings").before(at), person__isnull=False)
    return old.update(person=None, remark="", because="")


def _ended(before: datetime) -> CaseQuerySet:
    """Cases answered or closed before a moment, whose words are still there."""
    return Case.objects.standing().filter(last__in=ENDING, last_at__lt=before, cleared_on__isnull=True)


def _clear(due: CaseQuerySet, at: datetime) -> int:
    keys = [case.pk for case in due.only("pk")]
    steps = CaseStep.objects.filter(case__in=keys)
    steps.update(words="")
    steps.filter(move__in=FILERS).update(by_person_id=None, by_name="")
    cleared = {"subject": "", "text": "", "place": "", "organization_words": "", "value": "", "receipt": None}
    return Case.objects.filter(pk__in=keys).update(**cleared, person=None, cleared_on=timezone.localtime(at).date())
