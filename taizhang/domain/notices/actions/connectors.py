"""Setting up channels: the system administrator's, and none of them is ever deleted with what it sent."""

import secrets
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor
from taizhang.domain.notices.actions.contacts import check_address
from taizhang.domain.notices.connectors import Message, Receipt, opened
from taizhang.domain.notices.connectors.targets import target
from taizhang.domain.notices.models import Connector
from taizhang.domain.notices.models.delivery import Door
from taizhang.domain.orgs.secrets import seal
from taizhang.kernel.errors import Refused, _
from taizhang.kernel.ids import uuid7


@action
def add_connector(*, id: UUID, door: Door, name: str, url: str = "", by: Actor) -> tuple[Connector, str]:
    """Set up a channel; answers it and the secret its messages are signed with, which is shown this once."""
    known = Connector.objects.filter(pk=id).first()
    if known is not None:
        return known, ""
    name = name.strip()
    _refuse_name(name)
    secret = ""
    if door is Door.EMAIL:
        _refuse_without_server()
        url = ""
    else:
        target(url, private=settings.WEBHOOK_PRIVATE)
        secret = secrets.token_urlsafe(32)
    connector = Connector.objects.create(
        id=id, door=door.value, name=name, target=url, secret=seal(secret), added_at=by.at, added_by_name=by.name
    )
    note(Note("connectors.add", connector, by, label=name, details={"door": door.value}))
    return connector, secret


@action
def switch_off(*, connector: Connector, by: Actor) -> Connector:
    """Let a channel send nothing from now on; what waits goes out when it is on again, if that is soon."""
    return _switch(connector, by, off=True)


@action
def switch_on(*, connector: Connector, by: Actor) -> Connector:
    """Let a channel send again."""
    return _switch(connector, by, off=False)


def send_test(*, connector: Connector, to: str) -> Receipt:
    """Send a message that says nothing to an address typed for it, now; nothing of it is kept."""
    address = check_address(connector.door, to)
    words = gettext("This is a test of the channel “{name}”. Nothing needs to be done.").format(name=connector.name)
    return opened(connector).send(Message(uuid7(), address, gettext("Test message"), words))


def _switch(connector: Connector, by: Actor, *, off: bool) -> Connector:
    connector = Connector.objects.select_for_update().get(pk=connector.pk)
    if (connector.off_at is not None) == off:
        return connector
    connector.off_at = by.at if off else None
    connector.save(update_fields=["off_at"])
    note(Note("connectors.switch-off" if off else "connectors.switch-on", connector, by, label=connector.name))
    return connector


def _refuse_name(name: str) -> None:
    if not name or Connector.objects.filter(name=name).exists():
        raise Refused(_("A channel needs a name that no other has."), _("Choose another name."), code="connectors.name")


def _refuse_without_server() -> None:
    if not settings.EMAIL_HOST:
        raise Refused(
            _("This installation knows no mail server."),
            _("Let the operator name one by TAIZHANG_EMAIL_HOST."),
            code="connectors.no-server",
        )
