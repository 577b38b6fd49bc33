"""The Jinja2 environment of all pages: messages, addresses, filters."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, ngettext, npgettext, pgettext
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from taizhang.web.kit import filters, modules
from taizhang.web.kit.counting import counted_at
from taizhang.web.kit.wording import said

SHORT = {"zh-hans": "简", "zh-hant": "繁", "en": "EN"}  # each in itself, for whoever cannot read the page
FILES = 1024  # of style, script and pictures
TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend renders every page with."""
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    extensions = [*options.pop("extensions", ()), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(autoescape=options.pop("autoescape", True), extensions=extensions, **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        said, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    address = static if settings.DEBUG else lru_cache(FILES)(static)  # where a file lies is settled before we serve
    env.globals.update(
        asset=address,
        counted_at=counted_at,
        debug=settings.DEBUG,
        language=get_language,
        language_tag=tag,
        languages=languages,
        modules=modules.addresses,
        query=query,
        static=address,
        styles=modules.STYLES,
        url=url,
    )
    env.filters.update(filters.FILTERS)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page; fails when no such page exists."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def languages() -> Sequence[tuple[str, str]]:
    """The languages a reader may choose: code and its own short name."""
    return [(code, SHORT.get(code, code)) for code, _name in settings.LANGUAGES]


def tag(code: str = "") -> str:
    """The BCP 47 tag of a language, of the reader's without a code: what `lang` says in a page."""
    code = code or get_language() or settings.LANGUAGE_CODE
    return TAGS.get(code, code)


@pass_context
def query(context: Context, **changes: Any) -> str:
    """The present query string with `changes` made; None leaves a key out, a list repeats it."""
    request = context.get("request")
    params = request.GET.copy() if request is not None else QueryDict(mutable=True)
    return changed(params, changes)


def changed(params: QueryDict, changes: Mapping[str, Any]) -> str:
    """`params` with `changes`, as "?a=1&b=2"; "?" alone when nothing is left, so that the link still clears."""
    for key, value in changes.items():
        params.pop(key, None)
        if value is not None and value != "":
            params.setlist(key, [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)])
    return "?" + params.urlencode()
