"""The story and the one method a page offers to have it told elsewhere."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from story.blocks import Block, Gallery, Image, Picture


class Moment(enum.StrEnum):
    """Which of a page's appearances this is; articles only have the final one."""

    ANNOUNCE = "announce"
    LIVE = "live"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Story:
    """A page's content for any channel.

    `url` is the canonical absolute address. `short_title` is the editor's own short form of
    the title for places with little room, possibly empty. `digest` is the editor's summary,
    possibly empty. `cover` is the picture that stands for the whole, if there is one. `version`
    is what the page at `url` names in its `story-version` meta tag when it says exactly this;
    empty where a page has none.
    """

    title: str
    url: str
    body: tuple[Block, ...]
    subtitle: str = ""
    short_title: str = ""
    digest: str = ""
    cover: Picture | None = None
    source: str = ""
    author: str = ""
    published_at: datetime | None = None
    version: str = ""
    moment: Moment = Moment.FINAL

    def pictures(self) -> Iterator[Picture]:
        """Yield the cover and the pictures of the body, in reading order, each source once."""
        seen: set[str] = set()
        for picture in self._all_pictures():
            if picture.source not in seen:
                seen.add(picture.source)
                yield picture

    def _all_pictures(self) -> Iterator[Picture]:
        if self.cover is not None:
            yield self.cover
        for block in self.body:
            match block:
                case Image(picture=picture):
                    yield picture
                case Gallery(images=images):
                    yield from (image.picture for image in images)


@runtime_checkable
class Syndicatable(Protocol):
    def syndication_story(self) -> Story: ...
