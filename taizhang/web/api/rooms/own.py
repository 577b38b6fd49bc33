"""Who asks: the person, the key and what it opens; and the description of the interface."""

from datetime import date
from typing import Any

from ninja import Schema
from pydantic import RootModel

from taizhang.domain.access import policy
from taizhang.domain.access.roles import Permission
from taizhang.web.api.calls import get
from taizhang.web.kit.page import PageRequest


class Key(Schema):
    """The key through which a program acts."""

    name: str
    expires_on: date
    organization: str | None


class Me(Schema):
    """Who asks, and what may be asked today."""

    name: str
    today: date
    key: Key | None
    permissions: list[str]


@get("me", "me", None, Me)
def me(request: PageRequest) -> Me:
    """Who asks, through which key, and what it opens today."""
    account, key = request.account, request.account.key
    held = [one.value for one in Permission if policy.scope(account, one, on=request.today)]
    return Me(
        name=account.person.name,
        today=request.today,
        key=Key(
            name=key.name,
            expires_on=key.expires_on,
            organization=key.organization.code if key.organization else None,
        )
        if key
        else None,
        permissions=held,
    )


@get("openapi.json", "description", None, dict[str, Any])
def description(request: PageRequest) -> RootModel[dict[str, Any]]:
    """This description, as OpenAPI 3.1."""
    from taizhang.web.api.description import description as whole

    return RootModel(whole())
