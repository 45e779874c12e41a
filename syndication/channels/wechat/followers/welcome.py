"""The account's own words: its welcome, its main entries, what it says when nothing is found."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from syndication.answers import Answer, search_address
from syndication.channels.wechat.followers import replies
from syndication.channels.wechat.followers.replies import Cards, Reply, Text
from syndication.channels.wechat.followers.words import quoted
from syndication.models import Account, AutoReply
from syndication.models.auto_reply import MOST_ENTRIES, Layout


def welcome(account: Account) -> Reply:
    """Return what a new follower gets."""
    own = _own(account)
    entries = _entries(account, own)
    opening = own.welcome if own else ""
    if own and own.layout == Layout.CARDS and entries:
        first = entries[0]
        lead = Answer(first.title, opening or first.description, first.url, first.picture_url)
        return Cards((lead, *entries[1:]))
    return replies.with_lines(opening or _greeting(account), _links(entries))


def nothing_found(account: Account, words: str) -> Text:
    """Return what a follower gets whose words no page answers."""
    own = _own(account)
    opening = own.nothing_found if own else ""
    return replies.with_lines(opening or _regret(words), _links(_entries(account, own)))


def search_there(words: str) -> Text:
    """Return what a follower gets when no answer was found in time."""
    title = _("See what the portal has about it")
    return replies.with_lines(
        _("That takes us a moment longer than WeChat gives us."),
        [replies.link(title, search_address(words))],
    )


def written(opening: str, entries: list[Answer]) -> str:
    """Return a text with its entries as links below, of whatever length."""
    return "\n".join([opening.strip(), "", *_links(entries)])


def _greeting(account: Account) -> str:
    return _(
        "Thank you for following %(name)s. Write to us in a few words what you are looking for, "
        "and we look it up for you."
    ) % {"name": account.name}


def _regret(words: str) -> str:
    if not words:
        return _("Write to us in a few words what you are looking for. Often asked for:")
    return _("We found nothing about “%(words)s”. Perhaps one of these helps:") % {
        "words": replies.without_markup(quoted(words))
    }


def _own(account: Account) -> AutoReply | None:
    return AutoReply.objects.filter(account=account).first()


def _links(entries: list[Answer]) -> list[str]:
    return [replies.link(entry.title, entry.url) for entry in entries]


def _entries(account: Account, own: AutoReply | None) -> list[Answer]:
    entries = own.public_entries() if own else []
    return entries or list(_routed_entries(account))[:MOST_ENTRIES]


def _routed_entries(account: Account) -> Iterator[Answer]:
    """Yield the columns led to the account; of a whole site, what its main menu shows."""
    roots = Page.objects.filter(
        pk__in=account.routes.filter(is_active=True).values("root"), live=True
    ).order_by("path")
    for root in roots:
        below = Page.objects.child_of(root).live().public().in_menu() if root.is_site_root() else []
        for page in below or [root]:
            if page.full_url:
                yield Answer(page.title, page.search_description, page.full_url)
