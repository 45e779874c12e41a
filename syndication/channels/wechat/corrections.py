"""What can be done about an article that is out: WeChat lets nobody change one."""

from typing import Any

from story import Paragraph, Run, Story
from syndication.channels.base import Remote, Stock
from syndication.channels.remedies import Cost, Offer, Offers, Remedy
from syndication.channels.wechat.render import TITLE_LENGTH, article, shortened

BY_HAND = Offer(Remedy.BY_HAND, (Cost.WORK,))
PUBLISHED = Offers(
    change=(
        Offer(Remedy.REPLACE, (Cost.ADDRESS, Cost.READS, Cost.DELETION)),
        Offer(Remedy.NOTICE, (Cost.POST, Cost.TWO_VERSIONS)),
        BY_HAND,
        Offer(Remedy.LEAVE, (Cost.STAYS_WRONG,)),
    ),
    withdrawal=(Offer(Remedy.DELETE, (Cost.DELETION,)), BY_HAND),
)
IN_THE_DRAFT_BOX = Offers(
    change=(Offer(Remedy.AMEND), BY_HAND, Offer(Remedy.LEAVE, (Cost.STAYS_WRONG,))),
    withdrawal=(Offer(Remedy.DELETE), BY_HAND),
)
# What went to all followers is deleted for good: it cannot be sent to them again.
MASS_SENT = Offers(
    change=(
        Offer(Remedy.DELETE, (Cost.ADDRESS, Cost.READS, Cost.DELETION)),
        Offer(Remedy.NOTICE, (Cost.POST, Cost.TWO_VERSIONS)),
        BY_HAND,
        Offer(Remedy.LEAVE, (Cost.STAYS_WRONG,)),
    ),
    withdrawal=(Offer(Remedy.DELETE, (Cost.DELETION,)), BY_HAND),
)


def offers(remote: Remote, *, as_draft: bool) -> Offers:
    """Return the remedies for what `remote` names."""
    if "msg_id" in remote:
        return MASS_SENT
    return IN_THE_DRAFT_BOX if as_draft else PUBLISHED


def notice(story: Story, stock: Stock, text: str) -> dict[str, Any]:
    """Return the article that corrects another: what was wrong, and where the right one is."""
    # Not for translation: the article is Chinese whatever the interface.
    named = f"我们此前发布的《{story.title}》有误，现更正如下："
    where = "更正后的全文请点击“阅读原文”查看。"
    body = tuple(Paragraph((Run(words),)) for words in (named, text, where))
    title = shortened(f"更正：{story.short_title or story.title}", TITLE_LENGTH)
    correction = Story(
        title=title,
        url=story.url,
        body=body,
        digest=text,
        cover=story.cover,
        source=story.source,
        author=story.author,
    )
    return article(correction, stock)
