from typing import Any

from django.contrib.auth.models import Permission
from django.urls import include, path
from wagtail import hooks

from attachments.gate import CHECKS
from proofing.admin.layout import layout_button
from proofing.admin.viewsets import ProofingGroup
from proofing.checks import findings

hooks.register(CHECKS, findings)
hooks.register("register_page_header_buttons", layout_button)
hooks.register("register_page_listing_more_buttons", layout_button)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list:
    return [path("proofing/", include("proofing.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_group() -> ProofingGroup:
    return ProofingGroup()


@hooks.register("register_permissions")
def register_permissions() -> Any:
    """Offer what has a screen of its own; models in view sets offer theirs themselves."""
    return Permission.objects.filter(content_type__app_label="proofing", codename="change_level")
