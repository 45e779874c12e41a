from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "portal"

    def ready(self) -> None:
        from portal import adopting  # noqa: F401
        from portal.labels import label_columns_of_sites, label_fields
        from portal.names import name_first_objects, name_permissions

        label_fields()
        label_columns_of_sites()
        post_migrate.connect(name_permissions)
        post_migrate.connect(name_first_objects)
