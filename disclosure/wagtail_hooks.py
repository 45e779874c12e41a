from django.contrib.auth.models import Permission
from django.urls import include, path
from wagtail import hooks

from disclosure.admin.menu import DisclosureGroup


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("disclosure/", include("disclosure.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group():
    return DisclosureGroup()


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="disclosure", codename="approve_proposal"
    )
