"""A webhook: the message as JSON, signed, to one address that was checked."""

import hmac
import json
import socket
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from taizhang.domain.notices.connectors.door import Message, Receipt
from taizhang.domain.notices.connectors.targets import Target, target
from taizhang.kernel.errors import Refused

TIMEOUT = 10  # seconds
GOOD = range(200, 300)


@dataclass(frozen=True, slots=True)
class WebhookConnector:
    """Posts to one address; follows nothing, reads no answer beyond its status."""

    url: str
    secret: str

    def send(self, message: Message) -> Receipt:
        """Post one message. `Taizhang-Delivery` stays the same when it is tried again."""
        try:
            place = target(self.url, private=settings.WEBHOOK_PRIVATE)
        except Refused as refusal:
            return Receipt.refused(refusal.sentence(), away=True)
        body = json.dumps(
            {"to": message.to, "subject": message.subject, "text": message.text, "link": message.link},
            ensure_ascii=False,
        ).encode()
        try:
            status = _posted(place, body, self._headers(message, body))
        except (OSError, HTTPException) as gone:
            return Receipt.refused(f"{type(gone).__name__}: {gone}", away=True)
        return Receipt(True) if status in GOOD else Receipt.refused(f"HTTP {status}", away=status >= 500)

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        at = str(int(time.time()))
        return {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Taizhang",
            "Taizhang-Delivery": str(message.id),
            "Taizhang-Timestamp": at,
            "Taizhang-Signature": signature(self.secret, at, body),
        }


def signature(secret: str, at: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a full stop and the body, in hexadecimal: a receiver computes the same."""
    return hmac.new(secret.encode(), at.encode() + b"." + body, "sha256").hexdigest()


class _Pinned(HTTPConnection):
    """A connection to the address that was checked; its certificate must still be that of the name."""

    def __init__(self, place: Target) -> None:
        super().__init__(place.host, place.port, timeout=TIMEOUT)
        self._place = place

    def connect(self) -> None:
        """Reach the checked address itself: what the name means by now is not asked again."""
        plain = socket.create_connection((self._place.address, self._place.port), TIMEOUT)
        if self._place.secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._place.host)
        else:
            self.sock = plain


def _posted(place: Target, body: bytes, headers: dict[str, str]) -> int:
    connection = _Pinned(place)
    try:
        connection.request("POST", place.path, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()
