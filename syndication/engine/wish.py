"""What each account should hold of a page: rendered and frozen."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from story import Moment, Stage, Story, Unfolding, stages_of, story_of
from syndication.channels.base import Body
from syndication.channels.options import Options
from syndication.channels.registry import channel_class, channel_for
from syndication.engine.editions import editions_of, options_for
from syndication.engine.stock import PictureUnusable, stock
from syndication.models import Account, Edition, Payload, Release, Route
from syndication.models.copy import part_of

# Account and part.
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """What one account should hold of a page: a payload, or the reason why there is none.

    `moment` is empty for pages that are told once. `closed`: what has not been begun stays so.
    """

    account: Account
    title: str
    url: str
    version: str
    payload: Payload | None
    moment: str = ""
    closed: bool = False
    published_by: str = ""
    not_before: datetime | None = None
    release: Release | None = None
    code: str = ""
    text: str = ""


def wishes_for(page: Page) -> dict[Key, Wish]:
    """Return the wishes of a public page by account and part. Makes no call to a platform."""
    routes = routes_for(page)
    if not routes:
        return {}
    editions = editions_of(page.pk)
    wishes = {}
    for moment, stage in stages_of(page).items():
        if stage == Stage.COMING:
            continue
        story = story_of(page, moment)
        for route in routes:
            edition = editions.get((route.account_id, moment))
            closed = stage == Stage.OVER or not takes(route.account, page, moment)
            wish = _wish(page, story, route, edition, closed=closed)
            wishes[route.account_id, part_of(moment)] = wish
    return wishes


def takes(account: Account, page: Page, moment: Moment) -> bool:
    """Whether an account is to have a moment of a page; pages told once go to all of theirs."""
    return not isinstance(page, Unfolding) or moment in moments_for(account)


def moments_for(account: Account) -> frozenset[Moment]:
    """Return the moments an account takes of pages told several times."""
    if account.moments is None:
        return channel_class(account.kind).usual_moments
    return frozenset(map(Moment, account.moments))


def _wish(page: Page, story: Story, route: Route, edition: Edition | None, *, closed: bool) -> Wish:
    facts = {
        "account": route.account,
        "title": page.title,
        "url": story.url,
        "version": story.version,
        "moment": story.moment.value if isinstance(page, Unfolding) else "",
        "closed": closed,
        "published_by": story.published_by,
        "not_before": edition.send_at if edition else None,
        "release": edition.release if edition else None,
    }
    try:
        payload = freeze(route.account, story, options_for(route, edition))
    except PictureUnusable as error:
        return Wish(payload=None, code="picture_unusable", text=str(error), **facts)
    return Wish(payload=payload, **facts)


def freeze(account: Account, story: Story, options: Options) -> Payload:
    """Render a story for an account and freeze the bytes. Raises PictureUnusable."""
    return Payload.objects.freeze(account.kind, rendered(account, story, options))


def rendered(account: Account, story: Story, options: Options) -> Body:
    """Return the payload for a story, its pictures taken into stock. Raises PictureUnusable."""
    pictures = list(story.pictures())
    if options.cover is not None:
        pictures.append(options.cover)
    return channel_for(account).render(story, stock(pictures), options)


def routes_for(page: Page) -> list[Route]:
    """Return one route per account that a page is led to: the one that begins nearest to it.

    A page also stands where public aliases show it. So a text in several places goes once to every
    account that any of them is led to: aliases tell no stories of their own.
    """
    first_published = page.first_published_at or timezone.now()
    routes = Route.objects.filter(
        is_active=True,
        root__path__in=_at_and_above(page),
        since__lte=first_published,
        page_type__in=["", page.specific_class._meta.label_lower if page.specific_class else ""],
    )
    nearest = {
        route.account_id: route
        for route in routes.select_related("account", "root").order_by("root__depth")
    }
    return list(nearest.values())


def _at_and_above(page: Page) -> set[str]:
    """Return the paths of a page and its public aliases, and of all that is above them."""
    aliases = Page.objects.filter(alias_of=page.pk).live().public()
    return {
        path[:end]
        for path in (page.path, *aliases.values_list("path", flat=True))
        for end in range(Page.steplen, len(path) + 1, Page.steplen)
    }


def routed_accounts(page: Page) -> list[Account]:
    """Return the accounts that routes lead a page to."""
    return [route.account for route in routes_for(page)]
