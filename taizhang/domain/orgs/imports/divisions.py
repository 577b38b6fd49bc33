"""Divisions as organisations: the one rule by which a street, town, community or village is named and classed."""

import re
from dataclasses import dataclass

from taizhang.domain.orgs.kinds import Category, Kind

# What the public lists write behind the name of a community or village.
SUFFIX = re.compile(r"(居民管理委员会|居民委员会|村民委员会|管理委员会|委员会|拟居委会|居委会|村委会|委会)$")
RURAL_ENDS = ("镇", "乡")
KINDS = {
    **dict.fromkeys(("county", "district", "区", "县"), Kind.DISTRICT),
    **dict.fromkeys(("street", "town", "township", "街道", "镇", "乡"), Kind.STREET),
    **dict.fromkeys(("village", "community", "社区", "村"), Kind.COMMUNITY),
}
DIGITS = {Kind.DISTRICT: 6, Kind.STREET: 9, Kind.COMMUNITY: 12}  # of a statistical code


@dataclass(frozen=True, slots=True)
class Division:
    """A division seen as the Party organisation in it."""

    name: str
    short_name: str
    kind: Kind
    category: Category


def division(name: str, kind: Kind, *, rural: bool = False) -> Division:
    """The organisation of a division; `rural` says that the street or town above it is a rural one."""
    if kind is Kind.DISTRICT:
        return Division(f"{name}委", name, kind, Category.OFFICE)
    if kind is Kind.STREET:
        town = name.endswith(RURAL_ENDS)
        return Division(f"{name}党委" if town else f"{name}党工委", name, kind, _category(town))
    short = _village(name)
    return Division(f"{short}党委", short, kind, _category(rural or short.endswith("村")))


def _village(name: str) -> str:
    """A community or village without the words for its committee; a village keeps its 村."""
    ends = next((end for end in ("民委员会", "委会") if name.endswith(f"村{end}")), "")
    if not ends:
        return SUFFIX.sub("", name)
    village = name.removesuffix(ends)
    return village.removesuffix("村") if village.endswith("村村") else village


def _category(rural: bool) -> Category:
    return Category.RURAL if rural else Category.COMMUNITY
