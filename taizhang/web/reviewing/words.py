"""How review meetings speak."""

from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrPromise

from taizhang.domain.assessments.models import ReviewGrade, ReviewStage

STAGES: dict[str, tuple[StrPromise, str]] = {
    ReviewStage.PREPARING: (pgettext_lazy("review meeting", "being prepared"), "note"),
    ReviewStage.VOTING: (pgettext_lazy("review meeting", "voting"), "warn"),
    ReviewStage.CLOSED: (pgettext_lazy("review meeting", "closed"), "good"),
    ReviewStage.CALLED_OFF: (pgettext_lazy("review meeting", "called off"), "plain"),
}
GRADES: dict[str, StrPromise] = {
    ReviewGrade.GOOD: pgettext_lazy("review grade", "good"),
    ReviewGrade.FAIRLY: pgettext_lazy("review grade", "fairly good"),
    ReviewGrade.FAIR: pgettext_lazy("review grade", "fair"),
    ReviewGrade.POOR: pgettext_lazy("review grade", "poor"),
    ReviewGrade.ABSTAINED: pgettext_lazy("review grade", "abstain"),
}
