"""The versions of the pack, one of them, and one of its institutions with what it means for an organisation."""

from dataclasses import dataclass

from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.models import Pack
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.duties.packs import rules_of, validities
from taizhang.domain.orgs.facts import facts
from taizhang.domain.orgs.models import Placement
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.periods import Span
from taizhang.web.duties.finding import meant
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.packs import words

VIEW, PUBLISH = Permission.PACKS_VIEW, Permission.PACKS_PUBLISH


@dataclass(frozen=True, slots=True)
class Applied:
    """Whether an institution applies to an organisation, and the facts that decide it."""

    place: Placement
    holds: bool
    why: str
    rhythm: str


@page(VIEW)
def packs(request: PageRequest) -> HttpResponse:
    """Every version with the days on which it rules."""
    found = sorted(validities(), key=lambda pair: pair[1].first, reverse=True)
    may_publish = policy.may(request.account, PUBLISH, on=request.today)
    return show(
        request, "packs/list.html", {"packs": found, "words": words, "lang": request.lang, "may_publish": may_publish}
    )


@page(VIEW)
def pack(request: PageRequest, code: str, version: int) -> HttpResponse:
    """One version: theme, mechanisms, projects, categories, institutions and lights."""
    found, span = found_pack(code, version)
    context = {"pack": found, "rules": rules_of(found), "span": span, "words": words, "lang": request.lang}
    return show(request, "packs/pack.html", context)


@page(VIEW)
def institution(request: PageRequest, code: str, version: int, institution: str) -> HttpResponse:
    """One institution: rule, clause, rhythm, whom it addresses, points, evidence, and whether it applies to us."""
    found, span = found_pack(code, version)
    rules, rule = rules_of(found), found_institution(found, institution)
    context = {"pack": found, "rules": rules, "rule": rule, "span": span, "words": words, "lang": request.lang}
    return show(request, "packs/institution.html", {**context, "applied": _applied(request, rules, rule)})


def _applied(request: PageRequest, rules: PackFile, rule: InstitutionRule) -> Applied | None:
    """What the institution means for the organisation that the person looks from; None without one."""
    try:
        place = meant(request, VIEW)
    except Refused:
        if request.GET.get("organization"):
            raise
        return None
    known = facts([place.organization_id], request.on).get(place.organization_id)
    if known is None:
        return None
    values = known.values()
    rhythm = rule.rhythm_for(values).words(request.lang)
    return Applied(place, rule.applies.holds(values), rule.applies.why(values, request.lang), rhythm)


def found_pack(code: str, version: int) -> tuple[Pack, Span]:
    """A published version with its days; else 404."""
    for each, span in validities():
        if (each.code, each.version) == (code, version):
            return each, span
    raise _unknown(f"{code} v{version}")


def found_institution(pack: Pack, code: str) -> InstitutionRule:
    """An institution of a version; else 404."""
    for each in rules_of(pack).institutions:
        if each.code == code:
            return each
    raise _unknown(f"{pack.code} v{pack.version} {code}")


def _unknown(name: str) -> Refused:
    return Refused(
        _("The packs have no “{name}”."), _("Choose one from the list of packs."), code="packs.unknown", name=name
    )
