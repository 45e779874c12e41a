from django.urls import path

from interviews.console import screens, views
from interviews.importing.views import transcript

app_name = "interview_console"

urlpatterns = [
    path("", screens.today, name="today"),
    path("<int:sitting_id>/", screens.console, name="console"),
    path("<int:sitting_id>/turns/<int:number>/", screens.history, name="history"),
    path("<int:sitting_id>/import/", transcript, name="import"),
    path("<int:sitting_id>/entries/", views.entries, name="entries"),
    path("<int:sitting_id>/acts/<str:name>/", views.act, name="act"),
    path("<int:sitting_id>/pictures/", views.pictures, name="pictures"),
]
