"""Points: balances with their parts, the entries behind each, and the reversal of an entry."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from ninja import Schema

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Placement
from taizhang.domain.points import balances
from taizhang.domain.points.actions import reverse
from taizhang.domain.points.models import PointEntry
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.points import Balance as Folded
from taizhang.web.api.answers import Made, Number, Page, address, as_of, match, parted
from taizhang.web.api.bodies import Because
from taizhang.web.api.calls import get, post
from taizhang.web.api.nouns import OrganizationRef, Wording, organization_ref
from taizhang.web.api.once import once
from taizhang.web.api.parameters import asked
from taizhang.web.duties.finding import meant
from taizhang.web.kit.page import PageRequest, find_organization, seen, within
from taizhang.web.points import account
from taizhang.web.points.below import Below, Counted
from taizhang.web.points.ledger import Entries, titled

VIEW, REVERSE = Permission.POINTS_VIEW, Permission.POINTS_REVERSE
ORDER = ("-happened_on", "-id")
YEAR = {"year": {"type": "integer", "minimum": 1921, "maximum": 2999}}


class EntryLine(Schema):
    """Points posted to an organisation or to a person of it; never changed, corrected by reversal."""

    id: UUID
    organization: str
    person: str | None
    institution: str
    rule: str
    kind: str
    amount: int
    happened_on: date
    posted_at: datetime
    source: str
    source_title: str
    reverses: str | None
    reversed_because: str | None
    href: str
    page: str


class Part(Schema):
    """One item of a balance: what was posted, and what of it counts."""

    rule: str
    name: Wording
    kind: str
    raw: int
    counted: Number


class Balance(Schema):
    """What points of a year come to, and how."""

    organization: OrganizationRef | None
    year: int
    total: Number
    vetoed: bool
    parts: list[Part]


class BalanceLine(Schema):
    """The balance of an organisation in a list; by the order of the tree, never by points."""

    organization: OrganizationRef
    year: int
    total: Number
    href: str


@get("points/entries", "point_entries", VIEW, Page[EntryLine], asks=Entries)
def entries(request: PageRequest) -> Page[EntryLine]:
    """The entries of one organisation in a year, reversed ones and their reversals too."""
    wanted, place = asked(request, Entries), meant(request, VIEW)
    year = wanted.year or request.on.year
    rows = balances.rows(organization_id=place.organization_id, year=year, on=account.as_of(request))
    return parted(request, wanted.apply(titled(rows).select_related("organization", "reversal")), ORDER, _lines)


@get("points/entries/{uuid:key}", "point_entry", VIEW, EntryLine)
def entry(request: PageRequest, key: UUID) -> EntryLine:
    """One entry, with what it follows from."""
    return one(request, key)


@post("points/entries/{uuid:key}/reversal", "point_reversal", REVERSE, EntryLine, matched=True)
def reversal(request: PageRequest, key: UUID, body: Because) -> EntryLine | Made:
    """Cancel an entry by an opposite one, with a reason."""
    found = within(request, PointEntry.objects.all()).filter(pk=key).first()
    if found is None:
        raise _unknown()
    with once(request, body) as before:
        if before:
            return one(request, key)
        match(request, one(request, key))
        reverse(entry=found, because=body.because, by=request.by)
    return Made(one(request, key))


@get("points/balances", "point_balances", VIEW, Page[BalanceLine], asks=Below)
def balances_below(request: PageRequest) -> Page[BalanceLine]:
    """The balances of the organisations below one."""
    wanted, place = asked(request, Below), meant(request, VIEW)
    year = wanted.year or request.on.year
    rows = within(request, Placement.objects.all()).under(place.path).exclude(pk=place.pk)
    counted = Counted(request, year)

    def lines(found: list[Any]) -> Iterable[BalanceLine]:
        counted.load(row.organization_id for row in found)
        return [_line(request, row, counted[row.organization_id], year) for row in found]

    return parted(request, wanted.apply(rows).select_related("organization"), ("path", "id"), lines)


@get("points/balances/{code}", "point_balance", VIEW, Balance, more=YEAR)
def balance(request: PageRequest, code: str) -> Balance:
    """What an organisation's points of a year come to, part by part."""
    place, year = find_organization(request, code), _year(request)
    folded = balances.organization_balance(place.organization_id, year, account.as_of(request))
    whose = organization_ref(code, place.name)
    return _balance(folded, year, whose, {"path": "points/entries", "organization": code, **as_of(request)})


@get("people/{uuid:key}/points", "person_points", VIEW, Balance, more=YEAR)
def of_person(request: PageRequest, key: UUID) -> Balance:
    """What the points of a member come to."""
    _find_member(request, key)
    year = _year(request)
    folded = balances.person_balance(key, year, account.as_of(request))
    return _balance(folded, year, None, {"path": f"people/{key}/points/entries", **as_of(request)})


@get("people/{uuid:key}/points/entries", "person_point_entries", VIEW, Page[EntryLine], asks=Entries)
def entries_of_person(request: PageRequest, key: UUID) -> Page[EntryLine]:
    """The entries of a member in a year."""
    _find_member(request, key)
    wanted = asked(request, Entries)
    rows = balances.rows(person_id=key, year=wanted.year or request.on.year, on=account.as_of(request))
    return parted(request, wanted.apply(titled(rows).select_related("organization", "reversal")), ORDER, _lines)


def one(request: PageRequest, key: UUID) -> EntryLine:
    """An entry within one's reach; else 404."""
    rows = titled(PointEntry.objects.told().select_related("organization", "reversal").placed(F("happened_on")))
    found = seen(request, rows).filter(pk=key).first()
    if found is None:
        raise _unknown()
    return next(iter(_lines([found])))


def _find_member(request: PageRequest, key: UUID) -> None:
    """As the page of a member's points: judged by where the member belongs on the day."""
    if within(request, Membership.objects.on(request.on).filter(person_id=key)).first() is None:
        raise Refused(
            _("There is no member of this address within your reach."),
            _("Look for the name in your organisation."),
            code="points.unknown",
        )


def _lines(found: Iterable[Any]) -> list[EntryLine]:
    return [
        EntryLine(
            **{name: getattr(row, name) for name in ("id", "institution", "rule", "kind", "amount", "happened_on")},
            organization=row.organization.code,
            person=address(f"people/{row.person_id}") if row.person_id else None,
            posted_at=row.posted_at,
            source=address(f"{'activities' if row.source_kind == 'activity' else 'duties'}/{row.source_id}"),
            source_title=row.source_title or "",
            reverses=address(f"points/entries/{row.reverses_id}") if row.reverses_id else None,
            reversed_because=row.reversal.because if hasattr(row, "reversal") else None,
            href=address(f"points/entries/{row.pk}"),
            page=f"/points/{row.pk}/",
        )
        for row in found
    ]


def _line(request: PageRequest, row: Any, folded: Folded, year: int) -> BalanceLine:
    code, here = row.organization.code, {"year": year, **as_of(request)}
    return BalanceLine(
        organization=organization_ref(code, row.name),
        year=year,
        total=Number(value=folded.total, rows=address("points/entries", organization=code, **here)),
        href=address(f"points/balances/{code}", **here),
    )


def _balance(folded: Folded, year: int, whose: OrganizationRef | None, where: dict[str, str]) -> Balance:
    path = where.pop("path")
    parts = [
        Part(
            rule=part.rule,
            name=Wording(zh=part.item.name("zh"), en=part.item.name("en")),
            kind=part.kind.value,
            raw=part.raw,
            counted=Number(value=part.counted, rows=address(path, rule=part.rule, year=year, **where)),
        )
        for part in folded.parts
    ]
    total = Number(value=folded.total, rows=address(path, year=year, **where))
    return Balance(organization=whose, year=year, total=total, vetoed=folded.vetoed, parts=parts)


def _year(request: PageRequest) -> int:
    return int(request.GET.get("year") or request.on.year)


def _unknown() -> Refused:
    return Refused(
        _("There is no such entry of points within your reach."),
        _("Open it from the points of its organisation."),
        code="points.unknown",
    )
