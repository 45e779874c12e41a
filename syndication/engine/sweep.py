"""The guarantee: whatever hint was lost, the sweep sees what is not as it should be."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models

from story import Syndicatable, Unfolding
from syndication.models import Account, ChannelCopy, InboundEvent, MassSend, PagePlan
from syndication.models.plan import NEVER

BATCH = 500


def syndicatable_page_models() -> list[type[Page]]:
    """Return the page models that offer a story."""
    return [model for model in get_page_models() if issubclass(model, Syndicatable)]


def forget_unfolding_pages() -> None:
    """Have all pages planned again that are told several times."""
    models = [model for model in syndicatable_page_models() if issubclass(model, Unfolding)]
    if models:
        PagePlan.objects.filter(page_ref__in=Page.objects.type(*models).values("pk")).delete()


def pages_to_plan() -> Iterator[int]:
    """Yield the keys of pages whose plan does not match their row, at most a batch of each sort."""
    yield from _changed().values_list("pk", flat=True)[:BATCH]
    yield from _gone().values_list("page_ref", flat=True).distinct()[:BATCH]
    yield from _closed_to_the_public()


def _changed():
    models = syndicatable_page_models()
    same = PagePlan.objects.filter(
        page_ref=OuterRef("pk"),
        live=OuterRef("live"),
        revision_ref=Coalesce(OuterRef("live_revision_id"), 0),
        url_path=OuterRef("url_path"),
        published_at=Coalesce(OuterRef("last_published_at"), Value(NEVER)),
    )
    known = PagePlan.objects.filter(page_ref=OuterRef("pk"))
    return (
        Page.objects.type(*models)
        .filter(Q(live=True) | Exists(known))
        .exclude(Exists(same))
        .order_by("pk")
    )


def _gone():
    """Copies that are wanted although their page is not live, or no more."""
    live = Page.objects.filter(pk=OuterRef("page_ref"), live=True)
    wanted = ChannelCopy.objects.of_the_page().filter(wanted=True)
    return wanted.exclude(Exists(live)).order_by("page_ref")


def _closed_to_the_public() -> Iterator[int]:
    """Wanted copies below a page that has meanwhile been put behind a password or a login."""
    paths = PageViewRestriction.objects.values_list("page__path", flat=True)
    for path in paths:
        yield from (
            ChannelCopy.objects.of_the_page()
            .filter(wanted=True, page__path__startswith=path)
            .values_list("page_ref", flat=True)[:BATCH]
        )


def accounts_to_work() -> list[int]:
    """Return the accounts with due copies or mass sends that no worker holds."""
    now = timezone.now()
    due = ChannelCopy.objects.due().filter(account=OuterRef("pk")).order_by()
    mass = MassSend.objects.due().filter(account=OuterRef("pk")).order_by()
    return list(
        Account.objects.usable()
        .filter(Q(lease_until=None) | Q(lease_until__lt=now))
        .filter(Q(hold_until=None) | Q(hold_until__lte=now))
        .filter(Exists(due) | Exists(mass))
        .values_list("pk", flat=True)
    )


def events_to_handle() -> list[int]:
    """Return the pushed events that could not be handled when they came."""
    return list(InboundEvent.objects.filter(handled_at=None).values_list("pk", flat=True)[:BATCH])
