"""What can be done to forms, answers and caps."""

from taizhang.domain.burden.actions.answers import hand_in, keep_draft
from taizhang.domain.burden.actions.caps import set_cap
from taizhang.domain.burden.actions.forms import discard_form, draft_form, redraft_form, register_form, withdraw_form
from taizhang.domain.burden.actions.sendings import send

__all__ = [
    "discard_form",
    "draft_form",
    "hand_in",
    "keep_draft",
    "redraft_form",
    "register_form",
    "send",
    "set_cap",
    "withdraw_form",
]
