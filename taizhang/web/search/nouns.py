"""What can be found, a line each: pages, organisations, people, records, institutions, duties and saved filters."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packfile import InstitutionRule, PackFile
from taizhang.domain.duties.packs import find_pack
from taizhang.domain.orgs.search import find_organizations, find_people, search_text
from taizhang.domain.preferences.models import SavedFilter
from taizhang.domain.records.models import Activity
from taizhang.web.kit import nav
from taizhang.web.kit.filters import day, period
from taizhang.web.kit.page import within
from taizhang.web.reviewing.finding import meetings_seen
from taizhang.web.search.asked import Asked, Found, Noun

SCHEMES = 200  # versions looked through
_DAY = re.compile(r"(?:(?P<year>\d{4})[-/.年]?)?(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?|(?P<whole>\d{8})")


def pages(asked: Asked) -> Iterator[Found]:
    """The pages of the reader's own menu."""
    for item in nav.menu(asked.request.account, "", on=asked.request.today):
        if asked.fits(item.label):
            yield Found(item.label, "", item.url)


def organizations(asked: Asked) -> Iterator[Found]:
    """Organisations by name, pinyin, initials or code."""
    parts = asked.parts(Permission.ORGS_VIEW)
    for hit in find_organizations(asked.words, paths=parts, on=asked.request.on, limit=asked.limit):
        yield Found(hit.name, hit.code, f"/organizations/{hit.code}/")


def people(asked: Asked) -> Iterator[Found]:
    """People by name, pinyin, initials or number."""
    parts = asked.parts(Permission.PEOPLE_VIEW)
    for hit in find_people(asked.words, paths=parts, on=asked.request.on, limit=asked.limit):
        yield Found(hit.name, hit.where, f"/people/{hit.id}/")


def records(asked: Asked) -> Iterator[Found]:
    """Records by their titles, by their day, or by their identifier; the latest first."""
    rows = within(asked.request, Activity.objects.all(), Permission.RECORDS_VIEW)
    shown: Any = rows.filter(_of_record(asked), held_on__lte=asked.request.on).order_by("-held_on", "-id")
    for key, title, held_on, name in shown.values_list("id", "title", "held_on", "org_name")[: asked.limit]:
        yield Found(title, f"{day(held_on)} {name}", f"/records/{key}/")


def institutions(asked: Asked) -> Iterator[Found]:
    """Institutions of the pack in force, by name, pinyin, initials or code."""
    pack = find_pack(asked.request.today)
    for rule in _rules(asked, pack):
        assert pack is not None  # noqa: S101  # without a pack there are no rules
        url = f"/packs/{pack.code}/{pack.version}/{rule.code}/"
        yield Found(rule.name.words(asked.request.lang), rule.code, url)


def schemes(asked: Asked) -> Iterator[Found]:
    """Published schemes by their titles or codes, the latest first."""
    rows = SchemeVersion.objects.defer("content").order_by("-valid_from", "code", "-version")
    for each in rows[:SCHEMES]:
        title = each.title_en if asked.request.lang == "en" else each.title_zh
        if asked.fits(f"{title} {each.code}"):
            yield Found(title, str(each), f"/schemes/{each.code}/{each.version}/")


def review_meetings(asked: Asked) -> Iterator[Found]:
    """Review meetings by their office and year, the latest first; one of the words must say that one is meant."""
    spelled = search_text(gettext("Review meetings"))
    if not any(word in spelled for word in asked.sought):
        return
    for each in meetings_seen(asked.request).placed(asked.request.on).order_by("-year", "org_path")[:SCHEMES]:
        title = gettext("Review meeting of {office} for {year}").format(office=each.org_short, year=each.year)
        if asked.fits(title):
            yield Found(title, day(each.held_on), f"/review-meetings/{each.pk}/")


def duties(asked: Asked) -> Iterator[Found]:
    """What the reader's own organisations still owe, by institution or by the words of a decision."""
    account, today = asked.request.account, asked.request.today
    mine = [each.organization_id for each in policy.held(account, today)]
    pack = find_pack(today)
    codes = [rule.code for rule in _rules(asked, pack)]
    titled = Q(*(Q(title__contains=word) for word in asked.words.split()))
    rows = Duty.objects.unfinished(today).begun(today).filter(organization_id__in=mine, closes_on__gte=today)
    names = {rule.code: rule.short.words(asked.request.lang) for rule in pack.institutions} if pack else {}
    for duty in rows.filter(titled | Q(institution__in=codes)).order_by("due_on", "id")[: asked.limit]:
        name = duty.title or names.get(duty.institution, duty.institution)
        yield Found(name, period(duty.occurrence) if duty.institution else day(duty.due_on), f"/duties/{duty.pk}/")


def saved(asked: Asked) -> Iterator[Found]:
    """Filters that the reader keeps, or that are shared with the reader's organisations."""
    account = asked.request.account
    mine = {each.organization_id for each in policy.held(account, asked.request.today)}
    for kept in SavedFilter.objects.offered(account, mine).order_by("name", "id"):
        if asked.fits(kept.name):
            yield Found(kept.name, "", f"{kept.address}?{kept.query}" if kept.query else kept.address)


P = Permission
NOUNS = (
    Noun("pages", _("Pages"), "right", None, pages),
    Noun("organizations", _("Organisations"), "org", P.ORGS_VIEW, organizations),
    Noun("people", _("People"), "people", P.PEOPLE_VIEW, people),
    Noun("duties", _("My organisations owe"), "calendar", P.DUTIES_VIEW, duties),
    Noun("records", _("Records"), "ledger", P.RECORDS_VIEW, records),
    Noun("institutions", _("Institutions"), "pack", P.PACKS_VIEW, institutions),
    Noun("schemes", _("Schemes"), "points", P.SCORES_VIEW, schemes),
    Noun("reviews", _("Review meetings"), "star", P.SCORES_VIEW, review_meetings),
    Noun("filters", _("Saved filters"), "filter", None, saved),
)


def _rules(asked: Asked, pack: PackFile | None) -> list[InstitutionRule]:
    if pack is None or not asked.sought:
        return []
    names = [(rule, _spelled(rule.code, rule.name.words("zh"), rule.name.words("en"))) for rule in pack.institutions]
    return [rule for rule, spelled in names if all(word in spelled for word in asked.sought)]


@lru_cache(maxsize=200)
def _spelled(code: str, chinese: str, english: str) -> str:
    return f"{code.lower()} {search_text(chinese)} {english.lower()}"


def _of_record(asked: Asked) -> Q:
    """The condition that the words mean for records."""
    with suppress(ValueError):
        return Q(pk=UUID(asked.words.strip()))
    found = _DAY.fullmatch(asked.words.strip())
    if found is not None:
        with suppress(ValueError):
            return Q(held_on=_as_day(found, asked.request.on))
    return Q(*(Q(title__contains=word) for word in asked.words.split()))


def _as_day(found: "re.Match[str]", on: date) -> date:
    """The day that was typed; without a year it is of the year of the page."""
    if found["whole"]:
        return date.fromisoformat(found["whole"])
    return date(int(found["year"] or on.year), int(found["month"]), int(found["day"]))
