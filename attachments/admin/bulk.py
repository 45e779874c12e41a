"""Publishing many pages at once: one that is held back stops no other."""

from typing import Any

from django.contrib import messages as flash
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from attachments.gate import Held


class CheckedPublishBulkAction(PublishBulkAction):
    """Wagtail's own, page by page."""

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        parents = children = 0
        for page in objects:
            parents += cls._publish(page, user, **kwargs)
            if not include_descendants:
                continue
            for below in page.get_descendants().not_live().defer_streamfields().specific():
                if user is None or below.permissions_for_user(user).can_publish():
                    children += cls._publish(below, user, **kwargs)
        return parents, children

    @classmethod
    def _publish(cls, page: Page, user: Any, request: Any = None, **kwargs: Any) -> int:
        try:
            return super().execute_action([page], user=user)[0]
        except Held as held:
            if request:
                said = _("“%(title)s”: %(message)s")
                title = page.get_admin_display_title()
                flash.error(request, said % {"title": title, "message": held.messages[0]})
            return 0
