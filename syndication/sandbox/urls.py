from django.urls import include, path

from syndication.sandbox.pages import views
from syndication.sandbox.pages.fallback import fallback

urlpatterns = [
    path("cgi-bin/", include("syndication.sandbox.wechat.urls")),
    path("", include("syndication.sandbox.weibo.urls")),
    path("_control/", include("syndication.sandbox.control.urls")),
    path("", views.home),
    path("media/<path:path>", views.media),
    path("static/<slug:name>.css", views.stylesheet),
    path("mp/<str:app_id>/", views.account),
    path("s/<str:slug>", views.article),
    path("draft/<str:media_id>", views.draft),
    path("u/<int:uid>", views.timeline),
    path("detail/<int:number>", views.detail),
    path("<int:uid>/<str:code>", views.post),
]
handler404 = fallback
