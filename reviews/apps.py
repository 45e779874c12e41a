from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        from reviews import door, emergencies, following, signing

        door.install()
        signing.install()
        following.install()
        emergencies.install()
