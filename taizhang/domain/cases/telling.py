"""Who hears of a case, by the digest of the week: the office when one comes, whoever filed it when it is answered."""

from collections.abc import Iterable, Sequence

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Case, Reading, SampleDraw
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions.tell import tell
from taizhang.domain.notices.kinds import Kind

NEAREST = 2  # of those who may answer: an office, not the whole line above it


def tell_office(case: Case, by: Actor) -> None:
    """Tell those who answer for an office that a case has come: its number and last day, never its words."""
    people = policy.holders(Permission.CASES_ANSWER, organization_id=case.office_id, on=by.on)[:NEAREST]
    tell(
        people=[case.contact_id] if case.contact_id in people else people,
        kind=Kind.CASE_OPENED,
        about=_about(case),
        link=f"/cases/{case.pk}/",
        values={"due_on": case.due_on.isoformat()},
        by=by,
    )


def tell_filer(case: Case, by: Actor) -> None:
    """Tell whoever filed a case, if it is known who, that it was answered."""
    if case.person_id is not None:
        tell(people=[case.person_id], kind=Kind.CASE_ANSWERED, about=_about(case), link=f"/me/cases/{case.pk}/", by=by)


def tell_branches(cases: Sequence[Case], by: Actor) -> None:
    """Tell those who record for branches that help is offered, and that nothing need be done."""
    recording = policy.holders_below(Permission.RECORDS_WRITE, path="/", on=by.on) if cases else {}
    for case in cases:
        people = recording.get(case.organization_id, []) if case.organization_id else []
        tell(people=people, kind=Kind.HELP_OFFERED, about=_about(case), link="/cases/support/", by=by)


def _about(case: Case) -> About:
    return About("case", case.pk, case.number)


def tell_peers(draw: SampleDraw, readings: Iterable[Reading], by: Actor) -> None:
    """Tell peers that a record was drawn for them."""
    about, people = About("sample", draw.pk, draw.month.replace("-M", "-")), [each.person_id for each in readings]
    tell(people=[key for key in people if key], kind=Kind.SAMPLE_DRAWN, about=about, link="/samples/mine/", by=by)
