from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal import sitemap

handler400 = "portal.refusing.bad_request"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("", include("attachments.shown.urls")),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap.part, name="sitemap_part"),
    path("", include("mirror.urls")),
    path("api/v1/", include("api.urls")),
    path("channels/", include("syndication.channels.urls")),
    path("", include("syndication.verification.urls")),
    path("", include("home.urls")),
    path("", include("leaving.urls")),
    path("", include("disclosure.urls")),
    path("", include("lifecycle.public_urls")),
    path("search/", include("search.log.urls")),
    path("interviews/", include("interviews.asking.urls")),
    path("search/", include("search.urls")),
    path("", include(wagtail_urls)),
]
