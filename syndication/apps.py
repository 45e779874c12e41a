from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "syndication"
    verbose_name = _("Syndication")

    def ready(self) -> None:
        from syndication import receivers  # noqa: F401
        from syndication.channels.wechat.followers import tasks  # noqa: F401
