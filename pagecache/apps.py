from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    name = "pagecache"
    verbose_name = _("Kept pages")

    def ready(self) -> None:
        from wagtail.models import Site

        from pagecache import tags, triggers
        from pagecache.watched import watch

        watch(Site, tag=tags.ALL)
        pre_migrate.connect(triggers.remove, sender=self, dispatch_uid="pagecache.before")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="pagecache.after")
