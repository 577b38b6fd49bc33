"""What can be done to accounts and grants."""

from taizhang.domain.access.actions.accounts import (
    AccountEntry,
    close_account,
    open_account,
    open_many,
    reopen_account,
    set_password,
)
from taizhang.domain.access.actions.grants import GrantEntry, end_grant, give, give_many

__all__ = [
    "AccountEntry",
    "GrantEntry",
    "close_account",
    "end_grant",
    "give",
    "give_many",
    "open_account",
    "open_many",
    "reopen_account",
    "set_password",
]
