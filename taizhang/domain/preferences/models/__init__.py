"""What people keep for themselves, one noun a file."""

from taizhang.domain.preferences.models.language import ReadingLanguage
from taizhang.domain.preferences.models.saved_filter import SavedFilter, SavedFilterQuerySet
from taizhang.domain.preferences.models.tour import Tour

__all__ = ["ReadingLanguage", "SavedFilter", "SavedFilterQuerySet", "Tour"]
