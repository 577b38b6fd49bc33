"""The rule of one institution with its sources and an example, where the question arises."""

from django.http import HttpResponse

from taizhang.domain.duties.packs import find_pack
from taizhang.kernel.errors import Refused
from taizhang.web.help.pages import unknown
from taizhang.web.kit.context import show
from taizhang.web.kit.page import PageRequest, page


@page(signed_in=True)
def institution(request: PageRequest, code: str) -> HttpResponse:
    """What the pack in force says of an institution; the part of a page when a page asks for it."""
    rules = find_pack(request.on)
    if rules is None:
        raise unknown(code)
    try:
        rule = rules.institution(code)
    except Refused:
        raise unknown(code) from None
    return show(request, "help/institution.html", {"rules": rules, "rule": rule, "lang": request.lang}, block="told")
