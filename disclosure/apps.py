from django.apps import AppConfig
from django.db.models.signals import (
    post_delete,
    post_migrate,
    post_save,
    pre_delete,
    pre_save,
)
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
        self._offer()

    @staticmethod
    def _offer() -> None:
        """Offer what is no page to whoever searches, and say when it changes."""
        from wagtail.models import PageViewRestriction
        from wagtail.signals import (
            page_published,
            page_slug_changed,
            page_unpublished,
            post_page_move,
        )

        from disclosure.finding import hints, statutes
        from disclosure.finding.powers import Powers
        from disclosure.models import Organ, PowerListPage, Statute, Topic
        from findable import register

        register(Powers())
        register(statutes.Statutes())
        for signal in (page_published, page_unpublished):
            signal.connect(hints.on_list, sender=PowerListPage)
        for signal in (post_page_move, page_slug_changed):
            signal.connect(hints.on_new_address)
        for signal in (post_save, post_delete):
            signal.connect(hints.on_restriction, sender=PageViewRestriction)
        pre_save.connect(hints.on_new_name)
        post_save.connect(hints.on_organ, sender=Organ)
        post_save.connect(hints.on_topic, sender=Topic)
        post_save.connect(statutes.on_statute, sender=Statute)
        pre_delete.connect(statutes.on_statute, sender=Statute)
