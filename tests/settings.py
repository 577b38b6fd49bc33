"""The real settings, less what only makes tests slow."""

from taizhang.config.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # the server warns about a missing folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
KEEP_COUNTS = False  # rows that factories make leave no act, by which a kept count is known to be old
API_MISSES = 1_000_000  # all tests come from one place
