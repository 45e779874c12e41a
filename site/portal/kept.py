"""What public pages show beside their own fields: when it changes, they go from what is kept.

Pages, their own tables and sites are watched by `pagecache` itself.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from wagtail.models import ReferenceIndex

from pagecache import tags
from pagecache.touching import touch_pages
from pagecache.watched import watch

OWNER = "page:"
# What a platform is asked of a copy every few minutes is shown as of when its page is made.
COPY = (
    "wanted", "closed", "moment", "part", "position", "sent_payload", "settled_payload", "remote",
    "url", "live_at", "withdrawn_at",
)  # fmt: skip
ACCOUNT = ("kind", "name", "sponsor", "filing_number", "is_paused")


def watch_what_is_shown() -> None:
    model = apps.get_model
    # The head and foot of an article.
    watch(model("lifecycle", "Change"), page="page_ref")
    watch(model("contributions", "Adoption"), page="page_ref")
    watch(model("reviews", "SignOff"), page="page_ref")
    watch(model("reviews", "Passage"), page="page_ref")
    watch(model("reviews", "ReviewStage"), tag=tags.ALL)
    watch(model("syndication", "ChannelCopy"), page="page_ref", shown=COPY)
    watch(model("syndication", "Account"), tag=tags.ALL, shown=ACCOUNT)
    watch(model("disclosure", "Interpretation"), page="page")
    # Panels of home pages.
    watch(model("interviews", "Sitting"), page="page", shown=("state",))
    watch(model("syndication", "Route"), tag=tags.ALL, shown=("account", "root"))
    # The marks of documents in lists.
    watch(model("disclosure", "Relation"), page="target")
    watch(model("disclosure", "DeclaredChange"), page="document")
    # Colours and emblems of sub-sites.
    watch(model("subsites", "Unit"), tag=tags.ALL)
    watch(model("subsites", "Part"), tag=tags.ALL, shown=("unit", "key", "made"), inserts=False)


def on_hint(sender: Any, owners: Iterable[str], **kwargs: Any) -> None:
    """What is found otherwise is shown otherwise (receiver of `findable_changed`)."""
    touch_pages(
        int(owner.removeprefix(OWNER))
        for owner in owners
        if owner.startswith(OWNER) and owner.removeprefix(OWNER).isdecimal()
    )


def on_picture(sender: Any, instance: Any, created: bool = False, **kwargs: Any) -> None:
    """A picture was changed: so were the pages that show it, and lists of these (receiver)."""
    if not created:
        references = ReferenceIndex.get_references_to(instance)
        touch_pages(
            int(each.object_id)
            for each in references.filter(base_content_type__app_label="wagtailcore")
        )


def unlogged_since(moment: datetime) -> Iterable[str]:
    """Yield what is shown otherwise since a moment without being logged (`mirror.evidence`): when
    copies of pages were last seen on their platforms. Some before it, too: a moment is written
    down a while before its transaction ends.
    """
    since = moment - timedelta(minutes=10)
    seen = apps.get_model("syndication", "ChannelCopy").objects.filter(seen_at__gte=since)
    return {tags.page(pk) for pk in seen.values_list("page_ref", flat=True)}
