"""What powers rest on, found in their words and kept as rows, so that it can be asked both ways."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from disclosure.basis.citations import Citation, citations
from disclosure.models import BasisLink, PowerItem
from disclosure.models.statute import LONGEST_KEY

BATCH = 500
# The bases of duties and of accountability are laws of procedure, the same for every power.
FIELDS = ("basis",)
# What is cited in 《…》 and is no statute: certificates, forms, newspapers.
STATUTES = (
    *("法", "法典", "条例", "规定", "办法", "细则", "决定", "规则", "解释", "规章"),
    *("通知", "意见", "标准", "方案", "规程", "准则", "批复"),
)


def link(items: Iterable[PowerItem], fields: Mapping[int, Mapping[str, str]] | None = None) -> None:
    """Write anew what powers rest on. `fields` by power; else what their newest versions say."""
    items = list({item.pk: item for item in items}.values())
    rows = [
        row for item in items for row in _rows(item, fields[item.pk] if fields else item.fields)
    ]
    BasisLink.objects.filter(item__in=items).delete()
    BasisLink.objects.bulk_create(rows, batch_size=BATCH)


def statutes_in(text: str) -> Iterator[Citation]:
    """Yield what a text cites and what is a statute by its name."""
    return (each for each in citations(text) if each.key.endswith(STATUTES))


@dataclass(slots=True)
class Rest:
    """One statute that some texts cite: every article and every version that they name."""

    key: str
    title: str
    articles: list[str] = field(default_factory=list)
    versions: set[date] = field(default_factory=set)


def rests_of(texts: Iterable[str]) -> list[Rest]:
    """Return the statutes that some texts cite, each once, in the order in which they come."""
    found: dict[str, Rest] = {}
    for text in texts:
        for each in statutes_in(text):
            key = each.key[:LONGEST_KEY]
            rest = found.setdefault(key, Rest(key, each.title[:LONGEST_KEY]))
            rest.articles += [article for article in each.articles if article not in rest.articles]
            rest.versions |= {each.version} - {None}
    return list(found.values())


def _rows(item: PowerItem, fields: Mapping[str, str]) -> list[BasisLink]:
    return [
        BasisLink(
            item=item, key=rest.key, title=rest.title, articles=rest.articles,
            version=max(rest.versions, default=None),
        )
        for rest in rests_of(fields.get(name, "") for name in FIELDS)
    ]  # fmt: skip
