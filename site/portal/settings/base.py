"""What holds in every environment; values that differ are read from the environment.

What belongs to one subject has a module of its own.
"""

from pathlib import Path

from csp.constants import NONE, SELF

from portal.settings.celery import *  # noqa: F403
from portal.settings.database import database_from
from portal.settings.environment import (
    DATA_DIR,
    PUBLIC_URL,  # noqa: F401 a setting, too
    ROOT,
    SITE,
    TIME_ZONE,  # noqa: F401 a setting, too
    env,
)
from portal.settings.schedule import *  # noqa: F403
from portal.settings.search import *  # noqa: F403
from portal.settings.serving import *  # noqa: F403
from portal.settings.syndication import *  # noqa: F403
from portal.settings.wagtail import *  # noqa: F403

INSTALLED_APPS = [
    "portal",
    "home",
    "disclosure",
    "interviews",
    "subsites",
    "contributions",
    "search",
    "api",
    "workdays",
    "backstage",
    "pagecache",
    "versions",
    "leaving",
    "mirror",
    "attachments",
    "proofing",
    # After the gate: what it keeps back was never public.
    "lifecycle",
    # After the gate, whose door it stands at.
    "reviews",
    "releases",
    "syndication",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # For its templates.
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Wagtail writes "3 minutes ago" with it, and leaves it to us to load its translations.
    "django.contrib.humanize",
    "csp",
]

MIDDLEWARE = [
    # Before all others, so that what they add to an answer is kept with it.
    "pagecache.middleware.PageCacheMiddleware",
    # To all below it a version is the plain page.
    "versions.middleware.VersionsMiddleware",
    # On the page as it goes out, whoever wrote it.
    "leaving.middleware.LeavingMiddleware",
    # Around whoever refuses a request: what they answer is a page, too.
    "portal.headers.HeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.csp.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.nul.RefuseNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # Before redirects answer: it knows which of the two is newer.
    "lifecycle.serving.WithdrawnMiddleware",
    "attachments.middleware.HeldMiddleware",
    "portal.protecting.ProtectedMiddleware",
    "reviews.middleware.NotAllowedMiddleware",
    "subsites.confining.doors.DoorsMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # A channel brings its templates in its own folder.
        "DIRS": [SITE / "templates", *sorted(ROOT.glob("syndication/channels/*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": database_from(
        env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        **env.cache_url("CACHE_URL", default="locmemcache://portal"),
        "KEY_PREFIX": env.str("CACHE_PREFIX", default="fabuting"),
    }
}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    # Room for what is counted by visitors' addresses.
    CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 50_000)

# Public pages are kept in the memory of each process, in at most so many bytes; 0 keeps none.
PAGECACHE_BYTES = env.int("PAGECACHE_BYTES", default=64 * 1024 * 1024)

# The key that static copies are signed with, made when it is first needed, and what encrypts it.
MIRROR_KEY_FILE = Path(env.str("MIRROR_KEY_FILE", default=str(DATA_DIR / "mirror_key.pem")))
MIRROR_KEY_PASSWORD = env.str("MIRROR_KEY_PASSWORD", default="")
# What only the living site answers, as regular expressions of paths; scripts that talk to it; and
# the beginnings of versions of pages, which are copied if somebody asks for them.
MIRROR_LIVE = [
    r"^/(admin|_util|channels|api)/", r"^/search/(?!opensearch\.xml$)", r"^/verify(\.json|/|$)",
    r"^/interviews/receipt/", r"/(ask|stamp|vote|stream)/$", r"^/documents/authenticate",
    r"^/manifest(-\d+)?\.webmanifest$", r"^/service-worker\.js$", r"^/offline/$",
]  # fmt: skip
MIRROR_LIVE_SCRIPTS = [
    "/search/", "/interviews/ask.", "/interviews/vote.", "/interviews/follow.",
    "/home/offline/register.",
]  # fmt: skip
MIRROR_VERSIONS = ["/zh-hant/", "/elder/"]

# What has no version in another script or for elders, as it is no page: beginnings of paths.
VERSIONS_NOT = [
    "/admin/", "/api/", "/channels/", "/documents/", "/feeds/", "/leaving/", "/manifest-",
    "/manifest.webmanifest", "/media/", "/service-worker.js", "/sitemap-", "/sitemap.xml",
    "/static/", "/_util/", "/.well-known/",
]  # fmt: skip

# How many proxies of ours stand before the portal: 0 takes the address of whoever connects, 1 what
# one proxy wrote last into X-Forwarded-For. Too high a number lets visitors choose their address.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# JSON; see interviews.asking.limits for the names and the usual values.
INTERVIEW_LIMITS = env.json("INTERVIEW_LIMITS", default={})

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Wagtail tells whoever handed something in what became of it. Without a server nothing is sent, and
# nothing tries to.
vars().update(env.email_url("EMAIL_URL", default="dummymail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="webmaster@localhost")

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
# Both win over the catalogues inside the apps and packages. The second holds the Chinese that the
# packages lack (scripts/messages_of_packages.py).
LOCALE_PATHS = [SITE / "locale", SITE / "locale_of_packages"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(ROOT / "staticfiles")))
STATICFILES_DIRS = [SITE / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(DATA_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# For how many seconds anybody may keep an upload that the public may have: so long can one be seen
# after its page was withdrawn.
ATTACHMENTS_MAX_AGE = env.int("ATTACHMENTS_MAX_AGE", default=60)
# Where the proxy in front has uploads for itself alone, such as "/uploads/" (docs/operating.md);
# without, the portal hands them over.
ATTACHMENTS_ACCEL = env.str("ATTACHMENTS_ACCEL", default="")
if ATTACHMENTS_ACCEL:
    SENDFILE_BACKEND = "attachments.shown.accel"

# Public pages carry no inline script or style, and frames only where they show a video; the admin
# cannot do without inline scripts yet (portal.csp widens the policy for both).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-src": [NONE],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        # The admin frames previews of pages.
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# Within how many working days the main site should answer a contribution.
CONTRIBUTIONS_ANSWER_DAYS = env.int("CONTRIBUTIONS_ANSWER_DAYS", default=3)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Their debug lines hold whole addresses, and with them WeChat's access tokens.
    "loggers": {"urllib3": {"level": "WARNING"}, "wechatpy": {"level": "WARNING"}},
}
