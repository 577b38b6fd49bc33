"""How a refusal is spoken: a page, a message, a fragment or JSON, always a sentence."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from taizhang.domain.access.models import Grant
from taizhang.domain.access.roles import ROLES, Permission, Role
from taizhang.kernel.errors import Refused
from taizhang.web.kit import clock
from taizhang.web.kit.answers import see_other
from taizhang.web.kit.flash import give_back

UNPROCESSABLE = 422
SAFE = ("GET", "HEAD")


def sentence(refusal: Refused) -> str:
    """The refusal in the reader's language."""
    return refusal.sentence(gettext)


def status_of(refusal: Refused) -> int:
    """404 for what is not there, else 422."""
    return 404 if refusal.code.endswith(".unknown") else UNPROCESSABLE


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The answer to a refused request, in the form in which it was asked."""
    status, scripted = status_of(refusal), wants_json(request) or is_htmx(request)
    if scripted or request.method in SAFE or status == 404:
        return spoken_at_once(request, refusal, status)
    give_back(request, sentence(refusal))
    return back(request)


def spoken_at_once(request: HttpRequest, refusal: Refused, status: int) -> HttpResponse:
    """The refusal as JSON, as a part of a page or as a page of its own, without leading back anywhere."""
    words = sentence(refusal)
    if wants_json(request):
        return JsonResponse({"refused": words, "code": refusal.code}, status=status)
    if is_htmx(request):
        return _fragment(request, words, status)
    return render(request, "errors/refused.html", {"sentence": words}, status=status)


def forbidden(request: HttpRequest, permission: Permission) -> HttpResponse:
    """403 with who may enter and whom to ask."""
    posts = [form.name for form in ROLES.values() if permission in form.permissions]
    context = {"posts": posts, "askable": _security_administrators()}
    if wants_json(request):
        return JsonResponse(
            {"refused": gettext("Your post does not include this page."), "code": "access.post"}, status=403
        )
    return render(request, "errors/forbidden.html", context, status=403)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back here afterwards."""
    if wants_json(request):
        return JsonResponse({"refused": gettext("Please sign in first."), "code": "access.sign-in"}, status=401)
    there = redirect_to_login(request.get_full_path() if request.method in SAFE else "/")
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": there.url})
    return there


def back(request: HttpRequest, otherwise: str = "/") -> HttpResponse:
    """303 to the page the form was on."""
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return see_other(came_from if ours else otherwise)


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks and reads JSON."""
    accepted = request.headers.get("Accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def _fragment(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """The sentence where the frame shows messages; htmx is told to put it there whatever it asked for."""
    response = render(request, "errors/fragment.html", {"sentence": words}, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = ".tz-messages", "innerHTML"
    return response


def _security_administrators() -> list[str]:
    """The names of up to three people who may give grants."""
    held = Grant.objects.on(clock.today()).filter(role=Role.SECURITY_ADMIN)
    return list(held.order_by("person__sort_key").values_list("person__name", flat=True)[:3])
