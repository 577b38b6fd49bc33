"""The kinds of organisation: what may stand under what, at which level of rules, and with which posts."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The level at which rules address an organisation (W committee, Z general branch, S branch)."""

    COMMITTEE = "W", _("Committee")
    GENERAL_BRANCH = "Z", _("General branch")
    BRANCH = "S", _("Branch")


class Category(models.TextChoices):
    """The four categories of grassroots organisations, each with its own standards."""

    COMMUNITY = "A", _("Streets and communities")
    RURAL = "B", _("Townships and villages")
    OFFICE = "C", _("District offices")
    NON_PUBLIC = "D", _("Non-public enterprises and social organisations")


class PostKind(models.TextChoices):
    """What a person may be appointed to."""

    SECRETARY = "secretary", _("Secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("Deputy secretary")
    FULLTIME_DEPUTY = "fulltime_deputy", _("Full-time deputy secretary")
    ORGANIZATION = "organization", _("Organisation commissioner")
    PUBLICITY = "publicity", _("Publicity commissioner")
    DISCIPLINE = "discipline", _("Discipline commissioner")
    COMMISSIONER = "commissioner", _("Commissioner")
    OFFICE_STAFF = "office_staff", _("Office staff")
    COUNTY_CADRE = "county_cadre", _("Leading cadre of county rank")


COMMITTEE_POSTS = (
    PostKind.SECRETARY,
    PostKind.DEPUTY_SECRETARY,
    PostKind.FULLTIME_DEPUTY,
    PostKind.ORGANIZATION,
    PostKind.PUBLICITY,
    PostKind.DISCIPLINE,
    PostKind.COMMISSIONER,
)
OFFICE_POSTS = (PostKind.OFFICE_STAFF, PostKind.COUNTY_CADRE)


class Kind(models.TextChoices):
    """The kinds of organisation of a district."""

    DISTRICT = "district", _("District committee")
    STREET = "street", _("Street or town committee")
    UNIT = "unit", _("District unit committee")
    COMMUNITY = "community", _("Community or village committee")
    GENERAL = "general", _("General branch")
    BRANCH = "branch", _("Branch")
    JOINT_BRANCH = "joint_branch", _("Joint branch")
    TEMPORARY_BRANCH = "temporary_branch", _("Temporary branch")


BRANCHES = (Kind.BRANCH, Kind.JOINT_BRANCH, Kind.TEMPORARY_BRANCH)


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of organisation is: its level, where it may stand, its posts and its term in years."""

    level: Level
    under: tuple[Kind, ...]
    posts: tuple[PostKind, ...]
    term_years: int
    reviews: bool = False  # has an office that reviews the records of those below
    members: bool = False  # people belong to it directly


_GROUND = (Kind.STREET, Kind.UNIT, Kind.COMMUNITY, Kind.GENERAL)

# Terms: villages and communities and committees 5 years, general branches and branches 3
# (Opinions on the term of grassroots organisations, 2018; rules.md 1.1).
FORMS: dict[Kind, Form] = {
    Kind.DISTRICT: Form(Level.COMMITTEE, (), (*COMMITTEE_POSTS, *OFFICE_POSTS), 5, reviews=True),
    Kind.STREET: Form(Level.COMMITTEE, (Kind.DISTRICT,), (*COMMITTEE_POSTS, *OFFICE_POSTS), 5, reviews=True),
    Kind.UNIT: Form(Level.COMMITTEE, (Kind.DISTRICT,), (*COMMITTEE_POSTS, *OFFICE_POSTS), 5, reviews=True),
    Kind.COMMUNITY: Form(Level.COMMITTEE, (Kind.STREET,), COMMITTEE_POSTS, 5),
    Kind.GENERAL: Form(Level.GENERAL_BRANCH, (Kind.STREET, Kind.UNIT, Kind.COMMUNITY), COMMITTEE_POSTS, 3),
    Kind.BRANCH: Form(Level.BRANCH, _GROUND, COMMITTEE_POSTS, 3, members=True),
    Kind.JOINT_BRANCH: Form(Level.BRANCH, _GROUND, COMMITTEE_POSTS, 3, members=True),
    Kind.TEMPORARY_BRANCH: Form(Level.BRANCH, _GROUND, COMMITTEE_POSTS, 3, members=True),
}
