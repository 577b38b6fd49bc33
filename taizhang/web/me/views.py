"""One's own page: branch, gatherings, points, exemptions, what is in one's hands, and the way to everything else."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse

from taizhang.domain.access import policy
from taizhang.domain.access.roles import ROLES
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import PackRules, find_pack
from taizhang.domain.orgs.models import Exemption, Membership, Person, Post
from taizhang.domain.points.balances import person_balance
from taizhang.domain.records.models import Attendance, Presence
from taizhang.kernel.periods import Kind, Period, days_in_month
from taizhang.web.duties import words
from taizhang.web.help.posts import MEMBER
from taizhang.web.help.touring import offered
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.me.attendances import standing_of
from taizhang.web.points.account import as_of

LATEST = 5


@page(signed_in=True)
def me(request: PageRequest) -> HttpResponse:
    """What concerns the person who is signed in; nothing of it is more than two taps away."""
    person, on = request.account.person, request.on
    rules = find_pack(on)
    mine = standing_of(person).filter(activity__held_on__year=on.year, activity__held_on__lte=on)
    context: dict[str, Any] = {
        "person": person,
        "membership": Membership.objects.on(on).filter(person=person).placed(on).select_related("group").first(),
        "posts": list(Post.objects.on(on).filter(person=person).placed(on)),
        "roles": [(ROLES[held.role].name, held.organization_name) for held in policy.held(request.account, on)],
        "attendances": list(mine[:LATEST]),
        "attended": _attended(mine),
        "balance": person_balance(person.pk, on.year, as_of(request)) if rules else None,
        "exemptions": list(Exemption.objects.filter(person=person).order_by("-starts_on")),
        "duties": [words.told(duty, rules, on, request.lang) for duty in _in_hand(person, on)],
        "activity_day": _next_fixed(rules, on),
        "second_step": bool(settings.MFA_SUPPORTED_TYPES),
        "rules": rules,
        "tour": offered(request, MEMBER),
        "lang": request.lang,
    }
    return show(request, "me/me.html", context)


def _attended(mine: QuerySet[Attendance]) -> dict[str, int]:
    """At how many gatherings one was expected, and came; one query."""
    came = Count("pk", filter=Q(presence=Presence.PRESENT))
    found: dict[str, int] = mine.order_by().aggregate(expected=Count("pk", filter=Q(counts=True)), came=came)
    return found


def _in_hand(person: Person, on: date) -> QuerySet[Duty]:
    """The decisions that were given to the person and are not carried out."""
    found: QuerySet[Duty] = Duty.objects.filter(assignee=person).unfinished(on).known(on).order_by("due_on", "id")
    return found


def _next_fixed(rules: PackRules | None, on: date) -> date | None:
    """The next day that a monthly institution of the pack fixes: the activity day."""
    numbers = [rule.rhythm.on_day for rule in rules.institutions if rule.rhythm.on_day] if rules else []
    month = Period.containing(on, Kind.MONTH)
    for each in (month, month.next):
        last = days_in_month(each.first.year, each.first.month)
        days = sorted(each.first.replace(day=min(number, last)) for number in numbers)
        coming = next((day for day in days if day >= on), None)
        if coming is not None:
            return coming
    return None
