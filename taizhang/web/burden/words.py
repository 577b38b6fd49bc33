"""How pages speak of forms, their fields and what they cost."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext, ngettext

from taizhang.domain.burden.cost import minutes
from taizhang.domain.burden.known import KNOWN
from taizhang.domain.burden.models import CollectionForm, Question
from taizhang.domain.burden.models.form import Frequency, Stage
from taizhang.domain.orgs.kinds import Category, Kind

BADGES = {Stage.DRAFT: "note", Stage.LIVE: "good", Stage.EXPIRED: "plain", Stage.WITHDRAWN: "plain"}
_WHERE = {
    "people": "/people/?organization={code}",
    "organization": "/organizations/{code}/",
    "records": "/records/?organization={code}&period={period}",
    "duties": "/duties/?organization={code}&period={period}",
    "points": "/points/?organization={code}",
}


def frequency(form: CollectionForm) -> str:
    """How often it is sent."""
    return str(Frequency(form.frequency).label)


def kinds(form: CollectionForm) -> str:
    """The kinds of organisation asked."""
    return _joined(str(Kind(code).label) for code in form.kinds)


def categories(form: CollectionForm) -> str:
    """The categories of organisations asked; every one is "all"."""
    if len(form.categories) == len(Category.values):
        return gettext("all categories")
    return _joined(str(Category(code).label) for code in form.categories)


def source(question: Question) -> str:
    """What fills a field."""
    return str(KNOWN[question.source].label) if question.source in KNOWN else ""


def where(question: Question, code: str, period: str) -> str:
    """The address at which that what fills a field can be seen and corrected."""
    fact = KNOWN.get(question.source)
    return _WHERE[fact.place].format(code=code, period=period) if fact else ""


def value(question: Question, told: Any) -> str:
    """A value of an answer as it is shown."""
    if told is None or told == "":
        return "—"
    if question.type == Question.Type.YES_NO:
        return gettext("yes") if told == "yes" else gettext("no")
    if question.type == Question.Type.DAY:
        return str(told)
    return f"{told}{question.unit}" if question.unit else str(told)


def took(seconds: int) -> str:
    """A number of seconds in minutes."""
    count = minutes(seconds)
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def _joined(words: Iterable[str]) -> str:
    return gettext(", ").join(words)
