"""How often one address may file or try a code within an hour; the address itself is kept nowhere.

What is counted under is a hash with a salt that lives an hour, so that afterwards nothing leads back to an address.
"""

import secrets
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

from taizhang.kernel.errors import Refused, _
from taizhang.web.kit.often import counted

HOUR = 3600  # seconds
MOST = {"filing": 20, "receipt": 60, "panel": 600}  # a whole office, or a whole hall, may come from one address


def refuse_flood(request: HttpRequest, what: str) -> None:
    """Refuse when an address has filed, or tried codes, too often within the hour."""
    salt = cache.get_or_set("cases:salt", lambda: secrets.token_hex(16), HOUR)
    address = get_adapter().get_client_ip(request)
    if counted(f"cases-{what}-{sha256(f'{salt}{address}'.encode()).hexdigest()}", HOUR) > MOST[what]:
        raise Refused(
            _("More than {most} came from this place within an hour."),
            _("Wait an hour, or call the office; nothing that was sent is lost."),
            code="cases.flood",
            most=MOST[what],
        )
