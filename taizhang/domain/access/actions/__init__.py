"""What can be done to accounts, grants and keys."""

from taizhang.domain.access.actions.accounts import (
    AccountEntry,
    close_account,
    open_account,
    open_many,
    reopen_account,
    set_password,
)
from taizhang.domain.access.actions.endings import end_many, endable, restore_many
from taizhang.domain.access.actions.grants import GrantEntry, end_grant, give, give_many
from taizhang.domain.access.actions.keys import KeyEntry, Made, make_key, revoke_key

__all__ = [
    "AccountEntry",
    "GrantEntry",
    "KeyEntry",
    "Made",
    "close_account",
    "end_grant",
    "end_many",
    "endable",
    "give",
    "give_many",
    "make_key",
    "open_account",
    "open_many",
    "reopen_account",
    "restore_many",
    "revoke_key",
    "set_password",
]
