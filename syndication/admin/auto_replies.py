"""What an official account says by itself to those who follow it."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Media
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from syndication.admin.once import OnceForEachAccount
from syndication.channels.wechat.followers.replies import TEXT_BYTES
from syndication.channels.wechat.followers.welcome import written
from syndication.models import AutoReply
from syndication.models.auto_reply import WELCOME_BYTES, Layout
from syndication.models.byte_limits import counted


class FollowerPanel(HelpPanel):
    """A panel with the looks of a phone's screen."""

    class BoundPanel(HelpPanel.BoundPanel):
        @property
        def media(self) -> Media:
            return Media(
                js=[
                    Script("syndication/panel.js", type="module"),
                    versioned_static("syndication/bytes.js"),
                ],
                css={
                    "all": [
                        versioned_static("syndication/panel.css"),
                        versioned_static("syndication/followers.css"),
                    ]
                },
            )


class AutoReplyForm(OnceForEachAccount, WagtailAdminModelForm):
    class Meta:
        model = AutoReply
        fields = ("account", "welcome", "layout", "entries", "nothing_found")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("welcome", "nothing_found"):
            self.fields[name].widget.attrs.update(counted(WELCOME_BYTES), rows=4)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        own = AutoReply(**{name: cleaned[name] for name in self.Meta.fields})
        as_text = ["nothing_found"] if own.layout == Layout.CARDS else ["welcome", "nothing_found"]
        for name in as_text:
            size = len(written(getattr(own, name), own.public_entries()).encode())
            if size > TEXT_BYTES:
                values = {"size": size, "limit": TEXT_BYTES}
                message = _(
                    "With the main entries these are %(size)d bytes; WeChat takes %(limit)d."
                )
                self.add_error(name, message % values)
        return cleaned


class _Drawing:
    def save_instance(self) -> AutoReply:
        own = super().save_instance()
        own.draw_pictures()
        return own


class AutoReplyCreateView(_Drawing, CreateView):
    def get_success_url(self) -> str:
        return self.get_edit_url()


class AutoReplyEditView(_Drawing, EditView):
    def get_success_url(self) -> str:
        return self.get_edit_url()


class AutoReplyIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[AutoReply]:
        return AutoReply.objects.select_related("account")


class AutoReplyViewSet(ModelViewSet):
    model = AutoReply
    icon = "comment"
    menu_label = _("Automatic replies")
    copy_view_enabled = False
    index_view_class = AutoReplyIndexView
    add_view_class = AutoReplyCreateView
    edit_view_class = AutoReplyEditView
    list_display = [
        "account",
        Column("welcome", label=_("welcome"), accessor=lambda own: own.welcome[:60]),
        Column("entries", label=_("main entries"), accessor=lambda own: len(own.entries)),
    ]
    edit_handler = ObjectList(
        [
            FollowerPanel(template="syndication/admin/auto_reply.html"),
            FieldPanel("account"),
            FieldPanel("welcome"),
            FieldPanel("layout"),
            FieldPanel("entries"),
            FieldPanel("nothing_found"),
        ],
        base_form_class=AutoReplyForm,
    )
