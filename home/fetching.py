"""A page fetched for its readers, with what it is shown with: one query that also tells what need
not be asked, because there is none of it.
"""

from typing import Any

from django.db.models import Exists
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

from home import beside


def fetched(page: Page) -> Any:
    """Return a page of the tree as what it is, not to be saved: children that it has none of count
    as looked up.
    """
    model = page.specific_class
    if not hasattr(model, "for_readers"):
        return page.specific
    ways = beside.ways(model)
    children = {
        each.get_accessor_name(): each
        for each in get_all_child_relations(model)
        if each.get_accessor_name() != COMMENTS_RELATION_NAME
    }
    asked = {f"way_{number}": Exists(rows(page)) for number, rows in enumerate(ways)}
    for name, child in children.items():
        rows = child.related_model._base_manager.filter(**{child.field.name: page.pk})
        asked[f"child_{name}"] = Exists(rows)
    found = model.for_readers().annotate(**asked).get(pk=page.pk)
    beside.answered(found, {rows: getattr(found, f"way_{n}") for n, rows in enumerate(ways)})
    for name in children:
        if not getattr(found, f"child_{name}"):
            setattr(found, name, [])
    return found
