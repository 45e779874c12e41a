"""The sandbox's own settings; the portal's are never read."""

import os
from pathlib import Path

DATA_DIR = Path(os.environ.get("SANDBOX_DATA", "var/sandbox")).absolute()
MEDIA_DIR = DATA_DIR / "media"

# Nothing is signed with it: the sandbox has no sessions and no forms that need a token.
SECRET_KEY = "not a secret"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["syndication.sandbox"]
MIDDLEWARE = [
    "syndication.sandbox.exchange.Exchange",
    "syndication.sandbox.pages.policy.PagePolicy",
]
ROOT_URLCONF = "syndication.sandbox.urls"
APPEND_SLASH = False
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "sandbox.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # A killed process loses nothing with this; only a power cut could.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
}
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = False
USE_TZ = True
# The platforms' own limits are checked where they belong, with their own error codes.
DATA_UPLOAD_MAX_MEMORY_SIZE = None
DATA_UPLOAD_MAX_NUMBER_FIELDS = None
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Refusals are the sandbox's daily work, not news.
    "loggers": {"django.request": {"level": "ERROR"}},
}
