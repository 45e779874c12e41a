from django.urls import include, path

from syndication.sandbox.pages import articles, chat, files, home, phone, play, weibo
from syndication.sandbox.pages.fallback import fallback

urlpatterns = [
    path("cgi-bin/", include("syndication.sandbox.wechat.urls")),
    path("", include("syndication.sandbox.weibo.urls")),
    path("_control/", include("syndication.sandbox.control.urls")),
    path("", home.home),
    path("media/<path:path>", files.media),
    path("favicon.ico", files.no_icon),
    path("static/<slug:name>.css", files.stylesheet),
    path("mp/<str:app_id>/", phone.account),
    path("mp/<str:app_id>/chat", chat.chat),
    path("mp/<str:app_id>/play", play.play),
    path("mp/<str:app_id>/decide", play.decide),
    path("s/<str:slug>", articles.article),
    path("draft/<str:media_id>", articles.draft),
    path("u/<int:uid>", weibo.timeline),
    path("detail/<int:number>", weibo.detail),
    path("ttarticle/p/show", weibo.headline),
    path("<int:uid>/<str:code>", weibo.post),
]
handler404 = fallback
