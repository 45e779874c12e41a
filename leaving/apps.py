from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeavingConfig(AppConfig):
    name = "leaving"
    verbose_name = _("Links to other sites")

    def ready(self) -> None:
        from leaving.models import KnownHost
        from pagecache import tags
        from pagecache.watched import watch

        watch(KnownHost, tag=tags.ALL)
