"""The words for the codes of a roll, translated where they are shown."""

from taizhang.kernel.errors import _

# Why somebody does not count, or has no vote.
WHY_NOT = {
    "exempt": _("exempt by article 23"),
    "floating": _("floating member"),
    "abroad": _("abroad"),
    "lost_contact": _("out of contact"),
    "suspended": _("membership suspended"),
    "expelled": _("expelled"),
    "probationary": _("probationary, no vote"),
}
PRESENCE = {
    "present": _("present"),
    "leave": _("on leave"),
    "absent": _("absent"),
}
