"""Forms, answers and work made through their own actions, in the cast's district."""

from datetime import date, timedelta
from typing import Any

from taizhang.domain.audit.actor import Actor
from taizhang.domain.burden.actions import draft_form, hand_in, register_form, send, set_cap
from taizhang.domain.burden.effort import spent
from taizhang.domain.burden.entry import FormEntry, QuestionEntry
from taizhang.domain.burden.models import Answer, Cap, CollectionForm, Effort, Question, Sending
from taizhang.domain.orgs.kinds import Kind, Level
from taizhang.domain.orgs.models import Organization
from tests.factories import orgs

BY = orgs.SEED
DAY = BY.on
FIELDS = (
    QuestionEntry(label="困难党员人数", unit="人"),
    QuestionEntry(label="需要协调的问题", type="text"),
)


def entry(owner: Organization | None = None, **changes: Any) -> FormEntry:
    """A form of two fields for branches, valid for half a year."""
    values: dict[str, Any] = {
        "organization": owner or orgs.district(),
        "title": "困难党员摸底表",
        "purpose": "安排七一前走访慰问",
        "document": "二七组〔2018〕9号《关于走访慰问困难党员的通知》",
        "clause": "第三条",
        "kinds": (Kind.BRANCH, Kind.JOINT_BRANCH),
        "categories": ("A", "B", "C", "D"),
        "expires_on": DAY + timedelta(days=180),
        "questions": FIELDS,
    }
    return FormEntry(**{**values, **changes})


def drafted(by: Actor = BY, **changes: Any) -> CollectionForm:
    """A form that is not registered yet."""
    return draft_form(entry=entry(**changes), by=by)


def collection_form(by: Actor = BY, **changes: Any) -> CollectionForm:
    """A registered form."""
    return register_form(form=drafted(by, **changes), by=by)


def question(**changes: Any) -> Question:
    """A field of a form."""
    return drafted(**changes).questions.first()


def sending(form: CollectionForm | None = None, by: Actor = BY, **how: Any) -> Sending:
    """A form that was sent."""
    if form is None:
        owner = orgs.district()
        orgs.branch(orgs.street())
        form = collection_form(owner=owner)
    return send(form=form, due_on=how.pop("due_on", by.on + timedelta(days=10)), by=by, **how)


def answer(of: Sending | None = None, by: Actor = BY, typed: dict[str, str] | None = None) -> Answer:
    """An answer handed in by that of those asked whose code comes first."""
    asked = (of or sending()).answers.order_by("organization__code").first()
    questions = {one.label: str(one.pk) for one in Question.objects.filter(form=asked.sending.form_id, source="")}
    words = typed or {"困难党员人数": "2", "需要协调的问题": "无"}
    return hand_in(answer=asked, typed={questions[label]: text for label, text in words.items()}, by=by)


def effort(of: Organization | None = None, *, source: str = "records", on: date = DAY, **work: int) -> Effort:
    """Work of a month."""
    of = of or orgs.branch()
    spent(organization_id=of.pk, source=source, on=on, **{"inputs": 5, "seconds": 100, **work})
    return Effort.objects.get(organization=of, source=source, month=on.replace(day=1))


def cap(**changes: Any) -> Cap:
    """A cap that the district set."""
    values: dict[str, Any] = {"level": Level.BRANCH, "minutes": 20, "document": "二七办〔2018〕3号", "starts_on": DAY}
    return set_cap(**{**values, **changes}, by=BY)
