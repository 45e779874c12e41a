from django.contrib.auth.models import Permission
from django.urls import include, path
from wagtail import hooks

from subsites.admin.viewsets import SubsitesGroup
from subsites.confining.screens import narrow_pages_to_choose

hooks.register("construct_page_chooser_queryset", narrow_pages_to_choose)


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("subsites/", include("subsites.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group():
    return SubsitesGroup()


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="subsites", content_type__model__in=["unit", "subsitetemplate"]
    )
