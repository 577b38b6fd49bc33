"""The code by which somebody unnamed finds the answer again, and the actor who stands for him.

The code follows from a token that the form carried and from the key of this installation: a form that is sent twice is
one case with one code, and what is kept finds the case without being the code.
"""

import base64
import hmac
from datetime import datetime
from uuid import UUID

from django.conf import settings

from taizhang.domain.access.signing import NOBODY
from taizhang.domain.audit.actor import Actor
from taizhang.domain.cases.models import Case
from taizhang.domain.orgs.secrets import blind_index
from taizhang.kernel.errors import Refused, _

BYTES = 10  # 80 bits: sixteen letters and digits
GROUP = 4


def receipt_code(token: UUID) -> str:
    """The code of a form, in groups of four: K7QD-2M5A-WX3E-HH6B."""
    digest = hmac.digest(settings.INDEX_KEY, b"receipt" + token.bytes, "sha256")[:BYTES]
    text = base64.b32encode(digest).decode()
    return "-".join(text[place : place + GROUP] for place in range(0, len(text), GROUP))


def receipt_index(code: str) -> str:
    """What is kept of a code; spaces, dashes and small letters are forgiven."""
    return blind_index("receipt" + "".join(sign for sign in code.upper() if sign.isalnum()))


def unnamed(at: datetime) -> Actor:
    """Whoever does not give a name: no person, and the hour only, so that no log of visits tells who it was."""
    return Actor(NOBODY, at.replace(minute=0, second=0, microsecond=0))


def by_receipt(code: str) -> Case:
    """The case of a code, with its state; refused when there is none."""
    found: Case | None = Case.objects.standing().filter(receipt=receipt_index(code)).first()
    if found is None:
        raise Refused(
            _("No case belongs to this code."),
            _("Check each letter and digit; a lost code cannot be found again, but the matter can be sent anew."),
            code="cases.receipt.unknown",
        )
    return found
