"""What a page says, as plain data.

Pages tell stories, channels render them; neither knows the other. Nothing here touches a
database or a network, and nothing here is HTML: a paragraph is a tuple of runs of text.
"""

from story.blocks import (
    Attachment,
    Block,
    Dialogue,
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
from story.protocol import Moment, Stage, Story, Syndicatable, Unfolding, stages_of, story_of

__all__ = [
    "Attachment",
    "Block",
    "Dialogue",
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
    "Stage",
    "Story",
    "Syndicatable",
    "Table",
    "Turn",
    "Unfolding",
    "Video",
    "plain",
    "stages_of",
    "story_changed",
    "story_of",
]
