from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class LifecycleConfig(AppConfig):
    name = "lifecycle"
    verbose_name = _("Life of pages")

    def ready(self) -> None:
        from wagtail.models import Page, Site
        from wagtail.signals import page_published, page_unpublished

        from attachments.gate import going_live, held_back
        from lifecycle import changing, first_publication, triggers, withdrawing

        page_unpublished.connect(withdrawing.on_unpublished, dispatch_uid="lifecycle.unpublished")
        page_published.connect(withdrawing.on_published, dispatch_uid="lifecycle.published")
        post_delete.connect(withdrawing.on_deleted, sender=Page, dispatch_uid="lifecycle.deleted")
        post_delete.connect(
            withdrawing.on_site_deleted, sender=Site, dispatch_uid="lifecycle.site_deleted"
        )
        pre_save.connect(first_publication.before_save, dispatch_uid="lifecycle.before_save")
        post_save.connect(first_publication.after_save, dispatch_uid="lifecycle.after_save")
        held_back.connect(first_publication.on_held_back, dispatch_uid="lifecycle.held_back")
        going_live.connect(changing.before_going_live, dispatch_uid="lifecycle.going_live")
        page_published.connect(changing.after_going_live, dispatch_uid="lifecycle.changed")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="lifecycle.triggers")
