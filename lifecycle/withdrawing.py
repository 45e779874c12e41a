"""A page's public life ends, and perhaps begins again: what is kept of that.

However a page is taken down, Wagtail sends `page_unpublished`. Whoever takes it down by hand says
first what that means (`deciding`); what expires is explained by its expiry, all else is gone.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from lifecycle.models import Cause, Meaning, PublicAddress, Withdrawal

LONGEST_PATH = 2000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Decision:
    """What taking a page down means. `explanation` and `organ` are told to the public."""

    meaning: Meaning
    explanation: str = ""
    organ: str = ""
    shows_title: bool = True
    target: Page | None = None
    user: AbstractBaseUser | None = None
    cause: Cause = Cause.BY_HAND


_decided: ContextVar[Decision | None] = ContextVar("lifecycle_decided", default=None)


@contextmanager
def deciding(decision: Decision) -> Iterator[None]:
    """Have every page that is taken down meanwhile (below it, aliases) be so in this sense."""
    token = _decided.set(decision)
    try:
        yield
    finally:
        _decided.reset(token)


def on_unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Receiver of page_unpublished. Taking a page down never fails because of what is kept."""
    try:
        with transaction.atomic():
            withdraw(instance, _decided.get() or _usual(instance))
    except Exception:
        # Whatever it is, what must come down comes down; `unnoticed` makes it good by night.
        log.exception("Nothing is kept of the withdrawal of page %s", instance.pk)


def _usual(page: Page) -> Decision:
    if page.expired:
        return Decision(Meaning.EXPLAINED, cause=Cause.EXPIRED)
    return Decision(Meaning.GONE, cause=Cause.PROGRAM)


@transaction.atomic
def withdraw(page: Page, decision: Decision, at: datetime | None = None) -> Withdrawal:
    """Keep that a page is withdrawn, in what sense, and all addresses the public knew it by.

    `at` is when it was taken down, if that is not now.
    """
    now = at or timezone.now()
    # A page without a withdrawal that ended is one that came back unnoticed.
    Withdrawal.objects.standing().filter(page_ref=page.pk).update(ended_at=now)
    target = decision.target if decision.meaning == Meaning.MERGED else None
    is_explained = decision.meaning == Meaning.EXPLAINED
    organ = decision.organ or (organ_of(page) if is_explained else "")
    user = decision.user
    withdrawal = Withdrawal.objects.create(
        page_ref=page.pk,
        tree_path=page.path,
        title=page.title[:255],
        meaning=decision.meaning,
        cause=decision.cause,
        explanation=decision.explanation,
        organ=organ[:100],
        shows_title=decision.shows_title,
        target_ref=target.pk if target else None,
        user=user,
        user_name=name_of(user),
        withdrawn_at=now,
    )
    known = PublicAddress.objects.filter(withdrawal__page_ref=page.pk)
    if page.get_view_restrictions().exists():
        # Strangers could not read it; they are told nothing of it now.
        known.delete()
        return withdrawal
    known.update(withdrawal=withdrawal)
    for site, path in addresses_of(page):
        _claim(withdrawal, site, path, now)
    for redirect in Redirect.objects.filter(redirect_page=page.pk, automatically_created=True):
        if redirect.created_at and was_public(page, redirect.created_at):
            for site in [redirect.site_id] if redirect.site_id else _sites():
                _claim(withdrawal, site, f"{redirect.old_path}/", redirect.created_at)
    return withdrawal


def _claim(withdrawal: Withdrawal, site: int, path: str, since: datetime) -> None:
    """Let an address be a page's, unless another page was public there later."""
    if len(path) > LONGEST_PATH:
        return
    row, is_new = PublicAddress.objects.get_or_create(
        site_id=site, path=path, defaults={"withdrawal": withdrawal, "since": since}
    )
    if not is_new and row.since <= since:
        row.withdrawal, row.since = withdrawal, since
        row.save(update_fields=["withdrawal", "since"])


def was_public(page: Page, at: datetime) -> bool:
    """Tell whether a page was public at some moment. Wagtail redirects drafts that move as well."""
    if page.first_published_at is None or page.first_published_at > at:
        return False
    away = Withdrawal.objects.filter(page_ref=page.pk, withdrawn_at__lte=at)
    return not away.filter(Q(ended_at=None) | Q(ended_at__gt=at)).exists()


def _sites() -> list[int]:
    return list(Site.objects.values_list("pk", flat=True))


def addresses_of(page: Page) -> list[tuple[int, str]]:
    """Return the site and path of every address of a page: below each root that it stands under."""
    found = []
    for root in Site.get_site_root_paths():
        if page.url_path.startswith(root.root_path):
            # With the trailing slash, as the middleware sees it.
            found.append((root.site_id, page.url_path[len(root.root_path) - 1 :]))
    return found


def on_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Receiver of page_published: what is public again is not withdrawn."""
    if instance.live:
        Withdrawal.objects.standing().filter(page_ref=instance.pk).update(ended_at=timezone.now())


def on_deleted(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Receiver of post_delete: what nobody withdrew for a reason is gone because it is deleted."""
    unsaid = Withdrawal.objects.standing().filter(
        page_ref=instance.pk, cause__in=(Cause.PROGRAM, Cause.AFTERWARDS)
    )
    unsaid.update(cause=Cause.DELETED)


def on_site_deleted(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    """Receiver of post_delete: a site that goes together with its pages has addresses that were
    kept when these were taken down, after Django had gathered what goes with the site.
    """
    PublicAddress.objects.filter(site=instance.pk).delete()


def organ_of(page: Page) -> str:
    """Return who speaks in a page: its source, or the body that its site speaks for."""
    if said := str(getattr(page, "source", "") or "").strip():
        return said
    for above in page.get_ancestors().order_by("-depth").specific():
        if said := str(getattr(above, "organ", "") or "").strip():
            return said
    return ""


def name_of(user: AbstractBaseUser | None) -> str:
    """Return what is kept of who did something, once there is no such user any more."""
    return str(user.get_full_name() or user.get_username())[:150] if user else ""
