"""Publishing at an installation, as its editors do; to be imported with its environment set."""

import time
from datetime import datetime
from itertools import count

import django

django.setup()

import requests  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.bare import Item  # noqa: E402
from benchmarks.material import drafts, form  # noqa: E402
from home.models import ArticlePage, ColumnPage  # noqa: E402
from portal.management.commands.demo_setup import PASSWORD, USER  # noqa: E402
from syndication.channels import pictures  # noqa: E402
from syndication.channels.stocked import stocked_bytes  # noqa: E402
from syndication.channels.wechat import uploads  # noqa: E402
from syndication.channels.weibo import channel as weibo  # noqa: E402
from syndication.models import ChannelCopy  # noqa: E402
from syndication.models.copy import Position  # noqa: E402
from tests.installation import until  # noqa: E402

PATIENCE = 180


class Newsroom:
    def __init__(self, url: str, photographs: int) -> None:
        self.url, self.photographs = url, photographs
        self.column = ColumnPage.objects.get()
        self.numbers = count(1)
        self.http = requests.Session()
        self.http.get(f"{url}/admin/login/", timeout=60)
        self._post("/admin/login/", {"username": USER, "password": PASSWORD})

    def publish_one(self) -> float:
        """Publish an article in the editor; return the seconds until both copies are live."""
        [article] = self.drafts(1)
        fields = form(article)
        begin = timezone.now()
        self._post(f"/admin/pages/{article.pk}/edit/", fields)
        return self._live([article], begin)

    def publish_at_once(self, articles: list[ArticlePage]) -> float:
        """Publish as fast as one process can; return the seconds until the last copy is live."""
        begin = timezone.now()
        for article in articles:
            article.get_latest_revision().publish()
        return self._live(articles, begin)

    def as_sent(self, article: ArticlePage) -> Item:
        """Return what was sent of an article, to be sent again by somebody else."""
        copies = ChannelCopy.objects.filter(page_ref=article.pk).select_related("sent_payload")
        bodies = {copy.account.kind: copy.sent_payload.body for copy in copies}
        sent = dict(bodies["wechat"])
        names, cover = sent.pop("pictures"), sent.pop("cover")
        photo = bodies["weibo"]["picture"]
        return Item(
            article=sent,
            pictures={
                name: _fitted(name, uploads.BODY_BYTES, uploads.BODY_WIDTH) for name in names
            },
            cover=_fitted(cover, uploads.COVER_BYTES, uploads.COVER_WIDTH),
            text=bodies["weibo"]["text"],
            photo=_fitted(photo, weibo.PICTURE_BYTES, weibo.PICTURE_WIDTH),
        )

    def drafts(self, number: int) -> list[ArticlePage]:
        """Return articles that are ready to be published and have been looked at."""
        numbers = [next(self.numbers) for _ in range(number)]
        articles = drafts(self.column, numbers, self.photographs)
        for article in articles:
            self.http.get(f"{self.url}/admin/pages/{article.pk}/view_draft/", timeout=60)
        self._wait_until_indexed()
        return articles

    @staticmethod
    def _wait_until_indexed() -> None:
        """Wait until the worker has read what was written; a newsroom publishes later."""
        until(lambda: not list(settings.BROKER_DIR.rglob("*.msg")), PATIENCE)
        time.sleep(1)

    def _live(self, articles: list[ArticlePage], begin: datetime) -> float:
        """Wait until both copies of all are live; return the seconds to the last one."""
        copies = ChannelCopy.objects.filter(
            page_ref__in=[article.pk for article in articles], position=Position.LIVE
        )
        end = time.monotonic() + PATIENCE
        while copies.count() < 2 * len(articles):
            if time.monotonic() > end:
                raise TimeoutError(f"{copies.count()} of {2 * len(articles)} copies are live")
            time.sleep(0.1)
        return (max(copies.values_list("live_at", flat=True)) - begin).total_seconds()

    def _post(self, path: str, fields: dict[str, str]) -> None:
        token = self.http.cookies.get("csrftoken", "")
        answer = self.http.post(
            f"{self.url}{path}",
            data=fields,
            headers={"X-CSRFToken": token},
            allow_redirects=False,
            timeout=60,
        )
        if answer.status_code != 302:
            raise RuntimeError(f"{path} answered {answer.status_code}")


def _fitted(sha256: str, max_bytes: int, max_width: int) -> bytes:
    data = stocked_bytes(sha256)
    return pictures.fit(data, max_bytes=max_bytes, max_width=max_width)
