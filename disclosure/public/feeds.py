"""What changed in a list, as an Atom feed."""

from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed

if TYPE_CHECKING:
    from disclosure.models import PowerListPage, PowerVersion

NEWEST = 50


class ChangesFeed(Feed):
    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, power_list: "PowerListPage") -> "PowerListPage":
        return power_list

    def title(self, power_list: "PowerListPage") -> str:
        return power_list.title

    def link(self, power_list: "PowerListPage") -> str:
        return f"{power_list.full_url}changes/"

    def items(self, power_list: "PowerListPage") -> list["PowerVersion"]:
        versions = power_list.versions.select_related("item").order_by("-sequence")[:NEWEST]
        for version in versions:
            version.power_list = power_list
        return list(versions)

    def item_title(self, version: "PowerVersion") -> str:
        return f"{version.get_cause_display()}：{version.item}"

    def item_description(self, version: "PowerVersion") -> str:
        return "；".join(filter(None, [version.reason, version.document]))

    def item_link(self, version: "PowerVersion") -> str:
        address = f"{version.power_list.full_url}{version.item.address}/changes/"
        return f"{address}?new={version.number}"

    def item_guid(self, version: "PowerVersion") -> str:
        return version.hash

    item_guid_is_permalink = False

    def item_updateddate(self, version: "PowerVersion"):
        return version.recorded_at

    item_pubdate = item_updateddate


def of_changes(request: HttpRequest, power_list: "PowerListPage") -> HttpResponse:
    return ChangesFeed()(request, power_list=power_list)
