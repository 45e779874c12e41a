"""What the home page shows, gathered from the columns by their class."""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from wagtail.models import Page

from home import marks
from home.listing import articles_below

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
    """Gather the home page: a fixed few queries for each column, however much is in it."""
    columns = apps.get_model("home", "ColumnPage").objects.child_of(home).live().public()
    sections: dict[str, list[Section]] = {}
    for column in columns:
        for shown in _topics_in(column) or [column]:
            articles = list(articles_below(shown)[:PER_SECTION])
            if articles:
                sections.setdefault(column.column_class, []).append(Section(shown, articles))
    marks.give(
        article for each in sections.values() for section in each for article in section.articles
    )
    return Front(lead=_lead(home, sections), sections=sections)


def _topics_in(column: Any) -> list[Any]:
    """Return the topics that a column of topics gathers; each of them is shown by itself."""
    if column.column_class != "topic":
        return []
    return list(type(column).objects.child_of(column).live().public())


def _lead(home: Page, sections: dict[str, list[Section]]) -> Any:
    chosen = home.lead_article
    if chosen is not None and chosen.live and not chosen.get_view_restrictions().exists():
        return chosen
    newest = [article for section in sections.get("news", []) for article in section.articles]
    return next((article for article in newest if article.cover), next(iter(newest), None))
