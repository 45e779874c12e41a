"""What powers rest on, found in their words and kept as rows, so that it can be asked both ways."""

from collections.abc import Iterable, Iterator, Mapping

from disclosure.basis.citations import Citation, citations
from disclosure.models import BasisLink, PowerItem

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


def _rows(item: PowerItem, fields: Mapping[str, str]) -> list[BasisLink]:
    found: dict[str, BasisLink] = {}
    for name in FIELDS:
        for each in statutes_in(fields.get(name, "")):
            row = found.setdefault(
                each.key, BasisLink(item=item, key=each.key[:300], title=each.title[:300])
            )
            row.articles = list(dict.fromkeys([*row.articles, *each.articles]))
            row.version = max(filter(None, [row.version, each.version]), default=None)
    return list(found.values())
