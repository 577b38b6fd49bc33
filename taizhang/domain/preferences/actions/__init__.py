"""What can be done to what people keep for themselves."""

from taizhang.domain.preferences.actions.keep import (
    open_with,
    remove_filter,
    rename_filter,
    restore_filter,
    save_filter,
    unknown,
)
from taizhang.domain.preferences.actions.share import link, share_with

__all__ = [
    "link",
    "open_with",
    "remove_filter",
    "rename_filter",
    "restore_filter",
    "save_filter",
    "share_with",
    "unknown",
]
