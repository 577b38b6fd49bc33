"""Filing a case, by name or without one."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases import numbering, routing
from taizhang.domain.cases.models import Case, CaseStep
from taizhang.domain.cases.moves import CaseMove
from taizhang.domain.cases.telling import tell_office
from taizhang.domain.cases.terms import CaseKind, due
from taizhang.domain.cases.wording import LONGEST_NAME, LONGEST_SUBJECT, worded
from taizhang.domain.orgs.secrets import seal
from taizhang.kernel.errors import Refused, _


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """What somebody wrote. With a `receipt` (the index of a code) the case is anonymous; `about` is an organisation,
    `about_words` what was typed instead; `item` and `value` are those of a correction."""

    kind: CaseKind
    subject: str
    text: str = ""
    place: str = ""
    about: UUID | None = None
    about_words: str = ""
    receipt: str | None = None
    item: str = ""
    value: str = ""
    id: UUID = field(default_factory=uuid4)  # random: the identifier of an anonymous case tells no moment


@action
def file_case(*, entry: CaseEntry, by: Actor) -> Case:
    """File a case: numbered, with its last day, at the office above what it is about. Sending twice files once."""
    numbering.hold()
    known = _known(entry, by)
    if known is not None:
        return known
    case = _case(entry, by)
    case.serial = numbering.next_serial(case.year)
    case.save(force_insert=True)
    CaseStep.objects.create(
        id=uuid4(), case=case, move=CaseMove.FILED, by_person_id=case.person_id, by_name=_name(case, by), at=by.at
    )
    note(Note("cases.file", case, by, case.office_id, f"{case.number} {entry.kind}", {"kind": entry.kind.value}))
    tell_office(case, by)
    return case


def _case(entry: CaseEntry, by: Actor) -> Case:
    about = entry.about
    if about is None and (named := routing.meant(entry.about_words, by.on)) is not None:
        about = named.pk
    if entry.receipt is not None and by.person_id is not None:
        raise RuntimeError("An anonymous case was filed by a person.")
    office = routing.office_for(about, by.person_id, by.on)
    return Case(
        id=entry.id,
        kind=entry.kind,
        year=by.on.year,
        subject=worded(entry.subject, _("The subject"), LONGEST_SUBJECT),
        text=worded(entry.text, _("What happened, or what could be better"), needed=entry.kind != CaseKind.CORRECTION),
        place=worded(entry.place, _("Page or form"), 200, needed=False),
        organization_id=about,
        organization_words="" if about else worded(entry.about_words, _("Organisation"), LONGEST_NAME, needed=False),
        office_id=office,
        contact_id=routing.contact_of(office, by.on) if entry.kind == CaseKind.SUPPORT else None,
        person_id=by.person_id,
        receipt=entry.receipt,
        filed_at=by.at,
        due_on=due(entry.kind, by.on),
        shared_on=by.on,
        item=entry.item,
        value=seal(entry.value.strip()),
    )


def _known(entry: CaseEntry, by: Actor) -> Case | None:
    """The case that the same form made before; somebody else's identifier is refused."""
    if entry.receipt is not None:
        return Case.objects.filter(receipt=entry.receipt).first()
    found: Case | None = Case.objects.filter(pk=entry.id).first()
    if found is not None and found.person_id != by.person_id:
        raise Refused(_("This form was already used."), _("Open the page again."), code="cases.used")
    return found


def _name(case: Case, by: Actor) -> str:
    return "" if case.anonymous else by.name
