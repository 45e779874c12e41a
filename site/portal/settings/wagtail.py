"""Wagtail, and what of it our apps take the place of. Its search is in `search`."""

from portal.settings.environment import PUBLIC_URL, TIME_ZONE, env

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
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
