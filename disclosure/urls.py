from django.urls import path

from disclosure.public import statutes

app_name = "statutes"

urlpatterns = [
    path("statutes/", statutes.statutes, name="statutes"),
    path("statutes/<int:statute_id>/", statutes.statute, name="statute"),
]
