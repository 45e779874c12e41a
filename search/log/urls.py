from django.urls import path

from search.log import clicks, hot

app_name = "search_log"

urlpatterns = [
    path("clicked/", clicks.clicked, name="clicked"),
    path("hot.json", hot.hot, name="hot"),
]
