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
    if page.live and page.live_revision_id and page.live_revision_id == page.latest_revision_id:
        return
    if review_by(workflow_state.workflow) is None:
        publish_workflow_state(workflow_state, user=user)
    else:
        page.get_latest_revision().publish(user=user, skip_permission_checks=True)
