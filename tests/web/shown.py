"""The gallery in a browser without a server or a database: its templates and static files, answered by the test."""

import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.template.loader import get_template
from django.utils import translation
from playwright.sync_api import Page, Route

from taizhang.config.headers import POLICY
from taizhang.web.kit import gallery

SITE = "http://gallery.test"
STATIC = Path(__file__).parents[2] / "taizhang" / "web" / "static"
WHO = {"name": "周文静", "post": "示例社区第一支部 书记", "url": "/me/"}
NAV = [
    {"label": label, "url": f"/{icon}/", "icon": icon, "current": icon == "home", "phone": True}
    for label, icon in (("今天", "home"), ("台账", "ledger"), ("积分", "points"), ("我", "person"))
]
NAV += [
    {"label": label, "url": f"/{icon}/", "icon": icon, "group": "规则与减负"}
    for label, icon in (("减负", "heart"), ("规则包", "pack"))
]


def rendered(part: str, language: str = "zh-hans") -> str:
    """The HTML of one part of the gallery, in the frame of someone signed in."""
    frame = {"nav": NAV, "who": WHO, "record_url": "/records/new/", "demo": "演示"}
    with translation.override(language):
        return str(get_template("gallery.html").render(gallery.context(part) | frame))


def serve(page: Page, posts: Callable[[Route], None] | None = None) -> None:
    """Answers every request of the page; `posts` answers what it sends (by default with an empty 204)."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.method == "POST":
            posts(route) if posts else route.fulfill(status=204)
        elif path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=rendered(path.strip("/") or "work"), content_type="text/html", headers=headers)

    page.route(f"{SITE}/**", answer)


def visit(page: Page, part: str) -> None:
    """Opens one part and waits until its scripts have run."""
    page.goto(f"{SITE}/{part}/", wait_until="networkidle")
