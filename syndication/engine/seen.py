"""What reviewers saw of a page's payloads, where publishing it does not answer for them.

A review freezes payloads when it ends. A scheduled page gets its hour of publication later, and a
payload that names it is another one by then: the same bytes but for that hour are what was seen.
Whatever else has changed since (a route, a version for an account) somebody has to approve.
"""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.utils.module_loading import import_string
from wagtail.models import Page

from story import Moment, story_of
from syndication.engine.editions import editions_of, options_for
from syndication.engine.stock import PictureUnusable
from syndication.engine.wish import Wish, freeze, routes_for
from syndication.models import Approval
from syndication.models.approval import Way


def answered_by_publishing(page: Page, accounts: Iterable[int]) -> set[int]:
    """Return the accounts for which publishing a page answers for what they get.

    Asks what the setting `SYNDICATION_PUBLISHING_SUFFICES` names, with the place that leads the
    page to each account; without one it always does.
    """
    name = settings.SYNDICATION_PUBLISHING_SUFFICES
    if not name:
        return set(accounts)
    suffices = import_string(name)
    roots = {route.account_id: route.root for route in routes_for(page)}
    return {account for account in accounts if suffices(page, roots.get(account, page))}


def approvals_of_what_was_seen(page: Page, wishes: Iterable[Wish]) -> list[tuple[Wish, Approval]]:
    """Return those wishes whose payload reviewers saw before its hour was known."""
    routes = {route.account_id: route for route in routes_for(page)}
    editions = editions_of(page.pk)
    found = []
    for wish in wishes:
        route = routes.get(wish.account.pk)
        moment = Moment(wish.moment) if wish.moment else Moment.FINAL
        if route is None:
            continue
        story = replace(story_of(page, moment), published_at=None)
        options = options_for(route, editions.get((route.account_id, moment)))
        try:
            payload = freeze(route.account, story, options)
        except PictureUnusable:
            continue
        approval = Approval.objects.filter(
            page_ref=page.pk, account=route.account, payload=payload, way=Way.WORKFLOW
        ).first()
        if approval:
            found.append((wish, approval))
    return found
