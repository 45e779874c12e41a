"""Prints of texts, kept for what stands on the main site and for what was offered to it."""

from collections.abc import Iterable
from hashlib import blake2b

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat, Left
from wagtail.models import Page, Site, get_page_models

from contributions.content import is_public, lines_in
from contributions.models import Contribution, Mark, TextPrint
from contributions.units import is_on_main_site
from home.models import ArticlePage
from subsites.models import SubsiteIndexPage
from texts.likeness import packed, runs_in, said_in, sample_of

# How many numbers of a text and of a title are looked up by.
MARKS, TITLE_MARKS = 8, 6
TITLE_RUN = 2
BATCH = 200
VERSION = 60


def keep_print(page: ArticlePage) -> None:
    """Keep the print of a page as the public sees it, if it is one to be compared with; else drop
    it.
    """
    if not is_compared(page):
        TextPrint.objects.filter(page=page.pk).delete()
        return
    body = said_in("\n".join(lines_in(page)))
    said = said_in(page.title)
    sample = sample_of(runs_in(body))
    with transaction.atomic():
        kept, _made = TextPrint.objects.update_or_create(
            page_id=page.pk,
            defaults={
                "version": version_of(page),
                "said": said[:255],
                "digest": blake2b(body.encode(), digest_size=16).hexdigest(),
                "sample": packed(sample),
                "length": len(body),
            },
        )
        kept.marks.all().delete()
        marks = marks_of(sample, said)
        Mark.objects.bulk_create([Mark(of=kept, value=value) for value in marks])


def marks_of(sample: Iterable[int], said: str) -> tuple[int, ...]:
    """Return what texts like this one, and titles like its, are looked up by."""
    title = sample_of(runs_in(said, TITLE_RUN, "title"), TITLE_MARKS)
    return (*tuple(sample)[:MARKS], *title)


def is_compared(page: ArticlePage) -> bool:
    """Tell whether others are compared with a page: no alias, whose original is."""
    if page.alias_of_id or not is_public(page):
        return False
    return is_on_main_site(page) or Contribution.objects.filter(page=page.pk).exists()


def version_of(page: Page) -> str:
    """Return what changes when another version goes public."""
    return f"{page.live_revision_id or 0}:{page.title}"[:VERSION]


def keep_missed(limit: int = BATCH) -> int:
    """Keep the prints of pages that have none, or an old one; return how many were looked at."""
    keys = list(missed().values_list("pk", flat=True)[:limit])
    for page in ArticlePage.objects.filter(pk__in=keys).specific():
        keep_print(page)
    return len(keys)


def missed() -> QuerySet[Page]:
    """Return the public pages whose print is missing or of another version."""
    version = Concat(
        Cast(Coalesce(OuterRef("live_revision_id"), 0), CharField()), Value(":"), OuterRef("title")
    )
    same = TextPrint.objects.filter(page=OuterRef("pk")).filter(version=Left(version, VERSION))
    offered = Contribution.objects.filter(page=OuterRef("pk"))
    return (
        _items().live().public().filter(alias_of=None)
        .filter(_on_main_site() | Q(Exists(offered)))
        .exclude(Exists(same))
        .order_by("pk")
    )  # fmt: skip


def _items() -> QuerySet[Page]:
    models = [model for model in get_page_models() if issubclass(model, ArticlePage)]
    return Page.objects.filter(
        content_type__in=list(ContentType.objects.get_for_models(*models).values())
    )


def _on_main_site() -> Q:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return Q(pk__in=[])
    within = Q(path__startswith=site.root_page.path)
    index = SubsiteIndexPage.objects.only("path").first()
    return within & ~Q(path__startswith=index.path) if index else within
