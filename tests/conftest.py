"""What every test may ask for: a database, a database of its own, a served site, a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# Settings read these when they are imported, which is why they stand before every other import.
CONTROLLER = "PYTEST_XDIST_WORKER" not in os.environ
MEMORY, ENOUGH = Path("/dev/shm"), 4 << 30  # bytes
if CONTROLLER:
    # Two hundred databases come and go; ext4 is slow to make a file where many were just deleted.
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH
    os.environ["TAIZHANG_HOME"] = tempfile.mkdtemp(prefix="tz-test-", dir=MEMORY if roomy else None)
for name in ("DATABASE_URL", "OWNER_URL", "SCHEMA", "DEMO", "POOL", "ROLE"):
    os.environ.pop(f"TAIZHANG_{name}", None)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
# Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django
import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from taizhang.config import catalogues
from tests import databases

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]
NUMBERS = count(1)


def pytest_configure(config: pytest.Config) -> None:
    if CONTROLLER:
        catalogues.compile_stale()
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last process of the run to leave stops the server; the controller outlives its workers."""
    if CONTROLLER:
        databases.server().halt()
        shutil.rmtree(os.environ["TAIZHANG_HOME"], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`-m database` chooses what asks the server anything: the rest says nothing about another version of it."""
    for item in items:
        asks = {"db", "own_database"} & set(getattr(item, "fixturenames", ()))
        if asks or item.get_closest_marker("django_db"):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> Iterator[None]:
    """One migrated database for this process, for every test marked `django_db`, which is rolled back."""
    databases.start()
    name = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    databases.create(name)
    _use(name)
    yield
    connections.close_all()


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A database for one test that commits for real: two connections, threads, a served site. Not with `db`."""
    before = settings.DATABASES["default"]["NAME"]
    name = f"own_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(NUMBERS)}"
    databases.create(name)
    with django_db_blocker.unblock():
        _use(name)
        yield name
        _use(before)
    databases.drop(name)


@pytest.fixture
def live(own_database: str) -> Iterator[str]:
    """The address of the whole site, served by a thread from a database of its own."""
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = KeptFiles
    server.start()
    yield server.url
    server.stop()


class KeptFiles(StaticFilesHandler):
    """Style sheets and scripts that a browser keeps, as it does those of the real site, instead of asking for each."""

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        """A file, good for as long as a test."""
        answer = super().serve(request)
        answer.headers["Cache-Control"] = "max-age=3600"
        return answer


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a desk: 1280×800. The test fails when a script on it fails."""
    yield from _page(browser, 1280, 800)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page in a hand: 390×844, with touch."""
    yield from _page(browser, 390, 844, has_touch=True, is_mobile=True)


def _page(browser: Browser, width: int, height: int, **more: bool) -> Iterator[Page]:
    viewport = {"width": width, "height": height}
    context: BrowserContext = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport=viewport, **more
    )
    context.set_default_timeout(10_000)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def _use(name: str) -> None:
    """Points Django's one connection at another database of the same server."""
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
