"""How people sign in: accounts are made by administrators, secrets of one-time codes are stored encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from taizhang.domain.access.models import Account
from taizhang.web.kit.language import welcome


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes public registration: an account belongs to a person whom the roster knows."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Five attempts failed, so this sign-in is locked for 15 minutes. "
            "Wait, or ask the system administrator to set a new password."
        ),
        "username_password_mismatch": _("The name and the password do not belong together. Check both."),
    }

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **more: Any
    ) -> None:
        """Say nothing about signing in: the page that follows says it."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *rest, **more)

    def post_login(self, request: HttpRequest, user: Account, **more: Any) -> HttpResponse:
        """Where to go after signing in, in the language that the person chose."""
        response: HttpResponse = super().post_login(request, user, **more)
        welcome(response, user)
        return response

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator makes accounts."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Keeps the secrets of one-time codes encrypted at rest."""

    def encrypt(self, text: str) -> str:
        """The text as a token that only this installation can read."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The text of a token made by `encrypt`."""
        return _cipher().decrypt(encrypted_text.encode("ascii")).decode()


def _cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"mfa:" + settings.SECRET_KEY.encode()).digest()))
