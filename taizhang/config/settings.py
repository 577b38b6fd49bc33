"""Django's settings. What differs between installations comes from the environment (see docs/operations.md)."""

import os
from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from taizhang.config import database
from taizhang.config.home import demo_day, demo_mode, home
from taizhang.config.keys import key
from taizhang.config.rooms import modules, rooms

django_stubs_ext.monkeypatch()  # models may say `TextField[str, str]`, as the type checker wants
PACKAGE = Path(__file__).resolve().parents[1]
HOME = home()


def _on(name: str) -> bool:
    return os.environ.get(f"TAIZHANG_{name}", "") not in {"", "0", "no", "false"}


# Who we are and whom we answer.
DEMO = demo_mode(HOME)
TODAY = demo_day(HOME)  # None: the real day
DEBUG = _on("DEBUG")
HTTPS = _on("HTTPS")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
# A demo signs people in without a password, so it answers to loopback names only.
ALLOWED_HOSTS = LOOPBACK if DEMO else [*os.environ.get("TAIZHANG_HOSTS", "").replace(",", " ").split(), *LOOPBACK]
SECRET_KEY = key(HOME, "secret").hex()
FIELD_KEY = key(HOME, "field")  # SM4 key of identity numbers and telephones
INDEX_KEY = key(HOME, "index")  # HMAC-SM3 key of their blind index
ROOT_URLCONF = "taizhang.config.urls"
WSGI_APPLICATION = "taizhang.config.wsgi.application"

# What is in the house.
AUTH_USER_MODEL = "access.Account"
INSTALLED_APPS = [
    *rooms("domain"),
    *modules(),
    *rooms("web"),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "taizhang.config.headers.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "taizhang.web.kit.idle.idle",
]

# Data. TAIZHANG_ROLE=owner migrates, "app" serves; the second may not rewrite a ledger.
DATABASES = {"default": database.settings(HOME, os.environ.get("TAIZHANG_ROLE", "app"), pool=_on("POOL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "files"
# Counts of failed sign-ins, which all processes must share.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Counts over many rows; a folder of their own, so that many of them push out no failed sign-in.
    "counts": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "counts",
        "OPTIONS": {"MAX_ENTRIES": 4_000},
    },
}
KEEP_COUNTS = True  # see taizhang/domain/audit/kept.py
COUNTS_WORTH = 0.02  # seconds: what is counted faster is counted each time
COUNTS_LAG = 60  # seconds for which a page may show a count from before the acts of others, and says so
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # of what is typed; files are not counted, they never lie in memory whole
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a roll call of a large branch posts several fields a person

# Pages. Ours are Jinja2; the second engine renders what a library brings and we did not write.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates", *sorted(PACKAGE.glob("modules/*/templates"))],
        "OPTIONS": {
            "environment": "taizhang.web.kit.jinja.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "taizhang.web.kit.context.frame",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = not DEBUG

# Words and hours.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("zh-hant", _("Traditional Chinese")), ("en", _("English"))]
LOCALE_PATHS = sorted(PACKAGE.glob("**/locale"))  # every room keeps its own words
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Signing in.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "taizhang.config.signin.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # offices share computers: closing the browser signs out
# Five wrong passwords lock one name for a quarter of an hour; a whole office may come from one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "60/m/ip,5/15m/key"}
MFA_ADAPTER = "taizhang.config.signin.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Taizhang"

# Safety of the browser's side.
IDLE_SECONDS = 60 * int(os.environ.get("TAIZHANG_IDLE_MINUTES", "30"))  # then the person is signed out
SESSION_COOKIE_AGE = 12 * 3600  # seconds: one working day
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Messages that leave the house: see docs/howto/add-a-connector.md.
SITE_URL = os.environ.get("TAIZHANG_URL", "").rstrip("/")  # what messages link to
EMAIL_HOST = os.environ.get("TAIZHANG_EMAIL_HOST", "")  # empty: no e-mail
EMAIL_PORT = int(os.environ.get("TAIZHANG_EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("TAIZHANG_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TAIZHANG_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TAIZHANG_EMAIL_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("TAIZHANG_EMAIL_TLS", "") == "ssl"
DEFAULT_FROM_EMAIL = os.environ.get("TAIZHANG_EMAIL_FROM", "taizhang@localhost")
WEBHOOK_PRIVATE = _on("WEBHOOK_PRIVATE")  # webhooks may point into the own network

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TAIZHANG_LOG", "WARNING")},
}
