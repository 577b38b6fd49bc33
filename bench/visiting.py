"""The site of one district in a process of its own: finds pages, visits them when told to, says how long it took."""

import gc
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlsplit

from bench.districts import ROOT, environment

ANEW = re.compile(rb"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_=:-]{40,}")
LINK = re.compile(r'href="(/[^"#]*)"')
EVERYWHERE = ("home", "ledger", "duties", "records", "people", "organizations", "organization", "calendar")
Page = tuple[str, str]  # the sign-in of a visitor, and an address


class Site:
    """The other end: a process that serves one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = self._started()

    def restart(self) -> None:
        """A new process, which has shown no page yet."""
        self.close()
        self.process = self._started()

    def _started(self) -> subprocess.Popen[str]:
        words, pipe = [sys.executable, "-m", "bench.visiting"], subprocess.PIPE
        return subprocess.Popen(words, cwd=ROOT, env=environment(self.folder), stdin=pipe, stdout=pipe, text=True)

    def ask(self, verb: str, *page: str) -> Any:
        """What it answers; `verb` is one of VERBS."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([verb, *page]) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The site ended while it was asked to {verb} {' '.join(page)}.")
        return json.loads(line)

    def close(self) -> None:
        """End it, and its database with it."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(60)


def pages() -> dict[str, Page]:
    """Every page of ours that answers 200, with who opens it; nouns by the links met on the way.

    What grows with the reach of a post is visited from several posts.
    """
    return {f"{name} ({post})": (username, address) for name, post, username, address in _found()}


def first(username: str, address: str) -> float:
    """Milliseconds of a visit when nothing is kept and nobody was there since the start."""
    from taizhang.domain.audit import kept

    kept.forget()
    return visit(username, address)


def visit(username: str, address: str) -> float:
    """Milliseconds of one visit."""
    browser = _browser(username)
    start = perf_counter()
    browser.get(address)
    return 1000 * (perf_counter() - start)


def look(username: str, address: str) -> dict[str, float | bool]:
    """How often a page asks the database, how large it is, and whether and how fast it is answered 304.

    Once a minute a visit also writes that its session is alive; of two looks one at least is not that visit.
    """
    one, other = _looked(username, address), _looked(username, address)
    return {**min(one, other, key=lambda told: told["queries"]), "unchanged": one["unchanged"] or other["unchanged"]}


def _looked(username: str, address: str) -> dict[str, float | bool]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = _browser(username)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(address)
    queries = len(asked)  # the next visit begins to count anew
    start = perf_counter()
    again = browser.get(address, headers={"If-None-Match": answer.headers.get("ETag", "")})
    took = 1000 * (perf_counter() - start)
    size = len(answer.content) / 1024
    fresh = again.status_code == 200 and _same(answer.content) == _same(again.content)
    told = {"queries": queries, "size": size, "unchanged": again.status_code == 304, "unchanged_ms": took}
    return {**told, "fresh": fresh, "there": answer.status_code == 200}


def _same(page: bytes) -> bytes:
    """A page without the identifiers that a form is given anew each time, so that sending it twice is harmless."""
    return ANEW.sub(b"", page)


def _posts() -> Iterator[tuple[str, str]]:
    """A post and the sign-in of somebody of the demo who holds it; a member without one at the end."""
    from taizhang.domain.access.models import Account
    from taizhang.domain.access.roles import Role

    accounts = Account.objects.filter(demo=True).order_by("username")
    for role in (Role.DISTRICT_OFFICE, Role.OFFICE, Role.SECRETARY, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN,
                 Role.AUDIT_ADMIN, None):  # fmt: skip
        holder: Any = (accounts.filter(person__grants__role=role) if role else accounts.filter(person__grants=None))[0]
        yield role.value if role else "member", holder.username


def _found() -> Iterator[tuple[str, str, str, str]]:
    from django.urls import reverse

    from tests.addresses import addresses

    fixed = [reverse(one.name) for one in addresses() if one.name in _routes() and one.fixed]
    # the newest entries of the trail are our own sign-ins here, and of no other district; its first stands in both
    fixed.append(reverse("access_audit_entry", kwargs={"number": 1}))
    known: set[str] = set()
    for post, username in _posts():
        waiting, mine = list(fixed), set[str]()
        while waiting:
            address = waiting.pop(0)
            name = _name(address)
            if name is None or name in mine or (name in known and name not in EVERYWHERE):
                continue
            answer: Any = _browser(username).get(address)
            if answer.status_code != 200 or answer.streaming or "text/html" not in answer.headers["Content-Type"]:
                continue
            mine.add(name)
            yield name, post, username, address
            links = dict.fromkeys(LINK.findall(answer.content.decode(errors="replace")))
            waiting += [link.replace("&amp;", "&") for link in links if _name(link) not in {None, *mine}]
        known |= mine


def _name(address: str) -> str | None:
    """The route of an address, none when it is not a page of ours."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(urlsplit(address.replace("&amp;", "&")).path)
    except Resolver404:
        return None
    return match.view_name if match.view_name in _routes() else None


@cache
def _routes() -> frozenset[str]:
    from tests.addresses import addresses

    pages = (one for one in addresses() if one.gate and "GET" in one.gate.methods)
    return frozenset(one.name for one in pages if not one.pattern.startswith("api/"))


@cache
def _browser(username: str) -> Any:
    from django.test import Client

    from taizhang.domain.access.models import Account

    browser = Client(SERVER_NAME="localhost")
    account = Account.objects.get(username=username)
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.get("/me/")  # the first visit of a session writes its sign of life
    return browser


VERBS = {"pages": pages, "first": first, "visit": visit, "look": look}


def serve() -> None:
    """Answer line by line until nobody asks any more."""
    from taizhang.config import cli

    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever else is printed is no answer
    cli.prepare()
    logging.disable()  # pages that refuse are passed by
    gc.disable()  # as the server does once it is loaded
    for line in sys.stdin:
        verb, *words = json.loads(line)
        answers.write(json.dumps(VERBS[verb](*words)) + "\n")
        answers.flush()
        gc.collect()


if __name__ == "__main__":
    serve()
