from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_delete
from django.utils.translation import gettext_lazy as _


class DisclosureConfig(AppConfig):
    name = "disclosure"
    verbose_name = _("Disclosure")

    def ready(self) -> None:
        from wagtail.models import Revision
        from wagtail.signals import page_published, page_unpublished

        from disclosure.basis import pages
        from disclosure.documents import topics, tracing
        from disclosure.models import PolicyDocumentPage

        post_migrate.connect(topics.load_after_migration, sender=self)
        page_published.connect(tracing.on_release, sender=PolicyDocumentPage)
        page_unpublished.connect(tracing.on_release, sender=PolicyDocumentPage)
        pre_delete.connect(tracing.on_deletion, sender=PolicyDocumentPage)
        page_published.connect(pages.on_release)
        page_unpublished.connect(pages.on_release)
        post_save.connect(pages.on_draft, sender=Revision)
