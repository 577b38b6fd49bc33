"""What is typed of a form while it is designed, in the shape in which a page or a seed hands it over."""

from dataclasses import dataclass
from datetime import date

from taizhang.domain.burden.models import Question
from taizhang.domain.burden.models.form import Frequency
from taizhang.domain.orgs.models import Organization


@dataclass(frozen=True, kw_only=True, slots=True)
class QuestionEntry:
    """One field: its label, what can be typed in it, and perhaps the known fact that fills it."""

    label: str
    type: str = Question.Type.NUMBER
    unit: str = ""
    help: str = ""
    choices: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class FormEntry:
    """A form as its office wants it."""

    organization: Organization
    title: str
    purpose: str
    document: str
    clause: str
    frequency: str = Frequency.ONCE
    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    expires_on: date
    questions: tuple[QuestionEntry, ...]
