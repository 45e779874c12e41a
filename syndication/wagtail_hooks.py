from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy

from syndication.admin.access import ObservedPolicy
from syndication.admin.editing import page_viewsets
from syndication.admin.menu import SyndicationGroup
from syndication.models import ChannelCopy, CustomMenu, HumanTask

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


ACTIONS = {
    "syndication.connect": (_("Account connected"), _("Connected as %(account)s")),
    "syndication.retry": (_("Delivery tried again"), _("Delivery to %(account)s tried again")),
    "syndication.leave_out": (_("Account left out"), _("%(account)s left out for this page")),
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
