"""One machine, no servers: SQLite and a broker made of files. The demo and small towns."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATA_DIR, PUBLIC_URL, SITE, env
from portal.settings.secrets import made_once

_made = made_once(DATA_DIR / "secrets.env")
SECRET_KEY = env.str("SECRET_KEY", default=_made["SECRET_KEY"])
SYNDICATION_KEYS = env.list("SYNDICATION_KEYS", default=[_made["SYNDICATION_KEYS"]])

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])

# Static files come straight from their folders.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ROOT = SITE / "root"

SANDBOX_ALLOWED = env.bool("SANDBOX_ALLOWED", default=True)
SANDBOX_URL = env.str("SANDBOX_URL", default="http://localhost:8010")
