"""Balances with their fold explained, and the entries behind them: of an organisation, of a person, of oneself."""

from uuid import UUID

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.models import Membership, Person
from taizhang.domain.points import balances
from taizhang.domain.points.books import Holder
from taizhang.domain.records.pending import pending, pending_of_person
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.duties.finding import meant
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.points import then
from taizhang.web.points.account import Account, answered
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
        entries=then.known(balances.rows(organization_id=place.organization_id, year=year), request),
        balance=lambda: then.of_organizations(request, [place.organization_id], year)[place.organization_id],
        awards=lambda: pending(place.organization_id, year),
    )
    names: dict[str, list[tuple[str, str]]] = {"organization": [(place.organization.code, place.short_name)]}
    return answered(request, account, chosen, names, {"place": place})


@page(VIEW)
def person_points(request: PageRequest, key: UUID) -> HttpResponseBase:
    """The points of a member of an organisation within reach."""
    rows = Membership.objects.on(request.on).filter(person_id=key).select_related("person")
    membership = within(request, rows).first()
    if membership is None:
        raise Refused(
            mark("There is no member of this address within your reach."),
            mark("Look for the name in your organisation."),
            code="points.unknown",
        )
    return _of_person(request, membership.person)


@page(signed_in=True)
def my_points(request: PageRequest) -> HttpResponseBase:
    """One's own points and why."""
    return _of_person(request, request.account.person)


def _of_person(request: PageRequest, person: Person) -> HttpResponseBase:
    chosen: Entries = Entries.from_query(request.GET)
    year = chosen.year or request.on.year
    account = Account(
        name=person.name,
        holder=Holder.MEMBER,
        year=year,
        entries=then.known(balances.rows(person_id=person.pk, year=year), request),
        balance=lambda: then.of_person(request, person.pk, year),
        awards=lambda: pending_of_person(person.pk, year),
    )
    mine = person.pk == request.account.person_id
    trail = [(_("Me"), "/me/")] if mine else [(_("People"), "/people/"), (person.name, f"/people/{person.pk}/")]
    return answered(request, account, chosen, {}, {"person": person, "mine": mine, "trail": trail})
