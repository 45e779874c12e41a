from django.urls import path

from home import feeds, site_map

urlpatterns = [
    path("sitemap/", site_map.site_map, name="site-map"),
    path("feeds/<int:pk>/rss.xml", feeds.rss, name="feed-rss"),
    path("feeds/<int:pk>/atom.xml", feeds.atom, name="feed-atom"),
    path("feeds/<int:pk>/feed.json", feeds.json, name="feed-json"),
]
