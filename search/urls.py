from django.urls import path

from search.public.describing import description
from search.public.feeds import atom, rss
from search.public.results import results
from search.public.suggesting import suggest

urlpatterns = [
    path("", results, name="search"),
    path("suggest/", suggest, name="search-suggestions"),
    path("feed/", atom, name="search-feed"),
    path("feed/rss/", rss, name="search-feed-rss"),
    path("opensearch.xml", description, name="search-description"),
]
