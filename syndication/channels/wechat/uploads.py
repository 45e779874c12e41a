"""The pictures of one account's articles: brought there once, then named by what they are."""

from collections.abc import Callable, Iterable
from typing import Any

from syndication.channels import pictures
from syndication.channels.base import Body
from syndication.channels.stocked import stocked_bytes
from syndication.channels.wechat import render
from syndication.channels.wechat.client import OfficialAccountClient
from syndication.channels.wechat.cover import plain_cover
from syndication.models import Account, Upload

# 上传图文消息图片: strictly below 1 MB. The column is 677 px wide on a desktop; 1080 serves phones.
BODY_BYTES, BODY_WIDTH = 1024 * 1024, 1080
# 上传永久素材: 10 MB; less is quicker and a cover is never shown larger.
COVER_BYTES, COVER_WIDTH = 2 * 1024 * 1024, 1280
COVER, BODY = "cover", "body"
NO_COVER = "plain"

Key = tuple[str, str]


class Uploads:
    """What of an article's pictures is at the account, and what they are called there."""

    def __init__(self, account: Account, client: Callable[[], OfficialAccountClient]) -> None:
        self.account = account
        self.client = client

    def lacking(self, body: Body) -> list[Key]:
        """Return what has to be brought there before the article, by SHA-256 and use."""
        needed = [(sha256, BODY) for sha256 in body["pictures"]]
        needed.append((_cover_of(body), COVER))
        there = set(
            Upload.objects.filter(
                account=self.account, sha256__in=[sha256 for sha256, _ in needed]
            ).values_list("sha256", "use")
        )
        return [key for key in needed if key not in there]

    def bring(self, keys: Iterable[Key]) -> None:
        """Bring pictures there. Safe to repeat. Raises Stopped."""
        for sha256, use in keys:
            self._bring(sha256, use)

    def forget_cover(self, body: Body) -> None:
        """Have the cover brought there anew: not replicated yet, or removed by hand."""
        self._known(body)[_cover_of(body), COVER].delete()

    def article(self, body: Body) -> dict[str, Any]:
        """Return the fields of 新增草稿, with the pictures' names at this account."""
        known = self._known(body)
        content = body["content"]
        for sha256 in body["pictures"]:
            content = content.replace(f"{render.PICTURE_SCHEME}{sha256}", known[sha256, BODY].url)
        return {
            "article_type": "news",
            "title": body["title"],
            "author": body["author"],
            "digest": body["digest"],
            "content": content,
            "content_source_url": body["content_source_url"],
            "thumb_media_id": known[_cover_of(body), COVER].remote_id,
            "need_open_comment": 0,
        }

    def _known(self, body: Body) -> dict[Key, Upload]:
        uploads = Upload.objects.filter(
            account=self.account, sha256__in=[*body["pictures"], _cover_of(body)]
        )
        return {(upload.sha256, upload.use): upload for upload in uploads}

    def _bring(self, sha256: str, use: str) -> None:
        data = plain_cover() if sha256 == NO_COVER else stocked_bytes(sha256)
        client = self.client()
        if use == BODY:
            data = pictures.fit(data, max_bytes=BODY_BYTES, max_width=BODY_WIDTH)
            names = {"url": client.write(client.picture.for_body, data)}
        else:
            data = pictures.fit(data, max_bytes=COVER_BYTES, max_width=COVER_WIDTH)
            names = {"remote_id": client.write(client.picture.for_cover, data)}
        Upload.objects.get_or_create(account=self.account, sha256=sha256, use=use, defaults=names)


def _cover_of(body: Body) -> str:
    return body["cover"] or NO_COVER
