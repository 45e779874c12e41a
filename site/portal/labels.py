"""Labels that Wagtail derives from the names of fields and columns, in English, given in words."""

from django.forms import Form
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.contrib.redirects.forms import ConfirmImportForm
from wagtail.models import Site
from wagtail.sites.views import IndexView as ListOfSites
from wagtail.users.forms import PagePermissionsForm
from wagtail.users.views.bulk_actions.assign_role import RoleForm

FIELDS: dict[type[Form], dict[str, str]] = {
    ExternalLinkChooserForm: {"link_text": _("Link text")},
    AnchorLinkChooserForm: {"link_text": _("Link text")},
    EmailLinkChooserForm: {
        "email_address": _("Email address"),
        "link_text": _("Link text"),
        "subject": _("Subject"),
        "body": _("Body of the email"),
    },
    PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
    ConfirmImportForm: {"permanent": _("Permanent")},
    PagePermissionsForm: {"page": _("Page"), "permissions": _("Permissions")},
    RoleForm: {"role": _("Role")},
    WorkflowPageForm: {"page": _("Page")},
    WorkflowContentTypeForm: {"content_types": _("Types of snippets")},
}


def label_fields() -> None:
    for form, labels in FIELDS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label


def label_columns_of_sites() -> None:
    for column in ListOfSites.columns:
        if column.name in {"port", "site_name", "root_page"}:
            column.label = capfirst(Site._meta.get_field(column.name).verbose_name)
