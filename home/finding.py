"""What the public finds of the portal's own pages, and what finding has in common everywhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation
from wagtail.models import Page, Site

from attachments.finding import attachments_of
from findable import Entry, Kind, findable_changed
from home.places import place_of
from home.plain_text import in_a_line, lines_of

if TYPE_CHECKING:
    from home.models import ArticlePage, ColumnPage, HomePage

Offer = Callable[[Any], Iterable[Entry]]

# What pages say of those that they stand in (`home.places`).
NAMES = frozenset({"title", "owner_department", "organ", "live"})
SENTENCE_ENDS = "。！？；!?;"


def of_page(entries: Offer) -> Callable[[Any], list[Entry]]:
    """Have a page's entries told in public words; of a page that no address leads to, none."""

    @wraps(entries)
    def told(page: Page) -> list[Entry]:
        if not page.url:
            return []
        with in_public_words():
            return list(entries(page))

    return told


def in_public_words() -> Any:
    """Return a context in which everything is told in the language of the public, whoever asks."""
    return translation.override(settings.LANGUAGE_CODE)


def entry_of(page: Page, kind: Kind, lines: Iterable[str] = (), **said: Any) -> Entry:
    """Return a page's own entry with these lines of text. Two queries."""
    place = place_of(page)
    return Entry(
        key=f"page:{page.pk}",
        kind=kind,
        title=page.title,
        url=page.url or "",
        text=text_of(lines),
        **{"site": place.site, "column": place.column, "department": place.owner, **said},
    )


def text_of(lines: Iterable[str]) -> str:
    """Return lines as the text of an entry; those that say nothing are left out."""
    return "\n".join(line for each in lines for line in each.splitlines() if line.strip())


def day_of(moment: datetime | None) -> date | None:
    """Return the day that the public reads of a moment."""
    return timezone.localdate(moment) if moment else None


def in_short(words: str, most: int) -> str:
    """Return words in a line of at most so many characters, whole sentences where that is possible;
    what is left out is marked.
    """
    line = in_a_line(words)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    end = max(map(cut.rfind, SENTENCE_ENDS))
    return f"{cut[: end + 1] if end >= most // 2 else cut}…"


def article_entry(article: "ArticlePage") -> Entry:
    """Return an article's own entry."""
    own = entry_of(
        article,
        Kind.ARTICLE,
        [article.subtitle, article.summary, *lines_of(article.body)],
        day=day_of(article.displayed_at or article.first_published_at),
    )
    return replace(own, department=article.source.strip() or own.department)


@of_page
def entries_of_article(article: "ArticlePage") -> Iterator[Entry]:
    own = article_entry(article)
    yield own
    yield from attachments_of(article, own)


@of_page
def entries_of_column(column: "ColumnPage") -> Iterator[Entry]:
    yield entry_of(column, Kind.COLUMN, [column.intro])


@of_page
def entries_of_home(home: "HomePage") -> Iterator[Entry]:
    lines = [home.introduction, home.organ, home.sponsor, home.undertaker, home.contact]
    yield entry_of(home, Kind.SITE, lines)


def is_renamed(page: Page) -> bool:
    """Tell whether a page that is about to be saved is called something else than before, or is
    named at all, where what stands in it says so.
    """
    if not page.pk or not page.numchild:
        return False
    fields = page._meta.concrete_fields
    names = [each.name for each in fields if each.name in NAMES and not each.is_relation]
    before = type(page).objects.filter(pk=page.pk).values(*names).first() or {}
    changed = {name for name, value in before.items() if getattr(page, name) != value}
    if changed == {"title"}:
        # The main site's own name is said of nothing.
        return not Site.objects.filter(root_page=page.pk, is_default_site=True).exists()
    return bool(changed)


def on_new_name(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of pre_save: pages say in which column and sub-site they stand."""
    if not raw and isinstance(instance, Page) and is_renamed(instance):
        below = Page.objects.descendant_of(instance).live().values_list("pk", flat=True)
        findable_changed.send(sender, owners=[f"page:{key}" for key in below])
