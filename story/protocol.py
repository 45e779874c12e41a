"""The story, and what a page offers to have it told elsewhere: once, or moment by moment."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from story.blocks import Block, Dialogue, Gallery, Image, Picture, Turn


class Moment(enum.StrEnum):
    """Which of a page's appearances this is; most pages only have the final one."""

    ANNOUNCE = "announce"
    LIVE = "live"
    FINAL = "final"


class Stage(enum.StrEnum):
    """Where a page stands with one of its moments.

    Coming: it can be shown to editors, and nothing is published. Open: it is to be published.
    Over: nothing new is begun, and what has been published stays and follows the page.
    """

    COMING = "coming"
    OPEN = "open"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Story:
    """A page's content for any channel.

    `url` is the canonical absolute address. `short_title` is the editor's own short form of
    the title for places with little room, possibly empty. `digest` is the editor's summary,
    possibly empty. `cover` is the picture that stands for the whole, if there is one. `version`
    is what the page at `url` names in one of its `story-version` meta tags when it says exactly
    this; empty where a page has none. `published_by` is the user name of whoever let the page
    say this, empty where that is whoever published the page.
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
    published_by: str = ""
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
            yield from _pictures_in(block)


def _pictures_in(block: Block) -> Iterator[Picture]:
    match block:
        case Image(picture=picture):
            yield picture
        case Gallery(images=images) | Turn(images=images):
            yield from (image.picture for image in images)
        case Dialogue(turns=turns):
            for turn in turns:
                yield from _pictures_in(turn)


@runtime_checkable
class Syndicatable(Protocol):
    def syndication_story(self) -> Story: ...


@runtime_checkable
class Unfolding(Syndicatable, Protocol):
    """A page that is told several times: announced, while it happens, and for good."""

    def syndication_moments(self) -> Mapping[Moment, Stage]:
        """Return where the page stands with each moment that it can tell of, in their order.

        A moment that is not named is withdrawn wherever it is. Cheap: asked again and again.
        """

    def syndication_story_at(self, moment: Moment) -> Story:
        """Tell one of these moments."""


def stages_of(page: Syndicatable) -> Mapping[Moment, Stage]:
    """Return where a page stands with its moments; most have the final one only."""
    if isinstance(page, Unfolding):
        return page.syndication_moments()
    return {Moment.FINAL: Stage.OPEN}


def story_of(page: Syndicatable, moment: Moment = Moment.FINAL) -> Story:
    """Return what a page says at a moment."""
    if isinstance(page, Unfolding):
        return page.syndication_story_at(moment)
    return page.syndication_story()
