from django.urls import path

from home import feeds, site_map
from home.offline import manifest, reading

urlpatterns = [
    path("sitemap/", site_map.site_map, name="site-map"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("manifest-<int:pk>.webmanifest", manifest.manifest, name="manifest-of-part"),
    path("service-worker.js", reading.worker, name="service-worker"),
    path("offline/", reading.offline, name="offline"),
    path("feeds/<int:pk>/rss.xml", feeds.rss, name="feed-rss"),
    path("feeds/<int:pk>/atom.xml", feeds.atom, name="feed-atom"),
    path("feeds/<int:pk>/feed.json", feeds.json, name="feed-json"),
]
