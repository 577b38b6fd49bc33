"""What people keep for themselves, one noun a file."""

from taizhang.domain.preferences.models.saved_filter import SavedFilter, SavedFilterQuerySet

__all__ = ["SavedFilter", "SavedFilterQuerySet"]
