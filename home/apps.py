from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Portal pages")

    def ready(self) -> None:
        from wagtail.models import Revision

        from home.releasing import check_scheduled

        pre_save.connect(check_scheduled, sender=Revision, dispatch_uid="home.check_scheduled")
