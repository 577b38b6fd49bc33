"""The inbox as a channel: the digest is a line in it for who has no other channel."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from taizhang.domain.notices.connectors.door import Message, Receipt
from taizhang.domain.notices.kinds import Kind
from taizhang.domain.notices.models import Notice


@dataclass(frozen=True, slots=True)
class InboxConnector:
    """Puts a line in the inbox of the person that `to` names."""

    count: int
    now: datetime

    def send(self, message: Message) -> Receipt:
        """Add the line, once for each digest."""
        Notice.objects.bulk_create(
            [
                Notice(
                    person_id=UUID(message.to),
                    kind=Kind.DIGEST.value,
                    about_kind="digest",
                    about_id=message.id,
                    about_label=message.subject[:200],
                    link=message.link,
                    values={"count": self.count},
                    at=self.now,
                )
            ],
            ignore_conflicts=True,
        )
        return Receipt(True)
