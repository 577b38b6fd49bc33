"""The real settings, less what only makes tests slow."""

import os

from taizhang.config.settings import *  # noqa: F403

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  # the server warns about a missing folder
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
KEEP_COUNTS = False  # rows that factories make leave no act, by which a kept count is known to be old
API_MISSES = 1_000_000  # all tests come from one place
# Tests that run beside each other throw away their own caches only.
for name, cache in CACHES.items():  # noqa: F405
    cache["LOCATION"] = HOME / "test-caches" / os.environ.get("PYTEST_XDIST_WORKER", "alone") / name  # noqa: F405
