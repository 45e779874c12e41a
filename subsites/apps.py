from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class SubsitesConfig(AppConfig):
    name = "subsites"
    verbose_name = _("Sub-sites")

    def ready(self) -> None:
        from subsites.confining.screens import narrow
        from subsites.finding import on_unit
        from subsites.models import Unit
        from subsites.standard import make_standard_template

        post_migrate.connect(make_standard_template, sender=self)
        narrow()
        for signal in (post_save, post_delete):
            signal.connect(on_unit, sender=Unit)
