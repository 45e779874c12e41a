from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = _("Contributions")

    def ready(self) -> None:
        from contributions import receivers  # noqa: F401
        from contributions.reasons import make_usual_reasons

        post_migrate.connect(make_usual_reasons, sender=self)
