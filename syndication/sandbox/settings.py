"""The sandbox is a small Django project of its own, with its own database."""

import os
import secrets
from pathlib import Path

DATA_DIR = Path(os.environ.get("SANDBOX_DATA", "var/sandbox")).absolute()
DATA_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = secrets.token_urlsafe(32)
DEBUG = False
# It listens where it was told to; whoever reaches it may name it as they like.
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "syndication.sandbox.urls"
INSTALLED_APPS = ["syndication.sandbox", "django.contrib.staticfiles"]
MIDDLEWARE = [
    "syndication.sandbox.policy.PolicyMiddleware",
    "syndication.sandbox.faults.FaultMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "sandbox.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
STATIC_URL = "/static/"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
LOGGING_CONFIG = None
