"""Signing in and out leaves a trace, and so does every attempt that failed."""

from taizhang.domain.access.models import Account
from taizhang.domain.audit.actions import Note, action, note
from taizhang.domain.audit.actor import Actor

NOBODY = "anonymous"  # the name of whoever has not signed in


@action
def note_sign_in(*, account: Account, method: str, by: Actor) -> Account:
    """Remember that a person signed in, and by which method (password, totp, demo …)."""
    note(Note(verb="access.sign-in", subject=account, by=by, details={"method": method}))
    return account


@action
def note_sign_out(*, account: Account, by: Actor) -> Account:
    """Remember that a person signed out."""
    note(Note(verb="access.sign-out", subject=account, by=by))
    return account


@action
def note_failed_sign_in(*, username: str, by: Actor) -> Account | None:
    """Remember a sign-in that failed; a name that is nobody's is not kept, for people type passwords there."""
    account = Account.objects.filter(username__iexact=username).first()
    note(Note(verb="access.sign-in-failed", subject=account, by=by, label="" if account else "?"))
    return account


@action
def note_second_step(*, account: Account, change: str, by: Actor) -> Account:
    """Remember that a person switched one-time codes on or off, or made new recovery codes."""
    note(Note(verb="access.second-step", subject=account, by=by, details={"change": change}))
    return account
