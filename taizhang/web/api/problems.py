"""A refusal as problem+json (RFC 9457): a sentence, what to do about it, and a code for the program."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext
from ninja import Schema
from pydantic import Field

from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.refusals import status_of

MEDIA = "application/problem+json"
URN = "urn:taizhang:problem:"
CONFLICT = 409
# The rule is broken only because somebody was first, or because it was said otherwise before.
CONFLICTS = frozenset(
    {
        *("api.other-content", "reviews.decided", "duties.waived", "duties.not-waived", "points.reversed"),
        *("records.approved", "records.another-organization", "workflow.impossible"),
    }
)
TITLES: Mapping[int, str] = {
    400: _("This cannot be read."),
    401: _("Who asks is not known."),
    403: _("This is not allowed."),
    404: _("This is not there."),
    405: _("This cannot be done here."),
    406: _("There is no answer in this form."),
    409: _("This was said otherwise before."),
    411: _("It must be said how long it is."),
    412: _("It has changed since."),
    413: _("This is too large."),
    415: _("This form of content is not read."),
    422: _("A rule says no."),
    428: _("It must be said which version is meant."),
    429: _("Too much at once."),
    500: _("Something failed."),
}


class FieldProblem(Schema):
    """What is wrong with one part of what was sent."""

    field: str = Field(description="Where it stands: body.title, query.limit, body.absences.3.person_id")
    code: str
    detail: str


class Problem(Schema):
    """Why a request was refused, and what to do about it."""

    type: str = Field(description="A name of the kind of problem: urn:taizhang:problem: and the code")
    title: str = Field(description="The status in words")
    status: int
    detail: str = Field(description="The rule, in a sentence for people, in the language of Accept-Language")
    remedy: str = Field(description="What to do about it; empty where nothing can be done")
    code: str = Field(description="The same reason for programs: it does not change with the language")
    errors: list[FieldProblem] = Field(description="Field by field, where fields are to blame")


class Trouble(Exception):
    """A request that is refused with a status of its own, before or beside the rules of the domain."""

    def __init__(self, status: int, refusal: Refused, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(refusal)
        self.status, self.refusal, self.headers = status, refusal, dict(headers or {})


def trouble(status: int, code: str, rule: str, remedy: str = "", **values: Any) -> Trouble:
    """A refusal with a status of its own."""
    return Trouble(status, Refused(rule, remedy, code=code, **values))


def refused(refusal: Refused) -> HttpResponse:
    """The answer to what a rule refuses."""
    return respond(CONFLICT if refusal.code in CONFLICTS else status_of(refusal), refusal)


def respond(status: int, refusal: Refused, errors: Iterable[FieldProblem] = ()) -> HttpResponse:
    """A problem in the reader's language."""
    problem = Problem(
        type=URN + refusal.code,
        title=gettext(TITLES[status]),
        status=status,
        detail=_half(refusal.rule, refusal),
        remedy=_half(refusal.remedy, refusal),
        code=refusal.code,
        errors=list(errors),
    )
    return HttpResponse(problem.model_dump_json(), status=status, content_type=MEDIA)


def troubled(found: Trouble) -> HttpResponse:
    """The answer to a request that is in trouble."""
    response = respond(found.status, found.refusal)
    for name, value in found.headers.items():
        response.headers[name] = value
    return response


def failed() -> HttpResponse:
    """The answer when something failed that no rule foresaw."""
    return respond(
        500,
        Refused(
            _("Something failed, and this step was not saved."),
            _("Send it again in a while, with the same identifier; tell the system administrator if it fails again."),
            code="api.failure",
        ),
    )


def _half(text: str, refusal: Refused) -> str:
    """The rule or the remedy of a refusal, filled and spoken."""
    return _sound(Refused(text, **refusal.values).sentence(gettext)) if text else ""  # type: ignore[arg-type]


def _sound(text: str) -> str:
    """A text that every encoding holds: what cannot be written is shown as its number."""
    return text.encode("utf-8", "backslashreplace").decode()
