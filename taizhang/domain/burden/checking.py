"""What is wrong with a form while it is designed: every reason at once, each a refusal of its own."""

from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.domain.burden.entry import FormEntry, QuestionEntry
from taizhang.domain.burden.known import KNOWN
from taizhang.domain.burden.meaning import meaning
from taizhang.domain.burden.models import Question
from taizhang.domain.orgs.kinds import Category, Kind
from taizhang.kernel.errors import Refused, _

LONGEST = timedelta(days=366)  # a form is considered anew every year
MOST = 30  # questions
ASKABLE = tuple(kind for kind in Kind if kind is not Kind.DISTRICT)
PERSONAL = ("身份证", "人脸", "指纹", "定位", "轨迹", "idnumber", "identitynumber")


def problems(entry: FormEntry, on: date) -> Iterator[Refused]:
    """Everything for which a form would be refused."""
    yield from _heading(entry)
    yield from _audience(entry)
    if not on < entry.expires_on <= on + LONGEST:
        yield Refused(
            _("The form would expire on {day}; a form ends after today and at most a year ahead."),
            _("Choose a day within a year; it can be registered anew when it is still needed."),
            code="burden.expiry",
            day=entry.expires_on,
        )
    yield from _questions(entry)


def _heading(entry: FormEntry) -> Iterator[Refused]:
    if not entry.document.strip() or not entry.clause.strip():
        yield Refused(
            _("A form needs a ground: the document, and the clause of it that asks for these facts."),
            _("Name both; without a ground nothing is collected."),
            code="burden.ground",
        )
    limits = ((entry.title, 120), (entry.purpose, 300), (entry.document, 200), (entry.clause, 60))
    if any(len(text) > limit or "\0" in text for text, limit in limits) or not entry.title.strip():
        yield Refused(
            _("A form has a title of 1 to 120 characters, and says briefly what it is for."),
            _("Shorten what is too long."),
            code="burden.text",
        )


def _audience(entry: FormEntry) -> Iterator[Refused]:
    if not set(entry.kinds) & set(ASKABLE) or set(entry.kinds) - set(ASKABLE):
        yield Refused(_("It is not said who is asked."), _("Choose the kinds of organisation."), code="burden.audience")
    if not entry.categories or set(entry.categories) - set(Category.values):
        yield Refused(
            _("It is not said in which categories organisations are asked."),
            _("Choose at least one."),
            code="burden.categories",
        )


def _questions(entry: FormEntry) -> Iterator[Refused]:
    if not 0 < len(entry.questions) <= MOST:
        yield Refused(
            _("A form has 1 to {most} fields; this one has {count}."),
            _("Ask only what is needed now."),
            code="burden.fields",
            most=MOST,
            count=len(entry.questions),
        )
    seen: dict[str, str] = {}
    for question in entry.questions:
        yield from _question(question)
        plain = meaning(question.label)
        if plain in seen:
            yield Refused(
                _("“{label}” and “{other}” ask the same."),
                _("Keep one of them."),
                code="burden.twice",
                label=question.label,
                other=seen[plain],
            )
        seen[plain] = question.label


def _question(question: QuestionEntry) -> Iterator[Refused]:
    label = question.label.strip()
    if not label or len(label) > 80 or question.type not in Question.Type.values:
        yield Refused(
            _("A field has a label of 1 to 80 characters and a type."), _("Complete the line."), code="burden.field"
        )
    if question.type == Question.Type.CHOICE and len(question.choices) < 2:
        yield Refused(
            _("“{label}” offers fewer than two choices."),
            _("Write them one after the other, with commas between."),
            code="burden.choices",
            label=label,
        )
    if any(word in "".join(label.lower().split()) for word in PERSONAL):
        yield Refused(
            _("“{label}” would collect personal data a second time, which no form may."),
            _("Take it away; what is needed of a person stands in the register."),
            code="burden.personal",
            label=label,
        )
    if question.source and question.source not in KNOWN:
        yield Refused(
            _("“{label}” would be filled from something that is not known."),
            _("Choose it from the list, or leave it to be typed."),
            code="burden.source",
            label=label,
        )
