"""JSON Feed 1.1 (jsonfeed.org) for Django's feed framework."""

import json
from typing import IO, Any

from django.utils.feedgenerator import SyndicationFeed
from django.utils.timezone import localtime

VERSION = "https://jsonfeed.org/version/1.1"


class JSONFeed(SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        feed = {
            "version": VERSION,
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [_item(item) for item in self.items],
        }
        outfile.write(json.dumps(_said(feed), ensure_ascii=False, indent=1))


def _item(item: dict[str, Any]) -> dict[str, Any]:
    pictures = [each for each in item["enclosures"] if each.mime_type.startswith("image/")]
    return _said({
        "id": item["unique_id"],
        "url": item["link"],
        "title": item["title"],
        # At least one of the two kinds of content must be there.
        "content_text": item["description"] or item["title"],
        "image": pictures[0].url if pictures else None,
        "date_published": _moment(item["pubdate"]),
        "date_modified": _moment(item["updateddate"]),
        "authors": [{"name": item["author_name"]}] if item["author_name"] else None,
    })  # fmt: skip


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _moment(moment: Any) -> str | None:
    if moment is None:
        return None
    return localtime(moment).isoformat()
