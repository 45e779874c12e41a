"""What the home page shows, gathered from the columns by their class."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from home import marks
from home.listing import keys_of, newest_keys, with_keys
from home.sections import columns_below

PER_SECTION = 8


@dataclass(frozen=True, slots=True)
class Section:
    column: Any
    articles: list[Any]


@dataclass(frozen=True, slots=True)
class Front:
    """The lead story and the sections, each a column with its newest articles."""

    lead: Any = None
    sections: dict[str, list[Section]] = field(default_factory=dict)

    def first(self, column_class: str) -> Section | None:
        return next(iter(self.sections.get(column_class, [])), None)

    @property
    def news(self) -> Section | None:
        return self.first("news")

    @property
    def trio(self) -> list[Section]:
        """The three lists side by side below the lead."""
        wanted = (self.first(name) for name in ("notice", "policy", "publicity"))
        return [section for section in wanted if section]

    @property
    def interpretation(self) -> Section | None:
        return self.first("interpretation")

    @property
    def service(self) -> Section | None:
        return self.first("service")

    @property
    def data(self) -> Section | None:
        return self.first("data")

    @property
    def more_news(self) -> Section | None:
        """The second news column, for instance that of the departments."""
        return next(iter(self.sections.get("news", [])[1:]), None)

    @property
    def topics(self) -> list[Section]:
        return self.sections.get("topic", [])


def front_of(home: Page) -> Front:
    """Gather the home page: five queries and those of the marks, however much there is."""
    columns = list(columns_below(home, levels=2).annotate(**newest_keys(PER_SECTION)))
    shown = list(_shown(home, columns))
    keys = {column.pk: keys_of(column, PER_SECTION) for column in shown}
    articles = {
        each.pk: each for each in with_keys({key for some in keys.values() for key in some})
    }
    sections: dict[str, list[Section]] = {}
    for column in shown:
        if own := [articles[key] for key in keys[column.pk] if key in articles]:
            sections.setdefault(column.column_class, []).append(Section(column, own))
    marks.give(articles.values())
    return Front(lead=_lead(home, sections), sections=sections)


def _shown(home: Page, columns: list[Any]) -> Iterator[Any]:
    """Yield the columns of a home page, and in the place of one of topics the topics in it."""
    for column in columns:
        if column.depth > home.depth + 1:
            continue
        below = [each for each in columns if each.path.startswith(column.path)][1:]
        yield from below if column.column_class == "topic" and below else [column]


def _lead(home: Page, sections: dict[str, list[Section]]) -> Any:
    if home.lead_article_id and (chosen := with_keys([home.lead_article_id]).first()):
        return chosen
    newest = [article for section in sections.get("news", []) for article in section.articles]
    return next((article for article in newest if article.cover), next(iter(newest), None))
