"""Issuing a circular, taking it back unread, and recalling it."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.audit.bulk import insert_many
from taizhang.domain.notices.about import About
from taizhang.domain.notices.actions.tell import tell
from taizhang.domain.notices.audience import Audience, reached
from taizhang.domain.notices.circulars import LIMITS, TAKE_BACK, Cost, cost
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Addressee, Circular, Notice, Recall
from taizhang.domain.notices.models.circular import Weight
from taizhang.domain.notices.models.notice import NoticeQuerySet
from taizhang.domain.orgs.models import Organization, Placement
from taizhang.domain.orgs.names import placement
from taizhang.kernel import prose
from taizhang.kernel.errors import Refused, Word, _

ABOUT = "circular"
LONGEST_REASON = 400


@dataclass(frozen=True, slots=True)
class CircularEntry:
    """A circular as it was written; `id` was made by whoever wrote it, so that sending it twice is harmless."""

    id: UUID
    organization: Organization
    title: str
    text: str
    audience: Audience
    weight: Weight = Weight.SINGLE
    link: str = ""


@action
def issue(*, entry: CircularEntry, by: Actor) -> Circular:
    """Send a circular to the people it is for, with the next number of the year; refused when it demands too much."""
    check(entry)
    Organization.objects.select_for_update(no_key=True).get(pk=entry.organization.pk)  # numbers without a gap
    known: Circular | None = Circular.objects.filter(pk=entry.id).first()
    if known is not None:
        return known
    place = placement(entry.organization, by.on)
    found = reached(entry.audience, path=place.path, on=by.on)
    circular = _circular(entry, cost(entry.text, found), by)
    if not found:
        raise Refused(
            _("This circular would reach nobody."),
            _("Choose other organisations or posts below {organization}."),
            code="notices.nobody",
            organization=place.short_name,
        )
    circular.save(force_insert=True)
    insert_many(Addressee, [Addressee(circular=circular, organization_id=o, people=len(p)) for o, p in found.items()])
    _tell_all(circular, place, found, by)
    details = {"number": circular.number, "people": circular.people, "minutes": circular.minutes}
    note(Note("circulars.issue", circular, by, circular.organization_id, label=circular.title, details=details))
    return circular


@action
def take_back(*, circular: Circular, by: Actor) -> None:
    """Undo a circular that went out a moment ago and that nobody has opened: it never was, its number is free."""
    circular = Circular.objects.select_for_update(of=("self",)).get(pk=circular.pk)
    opened = _lines(circular).filter(read_at__isnull=False).exists()
    if opened or by.at - circular.sent_at > TAKE_BACK or hasattr(circular, "recall"):
        raise Refused(
            _("A circular is taken back only within {minutes} minutes, and only while nobody has opened it."),
            _("Recall it instead: those who know it are told why."),
            code="notices.too-late",
            minutes=TAKE_BACK.seconds // 60,
        )
    _lines(circular).delete()
    details = {"number": circular.number, "people": circular.people}
    note(Note("circulars.take-back", circular, by, circular.organization_id, label=circular.title, details=details))
    circular.delete()


@action
def recall(*, circular: Circular, because: str, by: Actor) -> Recall:
    """Let a circular hold no longer, with a reason; who has opened it is told, for the others it is gone."""
    because = because.strip()[:LONGEST_REASON]
    if not because:
        raise Refused(
            _("A recall needs a reason."), _("Say in one sentence what was wrong."), code="notices.recall-reason"
        )
    circular = Circular.objects.select_for_update(of=("self",)).get(pk=circular.pk)
    known = Recall.objects.filter(circular=circular).first()
    if known is not None:
        raise Refused(
            _("This circular was already recalled by {name} at {at}."),
            code="notices.recalled",
            name=known.by_name,
            at=timezone.localtime(known.at).strftime("%Y-%m-%d %H:%M"),
        )
    row = Recall.objects.create(
        circular=circular, because=because, at=by.at, by_person_id=by.person_id, by_name=by.name
    )
    people = list(_lines(circular).filter(read_at__isnull=False).values_list("person_id", flat=True))
    _lines(circular).unread().delete()
    place = placement(circular.organization, by.on)
    values = {"issuer": place.short_name, "because": because}
    about = About(ABOUT, circular.pk, circular.title)
    tell(people=people, kind=Kind.RECALLED, about=about, link=link(circular), values=values, by=by)
    note(Note("circulars.recall", circular, by, circular.organization_id, circular.title, details={"because": because}))
    return row


def check(entry: CircularEntry) -> None:
    """Refuse a text that is too long, or that demands what the rules forbid to demand."""
    length, limit = prose.length(entry.text), LIMITS[entry.weight]
    if length > limit:
        raise Refused(
            _("A circular of this kind has at most {limit} characters; this one has {length}."),
            _("Shorten it: the rules on relieving the grassroots set this limit."),
            code="notices.too-long",
            limit=limit,
            length=length,
        )
    for found in prose.findings(f"{entry.title}。{entry.text}"):
        if found.demand.forbidden:
            raise Refused(
                _("“{words}”: {says} ({document})"),
                _("Leave this demand out; what is recorded can be read in the ledger."),
                code=f"notices.demand-{found.demand.code}",
                words=found.words,
                says=Word(found.demand.says),
                document=Word(found.demand.document),
            )


def link(circular: Circular) -> str:
    """Where a circular is read."""
    return f"/circulars/{circular.pk}/"


def _lines(circular: Circular) -> NoticeQuerySet:
    lines: NoticeQuerySet = Notice.objects.filter(kind=Kind.CIRCULAR.value, about_id=circular.pk)
    return lines


def _circular(entry: CircularEntry, price: Cost, by: Actor) -> Circular:
    """The circular of an entry, with the next number of its year."""
    rows = Circular.objects.filter(organization=entry.organization, year=by.on.year)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    return Circular(
        id=entry.id,
        organization=entry.organization,
        year=by.on.year,
        number=last + 1,
        weight=entry.weight.value,
        title=entry.title.strip(),
        text=entry.text.strip(),
        link=entry.link.strip(),
        audience=entry.audience.kept(),
        people=price.people,
        minutes=price.minutes,
        sent_by_id=by.person_id,
        sent_by_name=by.name,
        sent_at=by.at,
    )


def _tell_all(circular: Circular, place: Placement, found: dict[UUID, list[UUID]], by: Actor) -> None:
    tell(
        people={person for people in found.values() for person in people},
        kind=Kind.CIRCULAR,
        about=About(ABOUT, circular.pk, circular.title),
        link=link(circular),
        values={"issuer": place.short_name},
        by=by,
    )
