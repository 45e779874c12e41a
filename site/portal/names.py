"""Names that `migrate` writes into the database in English, in the portal's language.

Django and Wagtail name permissions and the first groups, workflow, page and collection while
`migrate` runs, and `migrate` speaks English whatever the settings say. Both functions listen to
`post_migrate` and may run any number of times; what people have named stays as it is.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

PERMISSIONS = {
    "add": _("Can add %(what)s"),
    "change": _("Can change %(what)s"),
    "choose": _("Can choose %(what)s"),
    "delete": _("Can delete %(what)s"),
    "view": _("Can view %(what)s"),
}
APPROVAL = {"Moderators approval": _("Moderators approval")}
ROOT = {"Root": _("Root")}
# Model, which of its rows, field, new names.
FIRST_OBJECTS = (
    ("auth.Group", {}, "name", {"Editors": _("Editors"), "Moderators": _("Moderators")}),
    ("wagtailcore.Workflow", {}, "name", APPROVAL),
    ("wagtailcore.Task", {}, "name", APPROVAL),
    ("wagtailcore.Collection", {"depth": 1}, "name", ROOT),
    ("wagtailcore.Page", {"depth": 1}, "title", ROOT),
    ("wagtailcore.Page", {"depth": 1}, "draft_title", ROOT),
)


def _permission_names(app: AppConfig) -> Iterator[tuple[tuple[str, str], str]]:
    for model in app.get_models():
        options = model._meta
        for action in options.default_permissions:
            if action in PERMISSIONS:
                name = PERMISSIONS[action] % {"what": options.verbose_name}
                yield (options.model_name, get_permission_codename(action, options)), name
        for codename, name in options.permissions:
            yield (options.model_name, codename), gettext(str(name))


def name_permissions(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Any = apps, **kwargs: Any
) -> None:
    """Name the permissions of an app's models, after making those that do not exist yet."""
    create_permissions(sender, verbosity=0, using=using, apps=apps)
    try:
        permissions = apps.get_model("auth.Permission").objects.using(using)
    except LookupError:  # an early state of the database
        return
    with override(settings.LANGUAGE_CODE):
        names = dict(_permission_names(sender))
    renamed = []
    for permission in permissions.filter(content_type__app_label=sender.label).select_related(
        "content_type"
    ):
        name = names.get((permission.content_type.model, permission.codename), permission.name)
        if permission.name != name:
            permission.name = name
            renamed.append(permission)
    permissions.bulk_update(renamed, ["name"])


def name_first_objects(
    sender: AppConfig, using: str = DEFAULT_DB_ALIAS, apps: Any = apps, **kwargs: Any
) -> None:
    """Name what Wagtail's own migrations have made."""
    if sender.label != "wagtailcore":
        return
    for label, rows, field, names in FIRST_OBJECTS:
        try:
            manager = apps.get_model(label)._base_manager.using(using)
        except LookupError:
            continue
        for english, name in names.items():
            with override(settings.LANGUAGE_CODE):
                ours = str(name)
            if not manager.filter(**rows, **{field: ours}).exists():
                manager.filter(**rows, **{field: english}).update(**{field: ours})
