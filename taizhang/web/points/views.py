"""Balances with their fold explained, and the entries behind them: of an organisation, of a person, of oneself."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.points import balances
from taizhang.domain.points.books import Holder
from taizhang.domain.records.pending import pending, pending_of_person
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.duties.finding import meant
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.points.account import Account, answered, as_of
from taizhang.web.points.ledger import Entries

VIEW = Permission.POINTS_VIEW


@page(VIEW)
def points(request: PageRequest) -> HttpResponseBase:
    """What an organisation's points of a year come to, and every entry."""
    place, chosen = meant(request, VIEW), Entries.from_query(request.GET)
    year = chosen.year or request.on.year
    account = Account(
        name=place.name,
        holder=Holder.ORGANIZATION,
        year=year,
        entries=balances.rows(organization_id=place.organization_id, year=year, on=as_of(request)),
        balance=lambda: balances.organization_balance(place.organization_id, year, as_of(request)),
        awards=lambda: pending(place.organization_id, year),
    )
    names: dict[str, list[tuple[str, str]]] = {"organization": [(place.organization.code, place.short_name)]}
    code = place.organization.code
    more = {"place": place, "enter_url": _enter_url(request, place.path, organization=code)}
    return answered(request, account, chosen, names, more)


@page(VIEW)
def person_points(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The points of a member of an organisation within reach."""
    rows = Membership.objects.on(request.on).filter(person_id=key).select_related("person", "organization")
    membership = within(request, rows).first()
    if membership is None:
        raise Refused(
            mark("There is no member of this address within your reach."),
            mark("Look for the name in your organisation."),
            code="points.unknown",
        )
    where = membership.organization
    enter_url = _enter_url(request, membership.org_path, organization=where.code, person=str(key))
    return _of_person(request, membership.person, enter_url)


@page(signed_in=True)
def my_points(request: PageRequest) -> HttpResponseBase:
    """One's own points and why."""
    return _of_person(request, request.account.person)


def _enter_url(request: PageRequest, path: str, **query: str) -> str:
    """Where a bonus or a veto is entered, for who may correct these points."""
    may = policy.scope(request.account, Permission.POINTS_REVERSE, on=request.today).covers(path)
    return f"{reverse('points:new')}?{urlencode(query)}" if may and request.on == request.today else ""


def _of_person(request: PageRequest, person: Person, enter_url: str = "") -> HttpResponseBase:
    chosen: Entries = Entries.from_query(request.GET)
    year = chosen.year or request.on.year
    account = Account(
        name=person.name,
        holder=Holder.MEMBER,
        year=year,
        entries=balances.rows(person_id=person.pk, year=year, on=as_of(request)),
        balance=lambda: balances.person_balance(person.pk, year, as_of(request)),
        awards=lambda: pending_of_person(person.pk, year),
    )
    mine = person.pk == request.account.person_id
    trail = [(_("Me"), "/me/")] if mine else [(_("People"), "/people/"), (person.name, f"/people/{person.pk}/")]
    return answered(
        request, account, chosen, {}, {"person": person, "mine": mine, "trail": trail, "enter_url": enter_url}
    )
