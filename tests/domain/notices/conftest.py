"""A mail server and a web server on the loopback, and the settings that lead to them."""

from collections.abc import Iterator

import pytest

from tests.domain.notices.sinks import HookSink, MailSink, running


@pytest.fixture
def mail(settings) -> Iterator[MailSink]:
    with running(MailSink()) as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.DEFAULT_FROM_EMAIL = "taizhang@district.example"
        yield sink


@pytest.fixture
def hook(settings) -> Iterator[HookSink]:
    settings.WEBHOOK_PRIVATE = True
    with running(HookSink()) as sink:
        yield sink
