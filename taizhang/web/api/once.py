"""Instruction twice is harmless: what was done under an identifier is known, and not done again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pydantic import BaseModel

from taizhang.domain.access.actions import instructions
from taizhang.web.api.bodies import Sent
from taizhang.web.kit.page import PageRequest


@contextmanager
def once(request: PageRequest, body: Sent) -> Iterator[bool]:
    """One transaction around a change; says whether it was done before under this identifier.

    The same identifier with other content, or from somebody else, is refused.
    """
    said = {body.id: digest(request, body)}
    with transaction.atomic():
        instructions.hold(said)
        known = instructions.known(said, request.account)
        if known.get(body.id) is False:
            raise instructions.other_content()
        yield body.id in known
        if body.id not in known:
            instructions.remember(said, request.account, request.by.at)


def digest(request: PageRequest, body: BaseModel) -> str:
    """The digest of where something was sent and what it said."""
    said = f"{request.method} {request.path}\n{body.model_dump_json()}"
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()
