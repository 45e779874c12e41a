"""All the words of a page, whatever its type: its fields, its blocks, its children of one form."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from attachments.gate.markup import Visible, plain, visible

# Of what every page has, these are shown to readers.
OF_EVERY_PAGE = frozenset({"title", "seo_title", "search_description"})
NO_WORDS = (models.SlugField, models.URLField, models.EmailField, models.UUIDField)
HOLDS_MARKUP = (blocks.RichTextBlock, blocks.RawHTMLBlock)
HOLDS_WORDS = (blocks.CharBlock, blocks.TextBlock, blocks.BlockQuoteBlock)


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a page: in words, and as the editor names it (Wagtail's content paths)."""

    words: str
    path: tuple[str, ...] = ()

    def within(self, words: str, *path: str) -> "Where":
        return Where(words, (*self.path, *path))


# Takes where a text stands and the text; returns what is to stand there.
Visit = Callable[[Where, Visible], str]


def texts_of(page: Page) -> Iterator[tuple[Where, Visible]]:
    """Yield every text of a page with its place."""
    found: list[tuple[Where, Visible]] = []

    def take(place: Where, text: Visible) -> str:
        found.append((place, text))
        return text.source

    rewrite(page, take)
    yield from found


def rewrite(page: Page, visit: Visit) -> None:
    """Put in place of every text of a page, in memory, what `visit` returns for it."""
    _rewrite(page, visit, Where(""))


def _rewrite(instance: models.Model, visit: Visit, before: Where) -> None:
    for field in instance._meta.concrete_fields:
        if not _is_shown(field):
            continue
        value = getattr(instance, field.attname)
        place = before.within(f"{before.words}{field.verbose_name}", field.name)
        if isinstance(field, StreamField):
            raw = value.get_prep_value()
            new = _in_block(field.stream_block, raw, place, visit)
            if new != raw:
                setattr(instance, field.attname, field.stream_block.to_python(new))
        elif value:
            text = visible(value) if isinstance(field, RichTextField) else plain(value)
            new = visit(place, text)
            if new != value:
                setattr(instance, field.attname, new)
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance):
            _children(instance, relation, visit, before)


def _children(instance: models.Model, relation: Any, visit: Visit, before: Where) -> None:
    model = relation.related_model
    if model._meta.app_label.startswith("wagtail"):  # comments of editors
        return
    accessor = relation.get_accessor_name()
    for number, child in enumerate(getattr(instance, accessor).all(), 1):
        words = f"{before.words}{model._meta.verbose_name} {number} › "
        _rewrite(child, visit, before.within(words, accessor, str(child.pk or "")))


def _is_shown(field: models.Field) -> bool:
    if isinstance(field, StreamField):
        return True
    if not isinstance(field, models.CharField | models.TextField) or isinstance(field, NO_WORDS):
        return False
    if field.model is Page:
        return field.name in OF_EVERY_PAGE
    return field.editable and not field.choices


def _in_block(block: blocks.Block, raw: Any, place: Where, visit: Visit) -> Any:
    """Return the stored form of a block's value with its texts visited."""
    if isinstance(block, blocks.BaseStreamBlock):
        return [_in_child(block, each, place, number, visit) for number, each in _nth_of(raw)]
    if isinstance(block, blocks.BaseStructBlock):
        children = block.child_blocks
        return {
            name: _in_part(children.get(name), name, value, place, visit)
            for name, value in (raw or {}).items()
        }
    if isinstance(block, blocks.ListBlock):
        return [_in_item(block, each, place, number, visit) for number, each in _nth_of(raw)]
    if isinstance(block, TableBlock):
        return _in_table(raw, place, visit)
    if isinstance(block, BaseTypedTableBlock):
        return _in_typed_table(block, raw, place, visit)
    if isinstance(raw, str) and raw:
        if isinstance(block, HOLDS_MARKUP):
            return visit(place, visible(raw))
        if isinstance(block, HOLDS_WORDS):
            return visit(place, plain(raw))
    return raw


def _in_part(child: blocks.Block | None, name: str, value: Any, place: Where, visit: Visit) -> Any:
    return _in_block(child, value, part_of_block(place, name, child), visit) if child else value


def _nth_of(raw: Any) -> Iterator[tuple[int, Any]]:
    return enumerate(raw or [], 1)


def _in_child(
    block: blocks.BaseStreamBlock, raw: Any, place: Where, number: int, visit: Visit
) -> Any:
    child = block.child_blocks.get(raw["type"])
    # A block of a type that no longer exists is not shown; it is left as it is.
    if child is None:
        return raw
    where = nth_block(place, number, child, raw.get("id"))
    return {**raw, "value": _in_block(child, raw["value"], where, visit)}


def _in_item(block: blocks.ListBlock, raw: Any, place: Where, number: int, visit: Visit) -> Any:
    where = place.within(f"{place.words} {number}")
    if not isinstance(raw, dict) or raw.get("type") != "item":
        return _in_block(block.child_block, raw, where, visit)
    where = where.within(where.words, raw.get("id") or "")
    return {**raw, "value": _in_block(block.child_block, raw["value"], where, visit)}


def _in_table(raw: Any, place: Where, visit: Visit) -> Any:
    if not raw:
        return raw
    rows = [
        [
            visit(_cell(place, row, column), plain(cell))
            if isinstance(cell, str) and cell
            else cell
            for column, cell in enumerate(cells, 1)
        ]
        for row, cells in enumerate(raw.get("data") or [], 1)
    ]
    new = {**raw, "data": rows}
    if caption := raw.get("table_caption"):
        new["table_caption"] = visit(place, plain(caption))
    return new


def _in_typed_table(block: BaseTypedTableBlock, raw: Any, place: Where, visit: Visit) -> Any:
    if not raw:
        return raw
    columns = [block.child_blocks.get(each["type"]) for each in raw.get("columns", [])]
    headings = [
        {**each, "heading": visit(_cell(place, 0, at), plain(each.get("heading") or ""))}
        for at, each in enumerate(raw.get("columns", []), 1)
    ]
    rows = [
        {
            **row,
            "values": [
                _in_block(child, value, _cell(place, number, at), visit) if child else value
                for at, (child, value) in enumerate(zip(columns, row["values"], strict=False), 1)
            ],
        }
        for number, row in enumerate(raw.get("rows", []), 1)
    ]
    return {**raw, "columns": headings, "rows": rows}


def nth_block(place: Where, number: int, block: blocks.Block, key: str | None) -> Where:
    words = _("%(place)s, block %(number)d (%(label)s)") % {
        "place": place.words,
        "number": number,
        "label": block.label,
    }
    return place.within(words, key or "")


def part_of_block(place: Where, name: str, block: blocks.Block) -> Where:
    return place.within(f"{place.words} › {block.label}", name)


def _cell(place: Where, row: int, column: int) -> Where:
    words = _("%(place)s, row %(row)d, column %(column)d") % {
        "place": place.words,
        "row": row,
        "column": column,
    }
    return place.within(words)
