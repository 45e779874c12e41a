"""Which tables public pages show, so that a change of a row is logged, whoever writes it.

Apps name them in their `ready`; the triggers are made after `migrate`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

# Written to a page's row while somebody works on a draft, or by housekeeping: nobody sees it.
UNSEEN = frozenset({
    "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
    "numchild", "locked", "locked_at", "locked_by", "owner", "go_live_at", "expire_at",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watched:
    """A table whose rows are shown.

    Either each row belongs to a page, whose key the column `page` holds, or all of them are one
    thing with one `tag`. `columns` are those that are shown; `inserts` tells whether a new row is
    a change (a new picture is none before a page shows it).
    """

    table: str
    columns: tuple[str, ...]
    page: str = ""
    tag: str = ""
    inserts: bool = True


_said: list[tuple[type[Model], str, str, frozenset[str], bool]] = []


def watch(
    model: type[Model],
    *,
    page: str = "",
    tag: str = "",
    shown: Collection[str] = (),
    inserts: bool = True,
) -> None:
    """Have changes of a model's rows logged: as changes of the page that the field `page` names
    (a key to a page, or its number), or under one `tag`. `shown` are the fields that anybody
    sees, all if none is named.
    """
    if bool(page) == bool(tag):
        raise ValueError(f"Say whose the rows of {model.__name__} are: a page's, or one tag's")
    _said.append((model, page, tag, frozenset(shown), inserts))


def watched() -> Iterator[Watched]:
    """Yield all that apps named, and the own columns of every page type."""
    for model, page, tag, shown, inserts in _said:
        fields = [each for each in model._meta.local_concrete_fields if not each.primary_key]
        columns = tuple(each.column for each in fields if not shown or each.name in shown)
        column = model._meta.get_field(page).column if page else ""
        yield Watched(model._meta.db_table, columns, column, tag, inserts)
    for model in apps.get_models():
        if issubclass(model, Page) and model is not Page and not model._meta.proxy:
            key = model._meta.pk.column
            columns = tuple(
                each.column for each in model._meta.local_concrete_fields if each.column != key
            )
            if columns:
                yield Watched(model._meta.db_table, columns, page=key, inserts=False)


def page_columns() -> tuple[str, ...]:
    fields = Page._meta.local_concrete_fields
    return tuple(each.column for each in fields if each.name not in UNSEEN and not each.primary_key)
