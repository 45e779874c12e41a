from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "portal"

    def ready(self) -> None:
        from lifecycle.signals import major_change
        from portal import (
            adopting,  # noqa: F401
            joint_releases,
        )
        from portal.corrections import open_plan
        from portal.labels import label_columns_of_sites, label_fields
        from portal.names import name_first_objects, name_permissions

        joint_releases.connect()
        label_fields()
        label_columns_of_sites()
        major_change.connect(open_plan, dispatch_uid="portal.open_plan")
        post_migrate.connect(name_permissions)
        post_migrate.connect(name_first_objects)
