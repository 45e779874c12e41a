"""Many pages of the explorer put into one release."""

from typing import Any

from django.contrib import messages as flash
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from releases import composing
from releases.admin.forms import AddForm


class AddBulkAction(PageBulkAction):
    display_name = _("Joint release")
    aria_label = _("Put selected pages into a joint release")
    action_type = "joint_release"
    template_name = "releases/bulk.html"
    action_priority = 40
    form_class = AddForm

    def check_perm(self, page: Any) -> bool:
        return page.permissions_for_user(self.request.user).can_edit()

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_execution_context(self) -> dict[str, Any]:
        cleaned = self.cleaned_form.cleaned_data
        return {**super().get_execution_context(), "cleaned": cleaned, "request": self.request}

    @classmethod
    def execute_action(
        cls, objects: list[Any], user: Any = None, cleaned: Any = None, request: Any = None,
        **kwargs: Any,
    ) -> tuple[int, int]:  # fmt: skip
        release = cleaned["release"] or composing.make(cleaned["name"], None, user)
        number = 0
        for page in objects:
            try:
                composing.add(release, page, user, cleaned["act"])
                number += 1
            except composing.Refused as refused:
                flash.error(request, str(refused))
        return number, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext(
            "%(number)d page is in the release.",
            "%(number)d pages are in the release.",
            num_parent_objects,
        ) % {"number": num_parent_objects}
