"""Opening one's own notices. No act: it leaves no trace, because who read what and when is nobody's business."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from taizhang.domain.notices.models import Notice
from taizhang.kernel.errors import Refused, _

MANY = 99  # a bell says "99+" beyond


def unread(person_id: UUID) -> int:
    """How many lines wait in an inbox, counted no further than a bell shows."""
    return Notice.objects.of(person_id).unread().order_by()[: MANY + 1].count()


def open_notice(*, key: UUID, person_id: UUID, now: datetime) -> Notice:
    """One's own notice, read from this moment on."""
    notice: Notice | None = Notice.objects.of(person_id).filter(pk=key).first()
    if notice is None:
        raise Refused(
            _("There is no such notice in your inbox."),
            _("It may have been recalled, or deleted because it was old."),
            code="notices.unknown",
        )
    if notice.read_at is None:
        notice.read_at = now
        notice.save(update_fields=["read_at"])
    return notice


def read_all(*, person_id: UUID, now: datetime) -> int:
    """Every line of an inbox is read from this moment on; answers how many were not."""
    return Notice.objects.of(person_id).unread().update(read_at=now)


def unread_again(*, person_id: UUID, read_at: datetime) -> int:
    """Take back what was marked as read at one moment; lines that came again since stay as they are."""
    rows = Notice.objects.of(person_id)
    same = rows.unread().filter(kind=OuterRef("kind"), about_id=OuterRef("about_id"), about_id__isnull=False)
    return rows.filter(~Exists(same), read_at=read_at).update(read_at=None)
