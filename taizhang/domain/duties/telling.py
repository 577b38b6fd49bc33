"""Telling those who record for an organisation what became of its duties, and everyone of new rules."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from taizhang.domain.access.policy import holders_below
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actor import Actor
from taizhang.domain.duties.models import Duty, Pack, Standard
from taizhang.domain.notices.actions import About, Telling, tell, tell_many, untell
from taizhang.domain.notices.kinds import Kind
from taizhang.kernel import trees
from taizhang.kernel.errors import Refused
from taizhang.kernel.periods import Period


def tell_waived(duties: Sequence[Duty], because: str, by: Actor) -> int:
    """Tell who records for them that these duties need not be done."""
    return _tell(duties, Kind.WAIVED, because, by)


def tell_unwaived(duties: Sequence[Duty], because: str, by: Actor) -> int:
    """Who has not read of the waiver is told nothing; the others, that the duties are owed again."""
    untell(kind=Kind.WAIVED, about_ids=[duty.pk for duty in duties])
    return _tell(duties, Kind.UNWAIVED, because, by)


def tell_published(pack: Pack, by: Actor) -> int:
    """Tell everyone who records or reviews that new rules were published."""
    people = {
        person
        for permission in (Permission.RECORDS_WRITE, Permission.RECORDS_REVIEW)
        for held in holders_below(permission, path=trees.ROOT, on=by.on).values()
        for person in held
    }
    about = About("pack", pack.pk, pack.title_zh)
    values = {"from_on": pack.valid_from}
    return tell(people=people, kind=Kind.PACK_PUBLISHED, about=about, link="/packs/", values=values, by=by)


def _tell(duties: Sequence[Duty], kind: Kind, because: str, by: Actor) -> int:
    if not duties:
        return 0
    people = holders_below(
        Permission.RECORDS_WRITE, path=trees.ROOT, on=by.on, among={duty.organization_id for duty in duties}
    )
    names = _names(duty.standard_id for duty in duties)
    tellings = [
        Telling(
            people.get(duty.organization_id, ()),
            About("duty", duty.pk, _label(duty, names)),
            f"/duties/{duty.pk}/",
            {"because": because},
        )
        for duty in duties
    ]
    return tell_many(kind=kind, tellings=tellings, by=by)


def _names(keys: Iterable[UUID | None]) -> dict[UUID, str]:
    return dict(Standard.objects.filter(pk__in={key for key in keys if key}).values_list("pk", "name_zh"))


def _label(duty: Duty, names: dict[UUID, str]) -> str:
    """A duty as people call it: its own words, or the institution with its period."""
    if duty.standard_id is None:
        return duty.title
    try:
        when = Period.parse(duty.occurrence).words("zh")
    except Refused:
        when = duty.occurrence
    return f"{names.get(duty.standard_id, duty.institution)}（{when}）"
