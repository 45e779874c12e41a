from django.contrib.auth.models import Permission
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from syndication.admin import previewing, publishing
from syndication.admin.access import ObservedPolicy
from syndication.admin.editing import page_viewsets
from syndication.admin.menu import SyndicationGroup
from syndication.models import ChannelCopy, CustomMenu, HumanTask
from syndication.verification.foot import copies_at_the_foot
from syndication.verification.front import accounts_in_front

register_permission_policy(
    ChannelCopy, ObservedPolicy(ChannelCopy, frozenset({"view"})), exact_class=True
)
register_permission_policy(
    HumanTask, ObservedPolicy(HumanTask, frozenset({"change"})), exact_class=True
)
# A menu that is deleted here would stay on the platform; one without buttons is taken away there.
register_permission_policy(
    CustomMenu, ObservedPolicy(CustomMenu, frozenset({"add", "change", "view"})), exact_class=True
)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("syndication/", include("syndication.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_page_viewsets():
    return page_viewsets()


@hooks.register("register_admin_viewset")
def register_group():
    return SyndicationGroup()


@hooks.register("register_permissions")
def register_permissions():
    """What a group may be allowed beside what Wagtail registers for its own lists."""
    return Permission.objects.filter(
        content_type__app_label="syndication",
        codename__in=["approve_channelcopy", "add_masssend", "sign_masssend"],
    )


@hooks.register("register_page_action_menu_item")
def register_publish_as_correction():
    return publishing.PublishAsCorrectionItem(order=1)


hooks.register("before_publish_page", publishing.open_plan)
hooks.register("after_publish_page", publishing.show_plan)
hooks.register("before_unpublish_page", publishing.sign_withdrawal)
hooks.register("before_delete_page", publishing.sign_withdrawal_of_deleted)


hooks.register("portal_preview_modes", previewing.preview_modes)
hooks.register("portal_article_foot", copies_at_the_foot)
hooks.register("portal_front", accounts_in_front, order=3)


ACTIONS = {
    "syndication.connect": (_("Account connected"), _("Connected as %(account)s")),
    "syndication.retry": (_("Delivery tried again"), _("Delivery to %(account)s tried again")),
    "syndication.leave_out": (_("Account left out"), _("%(account)s left out for this page")),
    "syndication.correction": (_("Correction signed"), _("Correction of the copies signed")),
    "syndication.edition": (
        _("Version for an account changed"),
        _("Version for %(account)s changed"),
    ),
    "syndication.review": (_("Copy approved"), _("Copy for %(account)s approved")),
    "syndication.hold": (_("Copy held back"), _("Copy for %(account)s held back")),
    "syndication.let_go": (_("Copy let go"), _("Copy for %(account)s let go")),
    "syndication.accept": (
        _("Change on the platform accepted"),
        _("Change on %(account)s accepted"),
    ),
    "syndication.take_in": (_("Account taken in"), _("%(account)s taken in for this page")),
}


@hooks.register("register_log_actions")
def register_log_actions(actions):
    for action, (name, sentence) in ACTIONS.items():

        class Formatter(LogFormatter):
            label = name
            message = sentence

            def format_message(self, entry, sentence=sentence):
                return sentence % {"account": (entry.data or {}).get("account", "")}

        actions.register_action(action)(Formatter)
