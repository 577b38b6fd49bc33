"""The register: everyone within one's reach, filtered, sorted, taken along with numbers masked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponseBase
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.orgs.kinds import Kind, PostKind
from taizhang.domain.orgs.models import Exemption, Membership, Placement, Post
from taizhang.domain.orgs.models.membership import Ground, Standing
from taizhang.domain.orgs.models.person import Sex
from taizhang.domain.orgs.search import MOST_WORDS
from taizhang.domain.orgs.spelling import plain
from taizhang.kernel.periods import add_years
from taizhang.web.kit.filter import Filter, condition, elsewhere
from taizhang.web.kit.listing import Listing, answer
from taizhang.web.kit.page import PageRequest, find_organization, page, within
from taizhang.web.kit.table import FILE, Column, Table
from taizhang.web.orgs.asof import as_of
from taizhang.web.people.words import GROUND_SHORT, GROUNDS, SEX_WORDS, SEXES, STANDING_WORDS, STANDINGS

# Age bands in full years, as the yearly statistics part them (rules of 党内统计).
AGES = {"30": (0, 30), "31-45": (31, 45), "46-60": (46, 60), "61": (61, 150)}
AGE_WORDS = [("30", _("30 or younger")), ("31-45", "31–45"), ("46-60", "46–60"), ("61", _("61 or older"))]


def _worded(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Those whose name, pinyin or initials contain every word."""
    sought = plain(words).split()[:MOST_WORDS]
    return rows.filter(Q(*(Q(person__search__contains=word) for word in sought)))


def _of_sex(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    """Those of a sex by its code of GB/T 2261.1; an unknown code finds nobody."""
    return rows.filter(person__sex=code) if code in map(str, Sex.values) else rows.none()


@dataclass(frozen=True)
class PersonFilter(Filter):
    """People by words, part of the tree, standing, sex, age, post, exemption, floating and lost contact."""

    q: str = condition(_("Name or pinyin"), _worded, default="", type="search")
    organization: str = condition(_("Organisation"), elsewhere, default="")
    standing: Standing | None = condition(_("Standing"), "standing", default=None, options=STANDINGS)
    sex: str = condition(_("Sex"), _of_sex, default="", options=SEXES)
    age: str = condition(_("Age"), elsewhere, default="", options=AGE_WORDS)
    post: PostKind | None = condition(_("Post"), elsewhere, default=None, options=PostKind.choices)
    exempt: Ground | None = condition(_("Exempt"), elsewhere, default=None, options=GROUNDS)
    floating: bool = condition(_("Floating"), elsewhere, default=False, type="checkbox")
    lost: bool = condition(_("Contact lost"), elsewhere, default=False, type="checkbox")


@page(Permission.PEOPLE_VIEW)
def people(request: PageRequest) -> HttpResponseBase:
    """Everyone within one's reach."""
    asked = PersonFilter.from_query(request.GET)
    listing = Listing(_("People"), table(request.on), "people/list.html")
    reach = policy.scope(request.account, Permission.PEOPLE_VIEW, on=request.today)
    context = {
        **as_of(request),
        "registering": policy.may(request.account, Permission.PEOPLE_EDIT, on=request.today),
        "revealing": policy.may(request.account, Permission.PEOPLE_REVEAL, on=request.today),
        "covers": reach.covers,
    }
    return answer(request, listing, asked, rows(request, asked), options=_options(request, asked), context=context)


def table(on: date) -> Table:
    """The columns as of a day."""
    return Table(
        (
            Column("name", _("Name of the member"), "person.name", by=("person__sort_key",)),
            Column("sex", _("Sex"), lambda row: SEX_WORDS.get(row.person.sex, "")),
            Column("age", _("Age"), lambda row: age_of(row.person.born_on, on), align="end", by=("-person__born_on",)),
            Column("standing", _("Standing"), lambda row: STANDING_WORDS.get(row.standing, ""), by=("standing",)),
            Column("organization", _("Organisation"), "org_name", by=("org_path",), width="wide"),
            Column("posts", _("Posts"), lambda row: post_words(row.post_kinds)),
            Column("joined_on", _("Joined on"), "person.joined_on", by=("person__joined_on",)),
            Column("marks", _("Marks"), lambda row: marks(row, on), shown=FILE),
            Column("id_number", _("Identity number"), "person.id_masked", kind="text"),
            Column("phone", _("Telephone"), "person.phone_masked", kind="text"),
        ),
        order=("person__sort_key", "person_id"),
    )


def rows(request: PageRequest, asked: PersonFilter) -> QuerySet[Any]:
    """The memberships of the day within reach that the conditions of day and tree leave."""
    on = request.on
    found: QuerySet[Any] = within(request, Membership.objects.on(on), Permission.PEOPLE_VIEW)
    if asked.organization:
        found = found.filter(org_path__startswith=find_organization(request, asked.organization).path)
    found = _by_person(found, asked, on)
    posts = Post.objects.on(on).filter(person_id=OuterRef("person_id")).order_by("kind").values("kind")
    exempt = Exemption.objects.on(on).filter(person_id=OuterRef("person_id")).values("ground")
    shown: QuerySet[Any] = found.select_related("person", "organization").annotate(
        post_kinds=ArraySubquery(posts), ground=Subquery(exempt[:1])
    )
    return shown


def _by_person(found: QuerySet[Any], asked: PersonFilter, on: date) -> QuerySet[Any]:
    """Narrowed by what holds of a person on a day."""
    if asked.age in AGES:
        youngest, oldest = AGES[asked.age]
        found = found.filter(
            person__born_on__lte=add_years(on, -youngest), person__born_on__gt=add_years(on, -oldest - 1)
        )
    if asked.post:
        found = found.filter(person_id__in=Post.objects.on(on).filter(kind=asked.post).values("person_id"))
    if asked.exempt:
        found = found.filter(person_id__in=Exemption.objects.on(on).filter(ground=asked.exempt).values("person_id"))
    if asked.floating:
        found = found.filter(person__floating_since__lte=on)
    return found.filter(person__lost_contact_on__lte=on) if asked.lost else found


def age_of(born_on: date | None, on: date) -> int | None:
    """Full years on a day."""
    if born_on is None:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def post_words(kinds: list[str]) -> str:
    """Posts by name, the committee's before the others."""
    order = list(PostKind)
    return "、".join(
        str(PostKind(kind).label) for kind in sorted(set(kinds), key=lambda kind: order.index(PostKind(kind)))
    )


def marks(row: Any, on: date) -> str:
    """What one must know before a roll is called: exempt, floating, contact lost; never why in detail."""
    words = [str(GROUND_SHORT[Ground(row.ground)])] if row.ground else []
    if row.person.floating_since and row.person.floating_since <= on and row.ground != Ground.FLOATING:
        words.append(str(_("Floating")))
    if row.person.lost_contact_on and row.person.lost_contact_on <= on:
        words.append(str(_("Contact lost")))
    return gettext(", ").join(words)


def _options(request: PageRequest, asked: PersonFilter) -> dict[str, Any]:
    """The parts of the tree that may be chosen: those high in it, and the one that is chosen."""
    high = (Kind.DISTRICT, Kind.STREET, Kind.UNIT, Kind.COMMUNITY)
    wanted = Q(kind__in=high) | Q(organization__code=asked.organization)
    places = within(request, Placement.objects.filter(wanted), Permission.PEOPLE_VIEW).order_by("path")
    return {"organization": list(places.values_list("organization__code", "short_name"))}
