"""Binding accounts and leading columns to them."""

from django.contrib import messages as flash
from django.db.models import ProtectedError
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from syndication import binding
from syndication.admin.account_form import AccountForm
from syndication.channels.base import Authorisable
from syndication.channels.registry import channel_class
from syndication.engine import expiries
from syndication.models import Account, Route
from syndication.status import account_state


class _Proving:
    """Shows the credentials to the platform as soon as they are saved, and says what it said."""

    def save_instance(self) -> Account:
        account = super().save_instance()
        binding.renew(account)
        return account

    def save_action(self) -> HttpResponse:
        response = super().save_action()
        account: Account = self.object
        if issubclass(channel_class(account.kind), Authorisable) and not account.access_token:
            flash.warning(self.request, _("Now connect the account: a person must authorise it."))
            return response
        try:
            known_as = binding.probe(account).known_as
        except binding.CannotBind as error:
            flash.error(
                self.request,
                _("Saved, but the platform does not let us in: %(reason)s") % {"reason": error},
            )
        else:
            flash.success(
                self.request, _("The platform knows the account as %(name)s.") % {"name": known_as}
            )
        return response


class AccountCreateView(_Proving, CreateView):
    def get_success_url(self) -> str:
        return self.get_edit_url()


class AccountEditView(_Proving, EditView):
    def get_success_url(self) -> str:
        return self.get_edit_url()


class AccountDeleteView(DeleteView):
    def form_valid(self, form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            flash.error(
                self.request,
                _("The account has copies, and their history is kept. Pause it instead."),
            )
            return HttpResponseRedirect(self.get_success_url())


def next_end(account: Account) -> str:
    """Return what of an account ends next and when; WeChat's tokens renew themselves."""
    found = sorted(expiries.of(account), key=lambda expiry: expiry.ends_at)
    return f"{found[0].what} {timezone.localdate(found[0].ends_at)}" if found else ""


class AccountViewSet(ModelViewSet):
    model = Account
    # "account" alone is where Wagtail keeps everybody's own settings.
    url_prefix = "syndication/accounts"
    icon = "user"
    menu_label = gettext_lazy("Accounts")
    add_to_reference_index = False
    copy_view_enabled = False
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    delete_view_class = AccountDeleteView
    ordering = ["kind", "name"]
    list_display = [
        "name",
        Column(
            "kind",
            label=gettext_lazy("channel"),
            accessor=lambda account: channel_class(account.kind).label,
        ),
        Column("state", label=gettext_lazy("state"), accessor=account_state),
        Column("ends", label=gettext_lazy("ends next"), accessor=next_end),
        Column("owner", label=gettext_lazy("person in charge")),
    ]
    edit_handler = ObjectList(
        [
            HelpPanel(template="syndication/admin/account_state.html"),
            MultiFieldPanel(
                [
                    FieldPanel("kind"),
                    FieldPanel("name"),
                    FieldPanel("app_id"),
                    FieldPanel("new_app_secret"),
                    FieldPanel("remote_id"),
                    FieldPanel("is_paused"),
                ],
                heading=gettext_lazy("The account"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("target"),
                    FieldPanel("on_change"),
                    FieldPanel("on_withdrawal"),
                    FieldPanel("moments"),
                    FieldPanel("needs_review"),
                    FieldRowPanel([FieldPanel("quiet_from"), FieldPanel("quiet_until")]),
                    FieldPanel("min_gap"),
                ],
                heading=gettext_lazy("What it is used for"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("sponsor"), FieldPanel("filing_number")]),
                    FieldRowPanel([FieldPanel("owner"), FieldPanel("owner_contact")]),
                    FieldPanel("verified_until"),
                ],
                heading=gettext_lazy("Who answers for it"),
            ),
            MultiFieldPanel(
                [FieldPanel("new_callback_token"), FieldPanel("new_callback_aes_key")],
                heading=gettext_lazy("WeChat's calls to us"),
            ),
            MultiFieldPanel(
                [FieldPanel("service_account"), FieldPanel("preview_to")],
                heading=gettext_lazy("Mass sends"),
            ),
            MultiFieldPanel(
                [FieldPanel("headline_right"), FieldPanel("headline_articles")],
                heading=gettext_lazy("Weibo's headline articles"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("base_url"),
                    FieldPanel("rip"),
                    FieldPanel("web_url"),
                    FieldPanel("safe_domains"),
                ],
                heading=gettext_lazy("Addresses"),
            ),
        ],
        base_form_class=AccountForm,
    )


class RouteViewSet(ModelViewSet):
    model = Route
    url_prefix = "syndication/routes"
    icon = "redirect"
    menu_label = gettext_lazy("Routes")
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "root",
        "account",
        "since",
        BooleanColumn("is_active", label=gettext_lazy("in use")),
    ]
    list_filter = ["account", "is_active"]
    panels = [
        FieldPanel("account"),
        FieldPanel("root"),
        FieldPanel("since"),
        FieldPanel("page_type"),
        FieldPanel("text_template"),
        FieldPanel("closing"),
        FieldPanel("is_active"),
    ]
