"""The schemes and their versions, one of them as a tree, two of them side by side, and its file."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.domain.assessments.drafts import drafts_of
from taizhang.domain.assessments.models import SchemeVersion
from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.capped import capped
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page
from taizhang.web.schemes import outline, words
from taizhang.web.schemes.differences import differences
from taizhang.web.schemes.outline import Content
from taizhang.web.schemes.reading import measures, scheme_of, written
from taizhang.web.schemes.validity import states
from taizhang.web.schemes.workbook import tree_workbook

VIEW, PUBLISH = Permission.SCORES_VIEW, Permission.SCHEMES_PUBLISH
SHOWN = 50


@page(VIEW)
def schemes(request: PageRequest) -> HttpResponse:
    """Every version with who published it and from when it judges; one's own drafts."""
    found = capped(SchemeVersion.objects.defer("content").order_by("-valid_from", "code", "-version"), SHOWN)
    may_publish = policy.may(request.account, PUBLISH, on=request.today)
    context: dict[str, Any] = {"versions": found, "states": states(found, request.on), "may_publish": may_publish}
    context["drafts"] = capped(drafts_of(request.account.person), SHOWN) if may_publish else None
    return show(request, "schemes/list.html", {**context, "words": words, "lang": request.lang})


@page(VIEW)
def version(request: PageRequest, code: str, version: int) -> HttpResponseBase:
    """One version: what it weighs, how it reads, on which ground, its grades and what caps them."""
    found = found_version(code, version)
    wanted = request.GET.get("format", "")
    if wanted == "xlsx":
        return tree_workbook(found.content, f"{found.code} v{found.version}", request.lang)
    if wanted == "yaml":
        return file_of(found.content, f"{found.code}-v{found.version}")
    others = SchemeVersion.objects.exclude(pk=found.pk).defer("content").order_by("-valid_from", "code", "-version")
    context: dict[str, Any] = {"version": found, "others": others[:SHOWN], "file": scheme_of(found)}
    context |= {"state": states([found], request.on)[found.pk], "outline": outline, "words": words}
    context["measures"] = dict(measures(found.content, request.lang))
    context["may_publish"] = policy.may(request.account, PUBLISH, on=request.today)
    return show(request, "schemes/version.html", {**context, "lang": request.lang})


@page(VIEW)
def comparison(request: PageRequest, code: str, version: int) -> HttpResponse:
    """What another version says otherwise."""
    found = found_version(code, version)
    name, _sign, number = request.GET.get("with", "").rpartition(".")
    if not number.isdecimal() or len(number) > 6:
        raise _unknown(request.GET.get("with", ""))
    other = found_version(name, int(number))
    said = differences(found.content, other.content, request.lang)
    return show(
        request,
        "schemes/comparison.html",
        {"version": found, "other": other, "differences": said, "words": words, "lang": request.lang},
    )


def found_version(code: str, version: int) -> SchemeVersion:
    """A published version; else 404."""
    found: SchemeVersion | None = SchemeVersion.objects.filter(code=code, version=version).first()
    if found is None:
        raise _unknown(f"{code} v{version}")
    return found


def file_of(content: Content, name: str) -> HttpResponse:
    """A scheme as the file that may be sent again."""
    response = HttpResponse(written(content), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.yaml"'
    return response


def _unknown(name: str) -> Refused:
    return Refused(
        _("There is no scheme “{name}”."),
        _("Choose one from the list of schemes."),
        code="schemes.unknown",
        name=name[:60],
    )
