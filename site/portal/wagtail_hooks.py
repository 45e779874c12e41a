from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from attachments.shown import OTHER_FILES
from mirror.evidence import UNLOGGED
from portal.belongings import belongings_of
from portal.joint_releases import on_channels, waiting_on_channels
from portal.kept import unlogged_since
from portal.scheduled import FAILED
from portal.stocked import FOLDER, is_told
from releases import ELSEWHERE, WAITING
from subsites.plan.belongings import HOOK

hooks.register(HOOK, belongings_of)
hooks.register(ELSEWHERE, on_channels)
hooks.register(WAITING, waiting_on_channels)
hooks.register(OTHER_FILES, (FOLDER, is_told))
hooks.register(UNLOGGED, unlogged_since)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    @actions.register_action(FAILED)
    class ScheduleFailed(LogFormatter):
        label = _("Scheduled change failed")

        def format_message(self, entry) -> str:
            error = (entry.data or {}).get("error", "")
            return _("The scheduled change failed and is tried again: %(error)s") % {"error": error}
