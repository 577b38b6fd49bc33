"""Opening the right value that a person named in a request for correction."""

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Case
from taizhang.domain.orgs.secrets import reveal
from taizhang.kernel.errors import Refused, _


@action
def reveal_value(*, case: Case, by: Actor) -> str:
    """The right value of a correction in clear; the look is kept, and the person sees it among all others."""
    if case.person is None or not case.value:
        raise Refused(
            _("This case holds no value to be shown."),
            _("A value is cleared some time after the answer."),
            code="cases.no-value",
        )
    details = {"what": case.item, "because": case.number}
    note(Note("people.reveal", case.person, by, case.office_id, details=details))
    return reveal(case.value)
