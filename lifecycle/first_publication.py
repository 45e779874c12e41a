"""When a page first was public: written once, never changed, and never shown as earlier.

Times are compared by the minute, because that is what the public reads. See `triggers` for what
holds the database itself to it, and 国办发〔2017〕47号 annexes: a changed publication time fails a
whole site.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page

from attachments.gate import Finding
from attachments.hashing import keyed
from lifecycle.models import FirstPublication, RefusedDate, Way
from lifecycle.withdrawing import name_of

CHECK = "first-publication"
# Revisions keep milliseconds, and Wagtail dates the copy of a page twice: what differs by less is
# put back, and nothing is said of it.
ROUNDING = timedelta(minutes=1)
MILLISECONDS = timedelta(seconds=1)
# One refusal may be told twice, and a form that saves itself asks every few seconds.
SAME_ATTEMPT = timedelta(seconds=10)
NEW = "_lifecycle_first_published"

log = logging.getLogger(__name__)


class FirstPublicationIsFixed(ValidationError):
    """Somebody tried to change when a page first was public."""


def to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def floor_of(page: Page) -> datetime:
    """Return the earliest time that may be shown of a page: its first publication, or the moment
    for which that is planned, or now.
    """
    if page.first_published_at:
        return to_the_minute(page.first_published_at)
    return to_the_minute(max(filter(None, [timezone.now(), page.go_live_at])))


def is_too_early(page: Page, shown: datetime | None) -> bool:
    if shown is None or page.alias_of_id:
        return False
    return to_the_minute(shown) < floor_of(page) and not _is_due(page, shown)


def _is_due(page: Page, shown: datetime) -> bool:
    """Tell whether a page was put on the schedule for that time and goes live a little later."""
    if page.first_published_at or not page.pk or not page.go_live_at:
        return False
    due = page.revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at")
    at = due.values_list("approved_go_live_at", flat=True).first()
    return at is not None and to_the_minute(shown) >= to_the_minute(at)


def words_of(page: Page) -> str:
    """Return what is said to whoever wants a page to look older than it is."""
    at = _in_words(floor_of(page))
    if page.first_published_at:
        return _(
            "Not earlier than the first publication, %(at)s: that time is fixed. Leave it empty to "
            "show it."
        ) % {"at": at}
    return _(
        "Not earlier than the publication itself (at the earliest %(at)s). Leave it empty to show "
        "the moment of publication."
    ) % {"at": at}


def _in_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "Y-m-d H:i")


def displayed_too_early(page: Page) -> Iterator[Finding]:
    """Yield a finding that nobody can waive if a page would look older than it is (a check of
    `attachments.gate`).
    """
    shown = getattr(page, "displayed_at", None)
    if not is_too_early(page, shown):
        return
    yield Finding(
        check=CHECK,
        what=words_of(page),
        place=str(page._meta.get_field("displayed_at").verbose_name),
        digest=keyed(CHECK, shown.isoformat()),
        snippet=_in_words(shown),
        waivable=False,
        mend=_show_first_publication,
        click=_("Show the moment of first publication"),
    )


def _show_first_publication(page: Any) -> None:
    page.displayed_at = None


# --- What is refused is kept -------------------------------------------------------------------


def refuse(
    page: Page,
    what: str,
    tried: datetime | None,
    floor: datetime,
    user: AbstractBaseUser | None = None,
    tree_path: str = "",
) -> None:
    """Keep an attempt. A row that is lost with its transaction is in the log still."""
    log.warning("Refused for page %s: %s %s, first public %s", page.pk, what, tried, floor)
    now = timezone.now()
    same = RefusedDate.objects.filter(
        page_ref=page.pk, title=page.title[:255], what=what, tried=tried, user=user
    )
    with transaction.atomic():
        if same.filter(last_at__gt=now - SAME_ATTEMPT).exists():
            return
        if page.pk and same.update(times=F("times") + 1, last_at=now):
            return
        RefusedDate.objects.create(
            page_ref=page.pk,
            tree_path=page.path or tree_path,
            title=page.title[:255],
            what=what,
            tried=tried,
            floor=floor,
            user=user,
            user_name=name_of(user),
            first_at=now,
            last_at=now,
        )


def on_held_back(
    sender: type[Page],
    page: Page,
    findings: list[Finding],
    user: AbstractBaseUser | None = None,
    **kwargs: Any,
) -> None:
    """Receiver of attachments.gate.held_back."""
    if any(finding.check == CHECK for finding in findings):
        known = user if user and user.is_authenticated else None
        refuse(page, RefusedDate.What.DISPLAYED, page.displayed_at, floor_of(page), known)


# --- What a program saves ----------------------------------------------------------------------


def before_save(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Receiver of pre_save, after the gate's. Raises FirstPublicationIsFixed."""
    if raw or not isinstance(instance, Page):
        return
    setattr(instance, NEW, False)
    if update_fields is not None and not {"first_published_at", "displayed_at"} & {*update_fields}:
        return
    shows = hasattr(instance, "displayed_at")
    known: dict[str, Any] | None = None
    if not instance._state.adding:
        names = ["first_published_at", *(["displayed_at"] if shows else [])]
        known = type(instance).objects.filter(pk=instance.pk).values(*names).first()
    known = known or {}
    _keep_first(instance, known.get("first_published_at"))
    if shows and instance.live and not instance.alias_of_id and instance.displayed_at:
        _keep_shown(instance, known.get("displayed_at"))


def _keep_first(page: Page, first: datetime | None) -> None:
    if first is None:
        if page.live and page.first_published_at is None:
            # A program made it public at once.
            page.first_published_at = timezone.now()
        setattr(page, NEW, page.first_published_at is not None)
        return
    now = page.first_published_at
    if now is None or abs(now - first) > ROUNDING:
        refuse(page, RefusedDate.What.FIRST, now, first)
        said = _("First published at %(at)s: that time is fixed.") % {"at": _in_words(first)}
        raise FirstPublicationIsFixed({"first_published_at": said})
    page.first_published_at = first


def _keep_shown(page: Any, before: datetime | None) -> None:
    if getattr(page, NEW):
        # On the schedule its time came a little before its turn.
        page.displayed_at = max(page.displayed_at, to_the_minute(page.first_published_at))
        return
    if before is not None and abs(page.displayed_at - before) <= MILLISECONDS:
        return
    if is_too_early(page, page.displayed_at):
        refuse(page, RefusedDate.What.DISPLAYED, page.displayed_at, floor_of(page))
        raise FirstPublicationIsFixed({"displayed_at": words_of(page)})


def after_save(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save: a page that is public for the first time gets its row."""
    if raw or not isinstance(instance, Page) or not getattr(instance, NEW, False):
        return
    setattr(instance, NEW, False)
    at = instance.first_published_at
    if instance.alias_of_id:
        keep(instance, at, Way.CARRIED_OVER, f"alias of page {instance.alias_of_id}")
        return
    is_now = abs(timezone.now() - at) <= timedelta(minutes=1)
    keep(instance, at, Way.PUBLISHED if is_now else Way.STATED)


def keep(page: Page, at: datetime, way: Way, evidence: str = "") -> FirstPublication:
    """Write when a page first was public, unless that is written."""
    row, _is_new = FirstPublication.objects.get_or_create(
        page_ref=page.pk,
        defaults={"title": page.title[:255], "at": at, "way": way, "evidence": evidence[:500]},
    )
    return row


class NotCarriedOver(ValueError):
    """A time of first publication that cannot be taken from elsewhere."""


@transaction.atomic
def carry_over(page: Page, at: datetime, evidence: str) -> None:
    """Let a page that was public elsewhere have been so since then. For imports only.

    `page` is in the tree and was never public here; `evidence` says where and how that is known
    (an address, a file and its hash). Raises NotCarriedOver.
    """
    if not evidence.strip() or at > timezone.now():
        raise NotCarriedOver("evidence and a time in the past are needed")
    first = Page.objects.select_for_update().values_list("first_published_at", flat=True)
    if first.get(pk=page.pk) is not None:
        raise NotCarriedOver("it has been public here")
    keep(page, at, Way.CARRIED_OVER, evidence)
    Page.objects.filter(pk=page.pk).update(first_published_at=at)
    page.first_published_at = at
