"""What can be done about a post that is out: Weibo lets nobody change one."""

from typing import Any

from story import Story
from syndication.channels.base import Remote
from syndication.channels.options import Options
from syndication.channels.remedies import Cost, Offer, Offers, Remedy
from syndication.channels.weibo.text import LIMIT, compose, fitted

OFFERS = Offers(
    change=(
        Offer(Remedy.REPLACE, (Cost.ADDRESS, Cost.READS, Cost.DELETION)),
        Offer(Remedy.COMMENT, (Cost.TWO_VERSIONS,)),
        Offer(Remedy.NOTICE, (Cost.POST, Cost.TWO_VERSIONS)),
        Offer(Remedy.BY_HAND, (Cost.WORK,)),
        Offer(Remedy.LEAVE, (Cost.STAYS_WRONG,)),
    ),
    withdrawal=(Offer(Remedy.DELETE, (Cost.DELETION,)), Offer(Remedy.BY_HAND, (Cost.WORK,))),
)


def notice(story: Story, remedy: str, remote: Remote, text: str) -> dict[str, Any]:
    """Return a comment below the post, or a post of its own, that says what was wrong."""
    # Not for translation: the post is Chinese whatever the interface.
    if remedy == Remedy.COMMENT:
        words = fitted(f"更正：{text} 更正后的全文：{story.url}", LIMIT)
        return {"comment_on": remote["mid"], "text": words, "picture": ""}
    correction = compose(
        story, Options(title=f"更正：{story.short_title or story.title}", digest=text)
    )
    return {"text": correction, "picture": ""}
