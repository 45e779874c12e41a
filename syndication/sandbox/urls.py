from django.contrib.staticfiles.views import serve
from django.urls import include, path, re_path

from syndication.sandbox import control, pages
from syndication.sandbox.wechat import views as wechat
from syndication.sandbox.weibo import views as weibo

urlpatterns = [
    path("cgi-bin/", include(wechat.urlpatterns)),
    path("_control/", include(control.urlpatterns)),
    re_path(r"^static/(?P<path>.*)$", serve, {"insecure": True}),
    *weibo.urlpatterns,
    *pages.urlpatterns,
]
