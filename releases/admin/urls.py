from django.urls import path

from releases.admin import screens

app_name = "releases"

urlpatterns = [
    path("", screens.index, name="index"),
    path("<int:release_id>/", screens.one, name="one"),
    path("<int:release_id>/schedule/", screens.schedule, name="schedule"),
    path("<int:release_id>/let-out/", screens.let_out, name="let_out"),
    path("<int:release_id>/call-off/", screens.call_off, name="call_off"),
    path("<int:release_id>/take-out/<int:entry_id>/", screens.take_out, name="take_out"),
    path("add/<int:page_id>/", screens.add, name="add"),
    path("of/<int:page_id>/", screens.of_page, name="of_page"),
]
