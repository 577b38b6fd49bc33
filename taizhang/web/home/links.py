"""What an administrator does: links to his own pages, no business data."""

from django.utils.translation import gettext as _

from taizhang.domain.access.roles import ROLES, Permission
from taizhang.web.home.desk import Desk
from taizhang.web.kit.page import PageRequest


def links(request: PageRequest, desk: Desk) -> dict[str, object]:
    """The pages an administrator may open, each with a sentence, and what his posts are."""
    every = (
        (Permission.ACCOUNTS_MANAGE, "/accounts-admin/", "key", _("Accounts"), _("Open and close sign-ins.")),
        (Permission.GRANTS_MANAGE, "/grants/", "shield", _("Grants"), _("Give and end roles.")),
        (Permission.AUDIT_VIEW, "/audit/", "history", _("Audit"), _("Read the trail and verify its chain.")),
    )
    mine = [
        {"url": url, "icon": icon, "label": label, "note": note}
        for permission, url, icon, label, note in every
        if desk.may(permission)
    ]
    return {"links": mine, "prose": [ROLES[role].prose for role in desk.roles]}
