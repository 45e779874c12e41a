"""What the end of a review means (`WAGTAIL_FINISH_WORKFLOW_ACTION`).

Imported while Wagtail's models are being defined, so it imports nothing of them itself.
"""

from typing import Any


def finish(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, unless an emergency has published this very version before.

    Where stages let a page out, their approval is the right to do so: whoever is asked last need
    not be allowed to publish there by hand, be it a deputy or somebody appointed.
    """
    from wagtail.workflows import publish_workflow_state

    from reviews.governing import review_by

    page = workflow_state.content_object
    if review_by(workflow_state.workflow) is None:
        publish_workflow_state(workflow_state, user=user)
    elif _is_public(page):
        type(page).objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    else:
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)


def _is_public(page: Any) -> bool:
    """Tell whether the newest draft of a page says what the public sees already."""
    from reviews.versions import version_of

    if not page.live or page.latest_revision is None:
        return False
    draft = page.latest_revision.as_object()
    is_of_now = draft.go_live_at is None and draft.expire_at == page.expire_at
    return is_of_now and version_of(draft) == version_of(page.specific)
