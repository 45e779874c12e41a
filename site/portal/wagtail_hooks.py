from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from portal.belongings import belongings_of
from portal.scheduled import FAILED
from subsites.plan.belongings import HOOK

hooks.register(HOOK, belongings_of)


@hooks.register("register_log_actions")
def register_log_actions(actions) -> None:
    @actions.register_action(FAILED)
    class ScheduleFailed(LogFormatter):
        label = _("Scheduled change failed")

        def format_message(self, entry) -> str:
            error = (entry.data or {}).get("error", "")
            return _("The scheduled change failed and is tried again: %(error)s") % {"error": error}
