"""What only a person can do: the list, and the form that takes the proof."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.boolean_radio_select import BooleanRadioSelect

from syndication import handwork
from syndication.models import Account, HumanTask
from syndication.status import task_message


def _permissions(model: type[Model], *actions: str) -> QuerySet:
    names = [get_permission_codename(action, model._meta) for action in actions]
    return Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(model), codename__in=names
    )


def _named(task: HumanTask) -> str:
    """Return the page's title, and which of its copies it is about."""
    return " · ".join(filter(None, [task.copy.title, task.copy.what])) if task.copy else ""


def due(task: HumanTask) -> str:
    """Return the moment as a date: a time still to come has no "ago"."""
    if task.due_at is None:
        return ""
    moment = date_format(timezone.localtime(task.due_at), "Y-m-d H:i")
    is_overdue = task.closed_at is None and task.due_at < timezone.now()
    return gettext("%(moment)s, overdue") % {"moment": moment} if is_overdue else moment


class TaskIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return HumanTask.objects.select_related("account", "copy")


class TaskFilters(WagtailFilterSet):
    closed_at__isnull = django_filters.BooleanFilter(
        "closed_at", "isnull", label=_("Still open"), widget=BooleanRadioSelect
    )
    account = django_filters.ModelChoiceFilter(
        queryset=Account.objects.all(), label=capfirst(_("account"))
    )

    class Meta:
        model = HumanTask
        fields = ("kind",)


class TaskForm(WagtailAdminModelForm):
    """The answer to a task; what it means for the copy is `syndication.handwork`'s business."""

    answer = forms.ChoiceField(label=_("what you found or did"), widget=forms.RadioSelect)

    class Meta:
        model = HumanTask
        fields = ("proof",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = handwork.answers_to(self.instance)
        self.fields["answer"].choices = choices
        self.fields["answer"].initial = choices[0][0]
        self.fields["proof"].help_text = _("A link, a receipt number, or who did what and when.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        needs = handwork.needs_proof(self.instance, cleaned.get("answer", ""))
        if needs and not cleaned.get("proof", "").strip():
            self.add_error("proof", _("Give a proof: others must be able to see what was done."))
        return cleaned


class TaskEditView(EditView):
    """Answering a task closes it: the proof says what was done and who did it is noted."""

    submit_button_label = _("Done")

    def save_instance(self) -> HumanTask:
        cleaned = self.form.cleaned_data
        handwork.answer(self.form.instance, cleaned["answer"], cleaned["proof"], self.request.user)
        return self.form.instance


class TaskViewSet(ModelViewSet):
    model = HumanTask
    url_prefix = "syndication/tasks"
    icon = "warning"
    menu_label = _("Human tasks")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = TaskIndexView
    edit_view_class = TaskEditView
    # Open ones first, on every database.
    ordering = [F("closed_at").asc(nulls_first=True), "opened_at"]
    filterset_class = TaskFilters
    list_display = [
        "__str__",
        Column("account", label=_("account")),
        Column("copy", label=_("page"), accessor=_named),
        Column("message", label=_("why"), accessor=task_message),
        Column("due", label=_("due"), accessor=due),
        DateColumn("opened_at", label=_("opened")),
        DateColumn("closed_at", label=_("closed")),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(template="syndication/admin/task.html"),
            FieldPanel("answer"),
            FieldPanel("proof"),
        ],
        base_form_class=TaskForm,
    )

    def get_permissions_to_register(self) -> QuerySet:
        return _permissions(HumanTask, "change")
