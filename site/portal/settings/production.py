"""PostgreSQL, Redis and a front proxy. It refuses to start without what it needs to be told."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.base import DATABASES, PUBLIC_URL, SYNDICATION_KEYS, env

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[PUBLIC_URL])
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL")
env.str("CACHE_URL")
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES")

if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("Production needs PostgreSQL: set DATABASE_URL=postgres://…")
if not SYNDICATION_KEYS:
    raise ImproperlyConfigured("Set SYNDICATION_KEYS: secrets are stored encrypted with it.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("COOKIES_SECURE", default=True)
SANDBOX_ALLOWED = False
