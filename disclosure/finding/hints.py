"""Who says that what is found of disclosure may have changed without a page being published.

Powers are found by what is said of their list, of its department and of where it stands.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page

from disclosure.finding.powers import owners_of
from findable import findable_changed
from home.finding import is_renamed


def on_list(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of page_published and page_unpublished, of lists of powers."""
    _say_powers(power_list=instance.pk)


def on_restriction(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save and post_delete of what closes pages to the public."""
    if not raw:
        _say_powers_below(instance.page)


def on_new_address(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receiver of post_page_move and page_slug_changed."""
    _say_powers_below(instance)


def on_new_name(sender: type, instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of pre_save of pages that lists stand in."""
    if not raw and isinstance(instance, _holders()) and is_renamed(instance):
        _say_powers_below(instance)


def on_organ(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save: everything of an organ is found by its name."""
    if raw or created:
        return
    _say_powers(power_list__organ=instance)
    documents = apps.get_model("disclosure", "PolicyDocumentPage").objects
    _say_pages(documents.filter(Q(organ=instance) | Q(joint_organs__organ=instance)))
    for name in ("AnnualReportPage", "PowerListPage"):
        _say_pages(apps.get_model("disclosure", name).objects.filter(organ=instance))


def on_topic(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of post_save."""
    if not raw and not created:
        documents = apps.get_model("disclosure", "PolicyDocumentPage").objects
        _say_pages(documents.filter(Q(topic=instance) | Q(topic__parent=instance)))


def _holders() -> tuple[type[Page], ...]:
    """Return the kinds of pages whose names powers are found by."""
    named = ("home.HomePage", "disclosure.PowerListIndexPage")
    return tuple(apps.get_model(name) for name in named)


def _say_powers_below(page: Page) -> None:
    lists = apps.get_model("disclosure", "PowerListPage").objects
    _say_powers(power_list__in=lists.descendant_of(page, inclusive=True).order_by().values("pk"))


def _say_powers(**which: Any) -> None:
    model = apps.get_model("disclosure", "PowerItem")
    _say(model, owners_of(model.objects.filter(**which).values_list("pk", flat=True)))


def _say_pages(pages: Any) -> None:
    keys = pages.filter(live=True).order_by().values_list("pk", flat=True).distinct()
    _say(pages.model, [f"page:{key}" for key in keys])


def _say(sender: type, owners: list[str]) -> None:
    if owners:
        findable_changed.send(sender, owners=owners)
