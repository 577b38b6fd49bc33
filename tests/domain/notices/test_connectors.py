"""Channels: what goes through them, what a webhook may point to, and who set them up."""

import hmac
import socket
from uuid import uuid4

import pytest

from taizhang.domain.notices.actions.connectors import add_connector, send_test, switch_off, switch_on
from taizhang.domain.notices.connectors import Message, Receipt, opened
from taizhang.domain.notices.connectors.targets import target
from taizhang.domain.notices.models import Connector
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.secrets import reveal
from taizhang.kernel.errors import Refused
from taizhang.kernel.ids import uuid7
from tests.factories import notices
from tests.factories.orgs import SEED

pytestmark = pytest.mark.django_db


def message(**more) -> Message:
    values = {"id": uuid7(), "to": "zhou@example.org", "subject": "本周摘要", "text": "三项任务到期", **more}
    return Message(**values)


def test_a_mail_arrives_with_its_identifier(mail):
    sent = message()
    assert opened(notices.connector(Door.EMAIL)).send(sent) == Receipt(True)
    letter = mail.letters[0]
    assert (letter["To"], letter["Subject"]) == ("zhou@example.org", "本周摘要")
    assert letter["Message-ID"] == f"<{sent.id}@district.example>"
    assert "三项任务到期" in letter.get_content()


def test_a_line_break_in_the_subject_makes_no_header(mail):
    opened(notices.connector(Door.EMAIL)).send(message(subject="摘要\r\nBcc: all@example.org"))
    assert mail.letters[0]["Bcc"] is None


def test_a_refused_recipient_is_a_reason_without_the_address(mail):
    mail.answers = ["550 no such user <zhou@example.org>"]
    receipt = opened(notices.connector(Door.EMAIL)).send(message())
    assert not receipt.sent
    assert not receipt.away
    assert "550" in receipt.reason
    assert "zhou@example.org" not in receipt.reason


def test_a_mail_server_that_is_gone_is_away(settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    assert opened(notices.connector(Door.EMAIL)).send(message()).away


def test_a_webhook_is_signed_so_that_its_receiver_can_tell(hook):
    connector, secret = add_connector(id=uuid4(), door=Door.WEBHOOK, name="政务平台", url=hook.url, by=SEED)
    sent = message()
    assert opened(connector).send(sent) == Receipt(True)
    headers, body = hook.posts[0]
    wanted = hmac.new(secret.encode(), headers["Taizhang-Timestamp"].encode() + b"." + body, "sha256").hexdigest()
    assert headers["Taizhang-Signature"] == wanted
    assert headers["Taizhang-Delivery"] == str(sent.id)
    assert hook.said()[0]["text"] == "三项任务到期"


@pytest.mark.parametrize(("status", "away"), [(500, True), (503, True), (404, False), (302, False)])
def test_whatever_is_not_taken_is_a_failure(hook, status, away):
    hook.answers, hook.location = [status], "http://169.254.169.254/latest/"
    receipt = opened(notices.connector(target=hook.url)).send(message())
    assert (receipt.sent, receipt.away) == (False, away)
    assert len(hook.posts) == 1  # nothing is followed


def test_a_webhook_that_is_gone_is_away(settings):
    settings.WEBHOOK_PRIVATE = True
    assert opened(notices.connector(target=f"http://127.0.0.1:{free_port()}/")).send(message()).away


INSIDE = [
    "https://127.0.0.1/", "https://localhost/", "https://10.0.0.5/", "https://192.168.1.1/x", "https://172.16.0.1/",
    "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://2130706433/", "https://0x7f.1/",
    "https://[2002:7f00:1::]/", "https://[64:ff9b::7f00:1]/", "https://100.64.0.1/", "https://0.0.0.0/",
]  # fmt: skip
NEVER = ["https://169.254.169.254/latest/meta-data/", "https://[fe80::1]/", "https://224.0.0.1/", "https://0.0.0.0/"]
UNREADABLE = [
    "", "ftp://example.org/", "https://user:pass@example.org/", "https://", "file:///etc/passwd", "https://example.org:99999/",
    "https://exa mple.org/", "https://example.org/\r\nX: y", "javascript:alert(1)", "https://example.org/#x",
    "https://例子.中国/", "https://example.org/" + "x" * 300, "gopher://127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_a_webhook_leads_nowhere_inside(url):
    with pytest.raises(Refused) as refused:
        target(url, private=False)
    assert refused.value.code in {"connectors.inside", "connectors.no-host"}


@pytest.mark.parametrize("url", NEVER)
def test_some_places_stay_closed_even_where_the_own_network_is_open(url):
    with pytest.raises(Refused) as refused:
        target(url, private=True)
    assert refused.value.code == "connectors.inside"


@pytest.mark.parametrize("url", UNREADABLE)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(Refused) as refused:
        target(url, private=True)
    assert refused.value.code == "connectors.address"


def test_only_loopback_may_go_unencrypted():
    assert target("http://127.0.0.1:8080/hook?a=1", private=True).path == "/hook?a=1"
    with pytest.raises(Refused) as refused:
        target("http://10.0.0.5/", private=True)
    assert refused.value.code == "connectors.plain"
    assert target("https://10.0.0.5/", private=True).port == 443


def test_the_checked_address_is_the_one_connected_to(hook):
    """A name that resolves elsewhere a moment later changes nothing: the address found is kept."""
    place = target(hook.url.replace("127.0.0.1", "localhost"), private=True)
    assert place.address in {"127.0.0.1", "::1"}
    assert place.host == "localhost"


def test_a_target_that_moved_inside_since_it_was_set_up_gets_nothing(hook, settings):
    connector = notices.connector(target=hook.url)
    settings.WEBHOOK_PRIVATE = False
    receipt = opened(connector).send(message())
    assert (receipt.sent, receipt.away, hook.posts) == (False, True, [])


def test_the_secret_is_sealed_and_given_once(hook):
    key = uuid4()
    connector, secret = add_connector(id=key, door=Door.WEBHOOK, name="平台", url=hook.url, by=SEED)
    assert secret not in Connector.objects.get().secret
    assert reveal(Connector.objects.get().secret) == secret
    assert add_connector(id=key, door=Door.WEBHOOK, name="平台", url=hook.url, by=SEED) == (connector, "")


def test_names_are_taken_once_and_mail_needs_a_server(settings, hook):
    settings.EMAIL_HOST = ""
    notices.connector(name="平台")
    for door, name in ((Door.WEBHOOK, " 平台 "), (Door.WEBHOOK, " "), (Door.EMAIL, "邮件")):
        with pytest.raises(Refused):
            add_connector(id=uuid4(), door=door, name=name, url=hook.url, by=SEED)
    assert Connector.objects.count() == 1


def test_off_and_on_are_each_once():
    connector = notices.connector()
    assert switch_off(connector=connector, by=SEED).off_at == SEED.at
    switch_off(connector=connector, by=SEED)
    assert switch_on(connector=connector, by=SEED).off_at is None


def test_a_test_message_keeps_nothing(mail):
    connector = notices.connector(Door.EMAIL, name="邮件")
    assert send_test(connector=connector, to="admin@example.org").sent
    assert connector.deliveries.count() == 0
    with pytest.raises(Refused):
        send_test(connector=connector, to="not an address")


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
