from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InterviewsConfig(AppConfig):
    name = "interviews"
    verbose_name = _("Interviews")

    def ready(self) -> None:
        from interviews.live.hints import tell
        from interviews.record.signals import appended

        appended.connect(tell, dispatch_uid="interviews.live")
