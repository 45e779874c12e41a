"""What a page says, as plain data.

Pages tell stories, channels render them; neither knows the other. Nothing here touches a
database or a network, and nothing here is HTML: a paragraph is a tuple of runs of text.
"""

from story.blocks import (
    Attachment,
    Block,
    Gallery,
    Heading,
    Image,
    Inline,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Table,
    Turn,
    Video,
    plain,
)
from story.hints import story_changed
from story.protocol import Moment, Story, Syndicatable

__all__ = [
    "Attachment",
    "Block",
    "Gallery",
    "Heading",
    "Image",
    "Inline",
    "ListBlock",
    "Moment",
    "Paragraph",
    "Picture",
    "Quote",
    "Run",
    "Story",
    "Syndicatable",
    "Table",
    "Turn",
    "Video",
    "plain",
    "story_changed",
]
