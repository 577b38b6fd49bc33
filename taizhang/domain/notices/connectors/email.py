"""E-mail, through the server that the settings name."""

import smtplib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from taizhang.domain.notices.connectors.door import Message, Receipt

TIMEOUT = 10  # seconds
# What the server says of one message; anything else it would say of the next one too.
ITS_OWN = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


@dataclass(frozen=True, slots=True)
class EmailConnector:
    """Sends plain text; nothing in it is loaded from anywhere, so that nobody can see who opened it."""

    def send(self, message: Message) -> Receipt:
        """Hand one message to the mail server."""
        if not settings.EMAIL_HOST:
            return Receipt.refused("TAIZHANG_EMAIL_HOST", away=True)
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
        letter = EmailMessage(
            subject=" ".join(message.subject.split()),
            body=message.text,
            to=[message.to],
            headers={"Message-ID": f"<{message.id}@{domain}>", "Auto-Submitted": "auto-generated"},
            connection=EmailBackend(timeout=TIMEOUT, fail_silently=False),
        )
        try:
            letter.send()
        except OSError as gone:
            return Receipt.refused(gone, away=not isinstance(gone, ITS_OWN))
        except (BadHeaderError, ValueError) as wrong:
            return Receipt.refused(wrong)
        return Receipt(True)
