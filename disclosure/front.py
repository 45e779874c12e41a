"""The three lists and the one directory on a home page, with how much is in each."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Count, Q
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from disclosure.causes import State
from disclosure.kinds import ListKind
from home.frame import frame_of
from home.public import readable
from pagecache import depends


class ListsInFront(Component):
    template_name = "disclosure/front.html"

    def __init__(self, index: Page, counts: Counter[str]) -> None:
        self.index = index
        self.kinds = [(kind.value, kind.label, counts[kind]) for kind in ListKind if counts[kind]]

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"index": self.index, "kinds": self.kinds}


def lists_in_front(page: Page, request: HttpRequest | None) -> ListsInFront | None:
    """Return the panel of the lists that have a section of a site; None where nothing is listed.
    One query, none without such a section.
    """
    index = frame_of(request, page).section(apps.get_model("disclosure", "PowerListIndexPage"))
    if index is None:
        return None
    lists = readable(apps.get_model("disclosure", "PowerListPage").objects.child_of(index))
    in_force = Count("items", filter=Q(items__state=State.IN_FORCE))
    found = list(lists.order_by().values("pk", "kind").annotate(powers=in_force))
    # Whatever is recorded in a list moves the end of its record, which is in its page's row.
    depends.on_pages(request, [index.pk, *(each["pk"] for each in found)])
    counts: Counter[str] = Counter()
    for each in found:
        counts[each["kind"]] += each["powers"]
    return ListsInFront(index, counts) if any(counts.values()) else None
