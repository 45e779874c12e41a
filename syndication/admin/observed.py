"""Lists of what the engine wrote: copies, and what only a person can do."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from syndication.models import ChannelCopy, HumanTask
from syndication.status import message_for, status_of, task_message


def _editor(copy: ChannelCopy) -> str | None:
    return reverse("wagtailadmin_pages:edit", args=[copy.page_id]) if copy.page_id else None


def _permissions(model: type[Model], *actions: str) -> QuerySet:
    names = [get_permission_codename(action, model._meta) for action in actions]
    return Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(model), codename__in=names
    )


def _link(copy: ChannelCopy) -> str:
    if not copy.url:
        return ""
    return format_html(
        '<a href="{}" target="_blank" rel="noreferrer noopener">{}</a>', copy.url, gettext("See it")
    )


class CopyIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return ChannelCopy.objects.select_related("account", "payload", "sent_payload")


class CopyViewSet(ModelViewSet):
    model = ChannelCopy
    icon = "site"
    menu_label = _("Copies")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = CopyIndexView
    ordering = ["-updated_at"]
    list_filter = ["account", "position", "wanted"]
    list_display = [
        TitleColumn("title", label=_("page"), get_url=_editor),
        Column("account", label=_("account")),
        Column("status", label=_("state"), accessor=lambda copy: status_of(copy).label),
        Column("message", label=_("what to do"), accessor=message_for),
        Column("url", label=_("on the platform"), accessor=_link),
        DateColumn("updated_at", label=_("changed")),
    ]
    form_fields: list[str] = []

    def get_permissions_to_register(self) -> QuerySet:
        return _permissions(ChannelCopy, "view")


class TaskIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return HumanTask.objects.select_related("account", "copy")


class TaskEditView(EditView):
    """Saving a task closes it: the proof says what was done and who did it is noted."""

    submit_button_label = _("Done")

    def save_instance(self) -> HumanTask:
        task: HumanTask = self.form.instance
        task.closed_at = task.closed_at or timezone.now()
        user: AbstractBaseUser = self.request.user
        task.closed_by = user
        return super().save_instance()


class TaskViewSet(ModelViewSet):
    model = HumanTask
    icon = "warning"
    menu_label = _("Human tasks")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = TaskIndexView
    edit_view_class = TaskEditView
    ordering = ["closed_at", "opened_at"]
    list_filter = {"closed_at": ["isnull"], "account": ["exact"], "kind": ["exact"]}
    list_display = [
        "__str__",
        Column("account", label=_("account")),
        Column("copy", label=_("page"), accessor=lambda task: task.copy.title if task.copy else ""),
        Column("message", label=_("what to do"), accessor=task_message),
        DateColumn("opened_at", label=_("opened")),
        DateColumn("closed_at", label=_("closed")),
    ]
    edit_handler = ObjectList(
        [HelpPanel(template="syndication/admin/task.html"), FieldPanel("proof")]
    )

    def get_permissions_to_register(self) -> QuerySet:
        return _permissions(HumanTask, "change")
