"""An item goes out only after its public address answers with the version that was approved."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from syndication.channels import http
from syndication.engine.wait import Wait
from syndication.models import ChannelCopy, PagePlan

MARK = re.compile(r'<meta name="story-version" content="([^"]*)">')
# The mark stands in the head of the page.
MOST_BYTES = 64 * 1024
AGAIN = timedelta(seconds=5)


def wait_for(copy: ChannelCopy) -> Wait | None:
    """Return a short wait while the page does not answer as approved; None once it does.

    A version that has answered is not asked for again.
    """
    if not settings.SYNDICATION_ASKS_PUBLIC or not copy.version:
        return None
    if PagePlan.objects.filter(page_ref=copy.page_ref, answered=copy.version).exists():
        return None
    trouble = asked(copy.page_url, copy.version)
    if trouble:
        return Wait("page_not_there", timezone.now() + AGAIN, text=trouble)
    PagePlan.objects.filter(page_ref=copy.page_ref).update(answered=copy.version)
    return None


def asked(url: str, version: str) -> str:
    """Fetch a page of ours; return what is wrong with the answer, or an empty text."""
    if not is_ours(url):
        return "not an address of this portal"
    try:
        with http.session().get(
            url,
            timeout=http.timeouts(),
            allow_redirects=False,
            stream=True,
            headers={"User-Agent": "fabuting-release-check", "Cache-Control": "no-cache"},
        ) as response:
            head = response.raw.read(MOST_BYTES, decode_content=True)
    except requests.RequestException as error:
        return type(error).__name__
    if response.status_code != 200:
        return f"HTTP {response.status_code}"
    # A page that is told several times names a version for each of its moments.
    versions = MARK.findall(head.decode("utf-8", errors="replace"))
    if not versions:
        return "no version"
    return "" if version in versions else "another version"


def is_ours(url: str) -> bool:
    """Whether an address belongs to a site of this installation; nothing else is ever fetched."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return False
    ours = urlsplit(settings.PUBLIC_URL)
    return parts.hostname == ours.hostname or Site.objects.filter(hostname=parts.hostname).exists()
