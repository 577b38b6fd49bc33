"""Whether an actor may administer: asked again inside the act, whatever door it came through."""

from taizhang.domain.access.models import Account
from taizhang.domain.access.policy import may
from taizhang.domain.access.roles import Permission
from taizhang.domain.audit.actor import Actor, Channel
from taizhang.kernel.errors import Refused, _

OPERATED = (Channel.COMMAND, Channel.SEED)  # whoever types commands on the machine owns the machine


def require(permission: Permission, by: Actor, *, first: bool) -> None:
    """Refuse an actor without the permission; `first` is true while nobody could hold it yet."""
    if first or by.channel in OPERATED:
        return
    account = Account.objects.filter(person_id=by.person_id).first() if by.person_id else None
    if account is None or not may(account, permission, on=by.on):
        raise Refused(
            _("{name} may not do this."),
            _("Accounts are opened by the system administrator, grants given by the security administrator."),
            code="access.not-allowed",
            name=by.name,
        )
