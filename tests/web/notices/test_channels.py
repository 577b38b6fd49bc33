"""Channels: the system administrator sets them up, tries them, switches them; no address of a reader is shown."""

import re

import pytest

from taizhang.domain.notices.models import Connector, Delivery
from taizhang.domain.notices.models.delivery import Door
from taizhang.kernel.ids import uuid7
from tests import people
from tests.domain.notices.sinks import HookSink, MailSink, running
from tests.factories import notices
from tests.web.cast import browser_of

pytestmark = pytest.mark.django_db
LIST = "/connectors/"


@pytest.fixture
def admin(db, demo_day):
    return browser_of(people.assemble().system_admin)


@pytest.fixture
def hook(settings):
    settings.WEBHOOK_PRIVATE = True
    with running(HookSink()) as sink:
        yield sink


@pytest.fixture
def mail(settings):
    with running(MailSink()) as sink:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", sink.port, False
        yield sink


def text_of(response) -> str:
    return response.content.decode()


def typed(**more):
    return {"id": str(uuid7()), "door": "webhook", "name": "政务平台", "url": "", **more}


def test_the_secret_of_a_webhook_is_shown_once(admin, hook):
    answer = admin.post(LIST + "new/", typed(url=hook.url))
    secret = re.search(r">([\w-]{40,})<", text_of(answer))[1]
    assert answer["Cache-Control"] == "no-store"
    assert secret not in text_of(admin.get(LIST))
    assert "政务平台" in text_of(admin.get(LIST))


def test_a_webhook_into_the_house_is_refused_beside_the_form(admin, settings):
    settings.WEBHOOK_PRIVATE = False
    page = text_of(admin.post(LIST + "new/", typed(url="https://169.254.169.254/latest/")))
    assert "指向不允许回调访问的网络" in page
    assert Connector.objects.count() == 0


def test_a_test_message_goes_to_an_address_typed_for_it(admin, mail):
    connector = notices.connector(Door.EMAIL, name="邮件")
    page = text_of(admin.post(f"{LIST}{connector.pk}/trial/", {"to": "admin@example.org"}, follow=True))
    assert "已收下消息" in page
    assert mail.letters[0]["To"] == "admin@example.org"
    assert Delivery.objects.count() == 0


def test_a_channel_that_fails_says_why(admin, hook):
    connector = notices.connector(target=hook.url, name="平台")
    hook.answers = [401]
    answer = admin.post(f"{LIST}{connector.pk}/trial/", {"to": "admin"}, follow=True)
    assert "HTTP 401" in text_of(answer)


def test_it_is_switched_off_with_an_undo(admin):
    connector = notices.connector(name="平台")
    page = text_of(admin.post(f"{LIST}{connector.pk}/closure/", follow=True))
    assert "已停用，不再发送" in page
    undo = re.search(r'action="(/connectors/[^"]+/opening/)"', page)[1]
    admin.post(undo)
    assert Connector.objects.get().off_at is None


def test_failures_are_told_by_reason_and_not_by_person(admin):
    attempt = notices.attempt()
    page = text_of(admin.get(LIST))
    assert attempt.reason in page
    assert attempt.delivery.person.name not in page


def test_a_channel_that_does_not_exist_is_not_found(admin):
    assert admin.post(f"{LIST}{uuid7()}/closure/").status_code == 404
