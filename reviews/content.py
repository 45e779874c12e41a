"""What readers see of a page, as one number: approvals are bound to it, not to a draft's key.

Two versions have the same digest if a reader could not tell them apart. What Wagtail notes beside
the content (times of drafts, locks, keys of rows) does not count; the address does.
"""

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

# Of what every page has, these are shown to readers; of what it has beside, everything.
OF_EVERY_PAGE = frozenset({"title", "slug", "seo_title", "search_description", "show_in_menus"})
# What the editor of rich text writes into each paragraph, and readers never see.
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
BESIDE = frozenset({"pk", "id", "translation_key", "locale", "uuid"})


def digest_of(page: Page, *, slug: str = "") -> str:
    """Return 64 hexadecimal digits of a specific page as it stands in memory.

    `slug` is what its address is taken for, if not its own: an alias has another than its source.
    """
    content = content_of(page)
    if slug:
        content["slug"] = slug
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def content_of(page: Page) -> dict[str, Any]:
    """Return what readers see of a page, as plain data."""
    data = page.serializable_data()
    relations = {
        relation.get_accessor_name(): relation
        for relation in get_all_child_relations(type(page))
        # Comments of editors are for editors.
        if not relation.related_model._meta.app_label.startswith("wagtail")
    }
    content = {
        field.name: _plain(field, data[field.name])
        for field in page._meta.get_fields()
        if field.name in data and field.name not in relations and _is_content(field)
    }
    for name, relation in relations.items():
        content[name] = [_child(relation, row) for row in data.get(name) or []]
    return content


def content_names(model: type[Page]) -> frozenset[str]:
    """Return the names of the fields that readers see something of, children left aside."""
    return frozenset(field.name for field in model._meta.concrete_fields if _is_content(field))


def _is_content(field: Any) -> bool:
    if getattr(field, "model", None) is Page:
        return field.name in OF_EVERY_PAGE
    return field.name not in BESIDE and not getattr(field, "primary_key", False)


def _child(relation: Any, row: dict[str, Any]) -> dict[str, Any]:
    model = relation.related_model
    return {
        name: _plain(_field(model, name), value)
        for name, value in row.items()
        if name not in BESIDE and name != relation.field.name
    }


def _field(model: type[models.Model], name: str) -> Any:
    return next((field for field in model._meta.get_fields() if field.name == name), None)


def _plain(field: Any, value: Any) -> Any:
    """Return a stored value in one form; times to the minute, as forms of editors hold them."""
    if isinstance(field, models.DateTimeField) and value:
        return _minute(value)
    if isinstance(field, StreamField) and isinstance(value, str):
        return _unkeyed(json.loads(value or "[]"))
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    return value if isinstance(value, int | float | bool | None) else _unkeyed(value)


def _unkeyed(value: Any) -> Any:
    """Return data without the keys that editors' screens give to blocks and paragraphs."""
    if isinstance(value, list):
        return [_unkeyed(each) for each in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {
            str(key): _unkeyed(each)
            for key, each in value.items()
            if not (is_block and key == "id")
        }
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    return value if isinstance(value, int | float | bool | None) else str(value)


def _minute(value: Any) -> str:
    moment = value if isinstance(value, datetime) else parse_datetime(str(value))
    if moment is None:
        return str(value)
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return moment.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
