"""Many duties waived at once: shown first which can be, for one reason, and all of it can be undone."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.duties.actions.waive_many import Waivable, unwaive_many, waivable, waive_many
from taizhang.domain.duties.models import Duty
from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused
from taizhang.kernel.errors import _ as mark
from taizhang.web.duties import words
from taizhang.web.duties.finding import meant
from taizhang.web.duties.listing import VIEW, Duties, meant_rows
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.context import show
from taizhang.web.kit.flash import say
from taizhang.web.kit.page import PageRequest, page, within
from taizhang.web.kit.selection import Selection
from taizhang.web.reviews.stamp import moment, stamp

WAIVE = Permission.DUTIES_WAIVE


@page(WAIVE, methods=("GET", "POST"))
def waivers(request: PageRequest) -> HttpResponse:
    """Which of the chosen duties can be waived; then, with a reason, their waiver."""
    rows = _chosen(request)
    if request.method == "POST":
        return _waive(request, [duty.pk for duty in rows])
    found = waivable(rows, request.today)
    rules = find_pack(request.today)
    skipped = [(_called(duty, rules, request), why.sentence(_)) for duty, why in found.refused]
    chosen = Duties.from_query(request.GET)
    context: dict[str, Any] = {"found": found, "skipped": skipped, "name": words.name, "rules": rules}
    context |= {"lang": request.lang, "back": reverse("duties:list") + chosen.query_string()}
    return show(request, "duties/waivers.html", context)


@page(WAIVE, methods=("POST",))
def withdrawals(request: PageRequest, number: int) -> HttpResponse:
    """Undo what this person waived at one moment, as a whole."""
    at = moment(number)
    mine = Duty.objects.filter(waiver__at=at, waiver__by_person_id=request.account.person_id)
    keys = list(within(request, mine).values_list("pk", flat=True))
    if not keys:
        raise Refused(
            mark("There is no such waiver of yours; it may have been taken back already."),
            mark("Open the duty to see how it stands."),
            code="duties.unknown",
        )
    because = _("Undone right after the waiver by the person who gave it.")
    done = unwaive_many(at=at, duty_ids=keys, because=because, by=request.by)
    n = len(done.possible)
    words_ = ngettext("%(n)s waiver was taken back.", "%(n)s waivers were taken back.", n) % {"n": n}
    say(request, " ".join([words_, *(why.sentence(_) for _duty, why in done.refused)]))
    return _to_list()


def _chosen(request: PageRequest) -> list[Duty]:
    """The duties that were ticked, or all that the conditions choose, over which the person may decide today."""
    ticked = Selection.of(request.POST if request.method == "POST" else request.GET)
    if ticked.everything:
        chosen = Duties.from_query(request.GET)
        listed = chosen.apply(meant_rows(request, chosen, meant(request, VIEW)))
        rows = policy.within(Duty.objects.filter(pk__in=listed.order_by().values("pk")), request.account, WAIVE,
                             on=request.today)  # fmt: skip
    else:
        rows = within(request, Duty.objects.all())
    found = list(ticked.rows(rows).known().order_by("due_on", "org_path", "pk"))
    if not found:
        raise Refused(
            mark("None of the chosen duties is within your reach."), mark("Choose others."), code="duties.unknown"
        )
    return found


def _waive(request: PageRequest, keys: list[Any]) -> HttpResponse:
    done: Waivable = waive_many(duty_ids=keys, because=request.POST.get("because", ""), by=request.by)
    n = len(done.possible)
    sentence = ngettext("%(n)s duty is waived.", "%(n)s duties are waived.", n) % {"n": n}
    for _duty, why in done.refused:
        sentence += " " + why.sentence(_)
    say(request, sentence, undo=reverse("duties:withdrawals", args=[stamp(request.by.at)]) if n else "")
    return _to_list()


def _called(duty: Any, rules: Any, request: PageRequest) -> str:
    return f"{duty.org_name} · {words.name(duty, rules, request.lang)}"


def _to_list() -> HttpResponse:
    return see_other(reverse("duties:list"))
