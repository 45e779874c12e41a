"""Pages of a site: made, read, and changed without publishing what editors have in their drafts."""

from typing import Any

from wagtail.models import Page

from subsites.plan.facts import Fields


def add(parent: Page, page: Page, user: Any) -> Page:
    """Put a page below another and publish it."""
    page.live = False
    page.owner = user
    parent.add_child(instance=page)
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return page


def change(page: Page, fields: Fields, user: Any) -> None:
    """Change fields of a page. A draft keeps what it says differently, and stays a draft."""
    before = {name: getattr(page, name) for name in fields}
    if not page.has_unpublished_changes:
        _set(page, fields)
        revision = page.save_revision(user=user)
        if page.live:
            revision.publish(user=user, skip_permission_checks=True)
        return
    draft = page.get_latest_revision_as_object()
    _set(draft, {name: v for name, v in fields.items() if getattr(draft, name) == before[name]})
    _set(page, fields)
    page.save()
    draft.save_revision(user=user)


def _set(page: Page, fields: Fields) -> None:
    for name, value in fields.items():
        setattr(page, name, value)
