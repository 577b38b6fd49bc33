"""`page`: every view passes through it, says who may enter, and refuses in sentences."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Least
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit import kept
from taizhang.domain.orgs.models import PlacedQuerySet, Placement
from taizhang.domain.orgs.models.placement import PlacementQuerySet
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit import clock, refusals
from taizhang.web.kit.request import READING, Gate, PageRequest, account_of, prepared
from taizhang.web.kit.unchanged import conditional

__all__ = ["PAGES", "PageRequest", "find_organization", "page", "seen", "within"]

Rows = TypeVar("Rows", bound=QuerySet[Any])

P = ParamSpec("P")
View = Callable[Concatenate[PageRequest, P], HttpResponseBase]
Door = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

PAGES: dict[str, Gate] = {}  # "taizhang.web.orgs.views.people" → what it asks


def page(
    permission: Permission | None = None,
    *,
    public: bool = False,
    signed_in: bool = False,
    methods: tuple[str, ...] = ("GET",),
) -> Callable[[View[P]], Door[P]]:
    """Make a view a page: `@page(Permission.X)`, `@page(signed_in=True)` or `@page(public=True)`.

    `methods` lists the HTTP methods it answers; a permission must be granted somewhere, the view then finds its
    nouns through the person's scope.
    """
    if (permission is not None) + public + signed_in != 1:
        raise TypeError("A page asks for one permission, for a sign-in, or says that it is public.")
    gate = Gate(permission, public, methods)

    def decorate(view: View[P]) -> Door[P]:
        PAGES[f"{view.__module__}.{view.__qualname__}"] = gate

        @wraps(view)
        def door(request: HttpRequest, /, *args: P.args, **values: P.kwargs) -> HttpResponseBase:
            turned_away = _turned_away(request, gate)
            if turned_away is not None:
                return turned_away
            try:
                with _reading(request):
                    response = view(prepared(request, gate), *args, **values)
            except Refused as refusal:
                response = refusals.refused(request, refusal)
            if not public and "Cache-Control" not in response.headers:
                patch_cache_control(response, private=True, no_cache=True)
            return conditional(request, response)

        return door

    return decorate


def _reading(request: HttpRequest) -> AbstractContextManager[Any]:
    """One page, which asks once what the last act was; only one with a foot to say so in may show older counts."""
    if request.method not in READING:
        return nullcontext()
    account = account_of(request)
    whole = account is not None and not refusals.is_htmx(request) and not request.GET.get("format")
    return kept.reading(account.person_id if account else None, may_lag=whole)


def _turned_away(request: HttpRequest, gate: Gate) -> HttpResponseBase | None:
    """The answer to whoever may not enter; None for who may."""
    allowed = (*gate.methods, "HEAD") if "GET" in gate.methods else gate.methods
    if request.method not in allowed:
        return HttpResponseNotAllowed(allowed)
    if gate.public:
        return None
    account = account_of(request)
    if account is None:
        return refusals.sign_in_first(request)
    if gate.permission and not policy.may(account, gate.permission, on=clock.today()):
        return refusals.forbidden(request, gate.permission)
    return None


def find_organization(request: PageRequest, code: str, permission: Permission | None = None) -> Placement:
    """The place, as of `request.on`, of an organisation within the person's scope; else 404.

    What may be seen is judged by today's grants and today's tree, so that `?on=` revives no ended grant; an
    organisation that no longer exists is judged by where it stood.
    """
    wanted, account, today = _wanted(request, permission), request.account, request.today
    now = policy.reachable(account, wanted, on=today).filter(organization__code=code)
    place: Placement | None = now.select_related("organization").first()
    if place is not None and request.on == today:
        return place
    places = Placement.objects.filter(organization__code=code).select_related("organization")
    then: Placement | None = places.on(request.on).first()
    if then is None or (place is None and not _stood_in_scope(request, wanted, then)):
        raise Refused(
            _("There is no organisation “{organization}” within your reach on {day}."),
            _("Check the code, or look it up by searching for its name."),
            code="orgs.unknown",
            organization=code,
            day=request.on.isoformat(),
        )
    return then


def within(request: PageRequest, rows: Rows, permission: Permission | None = None) -> Rows:
    """The rows of organisations within the person's scope; judged by today's grants.

    Takes placements, or rows of an organisation (a PlacedQuerySet), and places them as of `request.on`. Rows that have
    a day of their own stand where their organisation stood then, and are seen there; to act on them takes the place of
    today. Of everything else an organisation that moved away takes its past along.
    """
    wanted = _wanted(request, permission)
    if isinstance(rows, PlacementQuerySet):
        rows = rows.on(request.on)
    own = isinstance(rows, PlacedQuerySet) and ("org_path" in rows.query.annotations or bool(rows.own_day))
    rows = _placed(request, rows)
    if _looks(wanted) if own else request.on == request.today:
        return policy.within(rows, request.account, wanted, on=request.today)
    return _reached(request, rows, wanted)


def seen(request: PageRequest, rows: Rows, permission: Permission | None = None) -> Rows:
    """The same rows and those of organisations that came into the scope since: whoever is above now reads their past.

    For one noun by its identifier; a list would count twice what others count too.
    """
    wanted = _wanted(request, permission)
    if not isinstance(rows, PlacedQuerySet):
        raise TypeError("Only rows of an organisation have a past of their own.")
    there = policy.scope(request.account, wanted, on=request.today)
    if not there:
        return rows.none()
    rows = _placed(request, rows)
    reach = Q(**{f"{rows.organization_field}__in": policy.reached(request.account, wanted, on=request.today)})
    return rows.filter(reach | there.condition("org_path") if _looks(wanted) else reach)


def _wanted(request: PageRequest, permission: Permission | None) -> Permission:
    wanted = permission or request.permission
    if wanted is None:
        raise TypeError("A page open to everyone signed in must say by which permission it finds rows.")
    return wanted


def _looks(permission: Permission) -> bool:
    """Whether a permission only lets one see."""
    return permission.value.endswith(".view")


def _placed(request: PageRequest, rows: Rows) -> Rows:
    """The rows with the place of their own day, or else of the day of the page, unless they have one."""
    if not isinstance(rows, PlacedQuerySet) or "org_path" in rows.query.annotations:
        return rows
    return rows.placed(Least(F(rows.own_day), Value(request.on)) if rows.own_day else request.on)


def _reached(request: PageRequest, rows: Rows, permission: Permission) -> Rows:
    """Those of organisations that are within the scope today, or were when they last stood."""
    reach = policy.reached(request.account, permission, on=request.today)
    if isinstance(rows, PlacedQuerySet):
        return rows.filter(**{f"{rows.organization_field}__in": reach}, org_path__isnull=False)
    return rows.filter(organization__in=reach)


def _stood_in_scope(request: PageRequest, permission: Permission, then: Placement) -> bool:
    """Whether an organisation that stands nowhere today stood within the scope."""
    if then.organization.placements.on(request.today).exists():
        return False
    return policy.scope(request.account, permission, on=request.today).covers(then.path)
