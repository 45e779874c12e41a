from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "portal.refusing.bad_request"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("channels/", include("syndication.channels.urls")),
    path("", include("syndication.verification.urls")),
    path("", include("disclosure.urls")),
    path("", include("lifecycle.public_urls")),
    path("search/", include("search.log.urls")),
    path("interviews/", include("interviews.asking.urls")),
    path("search/", include("search.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns += [path("", include(wagtail_urls))]
