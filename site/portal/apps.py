from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "portal"

    def ready(self) -> None:
        from wagtail.images import get_image_model

        from findable import findable_changed
        from lifecycle.signals import major_change
        from portal import (
            adopting,  # noqa: F401
            joint_releases,
            kept,
        )
        from portal.corrections import open_plan
        from portal.labels import label_columns_of_sites, label_fields
        from portal.names import name_first_objects, name_permissions

        joint_releases.connect()
        kept.watch_what_is_shown()
        findable_changed.connect(kept.on_hint, dispatch_uid="portal.kept")
        post_save.connect(kept.on_picture, sender=get_image_model(), dispatch_uid="portal.picture")
        label_fields()
        label_columns_of_sites()
        major_change.connect(open_plan, dispatch_uid="portal.open_plan")
        post_migrate.connect(name_permissions)
        post_migrate.connect(name_first_objects)
