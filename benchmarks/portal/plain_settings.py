"""The portal's database behind a site as Wagtail's demonstrations are: no cache, plain queries."""

from pathlib import Path

from portal.settings.embedded import *  # noqa: F403

ROOT_URLCONF = "benchmarks.portal.plain"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]  # noqa: F405
