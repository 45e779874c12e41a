from django.urls import path

from subsites.admin import screens

app_name = "subsites"
urlpatterns = [
    path("", screens.board, name="board"),
    path("roster/", screens.roster, name="roster"),
    path("offers/", screens.offers, name="offers"),
    path("<int:unit_id>/", screens.site, name="site"),
]
