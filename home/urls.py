from django.urls import path

from home import feeds

urlpatterns = [
    path("feeds/<int:pk>/rss.xml", feeds.rss, name="feed-rss"),
    path("feeds/<int:pk>/atom.xml", feeds.atom, name="feed-atom"),
    path("feeds/<int:pk>/feed.json", feeds.json, name="feed-json"),
]
