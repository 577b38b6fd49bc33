"""Django's and allauth's signals about signing in, each a door to one action of the access room."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth
from django.dispatch import receiver
from django.http import HttpRequest

from taizhang.domain.access import signing
from taizhang.domain.access.models import Account
from taizhang.domain.audit.actor import Actor
from taizhang.web.kit import clock


def actor(account: Account) -> Actor:
    """The person of an account, acting now."""
    return Actor(account.person.name, clock.now(), account.person_id)


@receiver(auth.user_logged_in, dispatch_uid="taizhang.signed-in")
def signed_in(request: HttpRequest | None, user: Account, **more: Any) -> None:
    """A person signed in."""
    method = getattr(request, "sign_in_method", "password")
    signing.note_sign_in(account=user, method=method, by=actor(user))


@receiver(auth.user_logged_out, dispatch_uid="taizhang.signed-out")
def signed_out(user: Account | None, **more: Any) -> None:
    """A person signed out; whoever was not signed in leaves no trace."""
    if user is not None:
        signing.note_sign_out(account=user, by=actor(user))


@receiver(auth.user_login_failed, dispatch_uid="taizhang.sign-in-failed")
def failed(credentials: dict[str, Any], **more: Any) -> None:
    """A name and password did not fit."""
    nobody = Actor(signing.NOBODY, clock.now())
    signing.note_failed_sign_in(username=str(credentials.get("username", "")), by=nobody)


@receiver([mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset], dispatch_uid="taizhang.mfa")
def second_step(signal: Any, user: Account, authenticator: Authenticator, **more: Any) -> None:
    """One-time codes were switched on or off."""
    words = {mfa.authenticator_added: "added", mfa.authenticator_removed: "removed", mfa.authenticator_reset: "reset"}
    signing.note_second_step(account=user, change=f"{authenticator.type} {words[signal]}", by=actor(user))
