"""What holds in every environment; values that differ are read from the environment."""

from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from kombu import Exchange, Queue

from portal.settings.database import database_from

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"

env = environ.Env()
environ.Env.read_env(ROOT / ".env", overwrite=False)

DATA_DIR = Path(env.str("DATA_DIR", default=str(ROOT / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

# The address citizens use. Canonical addresses in posts are built from it.
PUBLIC_URL = env.str("PUBLIC_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "portal",
    "home",
    "disclosure",
    "interviews",
    "subsites",
    "contributions",
    "search",
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
    "django.middleware.security.SecurityMiddleware",
    "portal.nul.RefuseNulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.csp.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
    r"^/(admin|_util|channels)/", r"^/search/(?!opensearch\.xml$)", r"^/verify(\.json|/|$)",
    r"^/interviews/receipt/", r"/(ask|stamp|vote|stream)/$", r"^/documents/authenticate",
]  # fmt: skip
MIRROR_LIVE_SCRIPTS = [
    "/search/", "/interviews/ask.", "/interviews/vote.", "/interviews/follow.",
]  # fmt: skip
MIRROR_VERSIONS = ["/zh-hant/", "/elder/"]

# What has no version in another script or for elders, as it is no page: beginnings of paths.
VERSIONS_NOT = [
    "/admin/", "/api/", "/channels/", "/documents/", "/feeds/", "/media/", "/service-worker.js",
    "/sitemap-", "/sitemap.xml", "/static/", "/_util/", "/.well-known/",
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
TIME_ZONE = "Asia/Shanghai"
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

# Public pages carry no inline script or style; the admin cannot do without inline scripts yet
# (portal.csp widens its policy).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        # The players of home.videos; our own pages, because the admin frames its previews.
        "frame-src": [SELF, "https://player.bilibili.com", "https://v.qq.com"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

# --- Celery: the broker may lose everything, the database is the truth -----------------------
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="filesystem://localhost")
# Installations that share a broker need a queue each.
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="celery")
# Indexing waits in a line of its own: whatever is imported at once, deliveries do not queue behind
# it. A worker serves both lines in turn unless it is told otherwise (-Q).
BACKGROUND_QUEUE = f"{CELERY_TASK_DEFAULT_QUEUE}-background"
CELERY_TASK_QUEUES = [
    Queue(name, Exchange(name), routing_key=name)
    for name in (CELERY_TASK_DEFAULT_QUEUE, BACKGROUND_QUEUE)
]
CELERY_TASK_ROUTES = {
    name: {"queue": BACKGROUND_QUEUE, "routing_key": BACKGROUND_QUEUE}
    for name in (
        "portal.tasks.run_background_task",
        "search.keep_in_step",
        "search.find_missed",
        "pagecache.forget_changes",
        "contributions.keep_prints",
        "contributions.note_missed",
    )
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_TRANSPORT_OPTIONS = {}
if CELERY_BROKER_URL.startswith("filesystem:"):
    BROKER_DIR = DATA_DIR / "broker"
    for folder in ("queue", "control"):
        (BROKER_DIR / folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(BROKER_DIR / "queue"),
        "data_folder_out": str(BROKER_DIR / "queue"),
        "control_folder": str(BROKER_DIR / "control"),
        "polling_interval": 0.1,
    }
elif CELERY_BROKER_URL.startswith("redis"):
    # A broker that takes calls and answers none must not hold up an editor for ever.
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 5}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2}
TASKS = {"default": {"BACKEND": "portal.task_backend.CeleryBackend"}}

# --- Serving: readers who follow an interview hold a line each, all other requests share threads
WEB_THREADS = env.int("WEB_THREADS", default=8)
# The most that an ordinary request may bring along, in bytes and in seconds.
WEB_BODY_BYTES = env.int("WEB_BODY_BYTES", default=128 * 1024 * 1024)
WEB_BODY_SECONDS = env.int("WEB_BODY_SECONDS", default=900)
INTERVIEWS_READERS = env.int("INTERVIEWS_READERS", default=5000)
# One address may be a whole office or a mobile network's exit.
INTERVIEWS_READERS_OF_ADDRESS = env.int("INTERVIEWS_READERS_OF_ADDRESS", default=1000)
# Where several processes serve, they tell each other through Redis that there is news.
_cache = env.str("CACHE_URL", default="")
INTERVIEWS_REDIS = env.str("INTERVIEWS_REDIS", default=_cache if _cache.startswith("redis") else "")

# --- Wagtail --------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "发布厅"
WAGTAILADMIN_USER_LOGIN_FORM = "portal.login.LoginForm"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "mp4", "pdf", "ppt", "pptx", "txt", "vtt", "webm", "xls", "xlsx", "zip",
]  # fmt: skip
# Browsers show no captions that come as anything else.
WAGTAILDOCS_CONTENT_TYPES = {"vtt": "text/vtt; charset=utf-8"}
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "attachments.forms.DocumentForm"
# Whoever approved a version has approved that one.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "reviews.finishing.finish"
# Hours within which what was published in an emergency has to be reviewed.
REVIEWS_EMERGENCY_HOURS = env.float("REVIEWS_EMERGENCY_HOURS", default=24.0)
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.desk.backend"}}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Search ---------------------------------------------------------------------------------
# Who answers the public: "own", or "wagtail" for a server past one machine (docs/operating.md).
SEARCH_ENGINE = env.str("SEARCH_ENGINE", default="own")
# Whether we cut words for that server, or it knows Chinese itself.
SEARCH_CUTS = env.bool("SEARCH_CUTS", default=True)
if SEARCH_ENGINE == "wagtail":
    WAGTAILSEARCH_BACKENDS["public"] = {
        "BACKEND": "search.through_wagtail.opensearch",
        "AUTO_UPDATE": False,
        **env.json("SEARCH_SERVER", default={}),
    }

# --- Contributions --------------------------------------------------------------------------
# Within how many working days the main site should answer a contribution.
CONTRIBUTIONS_ANSWER_DAYS = env.int("CONTRIBUTIONS_ANSWER_DAYS", default=3)

# --- Syndication ----------------------------------------------------------------------------
# Comma-separated Fernet keys; the first encrypts, all decrypt.
SYNDICATION_KEYS = env.list("SYNDICATION_KEYS", default=[])
WECHAT_API_BASE_URL = env.str("WECHAT_API_BASE_URL", default="https://api.weixin.qq.com")
WEIBO_API_BASE_URL = env.str("WEIBO_API_BASE_URL", default="https://api.weibo.com")
# The public address platforms see us from; Weibo demands one with every post (`rip`).
EGRESS_IP = env.str("EGRESS_IP", default="127.0.0.1")
# Whether `manage.py sandbox`, the stand-in of the platforms, may run here.
SANDBOX_ALLOWED = False
# Whether a page's own address must answer with the approved version before anything goes out.
# Turn it off only where the workers cannot reach the public site.
SYNDICATION_ASKS_PUBLIC = env.bool("SYNDICATION_ASKS_PUBLIC", default=True)
# JSON; see syndication.timing for the names and the usual values.
SYNDICATION_TIMING = env.json("SYNDICATION_TIMING", default={})
SYNDICATION_CHANNELS = {
    "wechat": "syndication.channels.wechat.channel.WeChatChannel",
    "weibo": "syndication.channels.weibo.channel.WeiboChannel",
    "webhook": "syndication.channels.webhook.channel.WebhookChannel",
}
# Who finds the pages that answer a follower's words: see syndication.answers.
SYNDICATION_ANSWERS = env.str("SYNDICATION_ANSWERS", default="portal.answering.answers")
# Whether publishing a page answers for what its channels get: see syndication.engine.approve.
SYNDICATION_PUBLISHING_SUFFICES = env.str(
    "SYNDICATION_PUBLISHING_SUFFICES", default="reviews.payloads.publishing_suffices"
)
# Partner systems that may lie in the internal network, by host name; others must be public.
SYNDICATION_WEBHOOK_HOSTS = [
    name.lower() for name in env.list("SYNDICATION_WEBHOOK_HOSTS", default=[])
]
# File of the authorities that sign partners' certificates, if not the usual ones.
SYNDICATION_WEBHOOK_CA = env.str("SYNDICATION_WEBHOOK_CA", default="")

# --- Search ---------------------------------------------------------------------------------
# Whose address a request has: one address's searches count as one person's. None is kept.
SEARCH_VISITOR = env.str("SEARCH_VISITOR", default="interviews.asking.visitors.address_of")
# Which departments somebody answers for, by the names that entries have.
SEARCH_DEPARTMENTS = env.str("SEARCH_DEPARTMENTS", default="portal.departments.departments_of")
# JSON; see search.log.limits for the names and the usual values.
SEARCH_LOG = env.json("SEARCH_LOG", default={})


# --- Search ---------------------------------------------------------------------------------
# Whether the index follows within the request that publishes, as it should; without, the worker's
# next sweep does it.
SEARCH_LOOKS_AT_ONCE = env.bool("SEARCH_LOOKS_AT_ONCE", default=True)


def _every(seconds: float, task: str) -> dict[str, Any]:
    # What a busy worker has not come to when the next one is due need not be done twice.
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


_timing = SYNDICATION_TIMING.get
CELERY_BEAT_SCHEDULE = {
    "publish-due": _every(_timing("publish_due", 10.0), "portal.tasks.publish_due"),
    "sweep": _every(_timing("sweep", 15.0), "syndication.tasks.sweep_all"),
    "watch": _every(_timing("watch", 600.0), "syndication.tasks.watch_all"),
    "remind": _every(_timing("expiries", 3600.0), "syndication.tasks.remind_of_expiries"),
    "turned": _every(3600.0, "disclosure.tasks.tell_what_turned"),
    "menus": _every(60.0, "syndication.channels.wechat.followers.tasks.tend_menus"),
    "interviews": _every(_timing("interviews", 10.0), "interviews.advance"),
    "gather-questions": _every(_timing("gather_questions", 5.0), "interviews.gather_questions"),
    # Monday morning, before people come to work; again a day later, should it have been missed.
    "owed-queries": {
        "task": "search.make_weekly_tasks",
        "schedule": crontab(minute=0, hour=5, day_of_week="mon,tue"),
    },
    "verify-publications": {"task": "lifecycle.verify", "schedule": crontab(minute=40, hour=3)},
    "forget-queries": _every(6 * 3600.0, "search.forget_queries"),
    "forget-changes": _every(6 * 3600.0, "pagecache.forget_changes"),
    "forget-senders": _every(3600.0, "interviews.forget_senders"),
    "keep-search-in-step": _every(10.0, "search.keep_in_step"),
    "find-missed-by-search": _every(600.0, "search.find_missed"),
    "keep-prints": _every(600.0, "contributions.keep_prints"),
    "note-missed": _every(600.0, "contributions.note_missed"),
    "forget-pushes": _every(3600.0, "syndication.channels.wechat.followers.tasks.forget_pushes"),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    # Their debug lines hold whole addresses, and with them WeChat's access tokens.
    "loggers": {"urllib3": {"level": "WARNING"}, "wechatpy": {"level": "WARNING"}},
}
