"""Binding accounts: credentials in, routes set, credentials tried."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from syndication.channels.base import Authorisable, Later, Refused, Stopped, Unknown
from syndication.channels.capabilities import Capabilities
from syndication.channels.registry import channel_class, channel_for
from syndication.engine import tasks_for_people as people
from syndication.models import Account, ChannelCopy, Route
from syndication.models.copy import Fault
from syndication.status import explanation


class CannotBind(Exception):
    """The platform does not accept the credentials, or a column does not exist.

    The text is for people; `code` is the platform's, if it said anything.
    """

    def __init__(self, text: str, code: str = "") -> None:
        super().__init__(text)
        self.code = code


@transaction.atomic
def bind(kind: str, name: str, **values: object) -> Account:
    """Create the account of this name, or give it new credentials; what is empty is left alone.

    Whatever waited for an administrator is due again.
    """
    account = Account.objects.filter(name=name).first() or Account(name=name, kind=kind)
    if account.kind != kind:
        raise CannotBind(f"{name} is bound as a {account.kind} account already")
    for field, value in values.items():
        if value not in (None, "", {}):
            account.take(field, value)
    twin = Account.objects.filter(kind=kind, app_id=account.app_id, remote_id=account.remote_id)
    if other := twin.exclude(pk=account.pk).first():
        raise CannotBind(f"{account.app_id} is bound already, as {other.name}")
    if values.get("app_secret"):
        forget_token(account)
    account.save()
    renew(account)
    return account


def forget_token(account: Account) -> None:
    """Drop a token that was fetched with older credentials; one that a person gave stays."""
    if not issubclass(channel_class(account.kind), Authorisable):
        account.access_token, account.token_expires_at = "", None


def renew(account: Account) -> None:
    """Let the engine try again with an account that an administrator has seen to."""
    account.unblock()
    people.close_for_account(account)
    ChannelCopy.objects.filter(account=account, fault=Fault.ADMINISTRATOR).update(
        fault=Fault.NOBODY, failures=0, next_at=timezone.now()
    )


def prove(account: Account) -> str:
    """Make one harmless call; return the platform's name for the account.

    Raises CannotBind; nothing is sent with the account then until somebody has seen to it.
    """
    try:
        return channel_for(account).prove()
    except Stopped as stopped:
        raise _blocked(account, stopped.outcome) from stopped


def probe(account: Account) -> Capabilities:
    """Find out what an account may do and how much, and remember it.

    Raises CannotBind; nothing is sent with the account then until somebody has seen to it.
    """
    try:
        found = channel_for(account).probe()
    except Stopped as stopped:
        raise _blocked(account, stopped.outcome) from stopped
    account.capabilities = {"rights": dict(found.rights), "verified": found.verified}
    account.quotas = {**account.quotas, **found.quotas}
    account.probed_at = timezone.now()
    fields = ["capabilities", "quotas", "probed_at"]
    if found.token_expires_at:
        account.token_expires_at = found.token_expires_at
        fields.append("token_expires_at")
    account.save(update_fields=fields)
    return found


def authorise(account: Account, code: str, redirect_uri: str) -> str:
    """Take the consent that a person gave on the platform; return the platform's name for them.

    Raises CannotBind.
    """
    channel = channel_for(account)
    if not isinstance(channel, Authorisable):
        raise CannotBind(f"{account.kind} accounts are not authorised in a browser")
    try:
        given = channel.authorise(code, redirect_uri)
    except Stopped as stopped:
        raise _cannot(account, stopped.outcome) from stopped
    account.remote_id = given.remote_id
    account.access_token = given.token
    account.token_expires_at = timezone.now() + timedelta(seconds=given.seconds)
    account.save()
    renew(account)
    return given.name


def _blocked(account: Account, outcome: Refused | Later | Unknown) -> CannotBind:
    if isinstance(outcome, Refused) and outcome.whole_account:
        account.blocked_code, account.blocked_text = outcome.code, outcome.text
        account.save(update_fields=["blocked_code", "blocked_text"])
    return _cannot(account, outcome)


def _cannot(account: Account, outcome: Refused | Later | Unknown) -> CannotBind:
    sentence = explanation(account.kind, outcome.code, outcome.text)
    return CannotBind(sentence or f"{outcome.code} {outcome.text}".strip(), outcome.code)


def route(account: Account, slugs: Iterable[str], since: datetime | None = None) -> list[Route]:
    """Lead the columns of these slugs to an account; the whole site if there are none.

    Raises CannotBind for a slug that no page has.
    """
    roots = [_column(slug) for slug in slugs] or [_home()]
    defaults = {"since": since} if since else {}
    return [
        Route.objects.update_or_create(account=account, root=root, defaults=defaults)[0]
        for root in roots
    ]


def _column(slug: str) -> Page:
    page = Page.objects.filter(slug=slug, depth__gt=1).order_by("depth").first()
    if page is None:
        raise CannotBind(f"No page has the slug {slug!r}")
    return page


def _home() -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise CannotBind("There is no default site to route from")
    return site.root_page
