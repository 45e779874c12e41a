from django.urls import path, re_path

from interviews.admin.questions import screens

app_name = "interview_questions"

urlpatterns = [
    path("", screens.interviews, name="interviews"),
    path("promised/", screens.promised, name="promised"),
    path("<int:sitting_id>/", screens.show_queue, name="queue"),
    path("<int:sitting_id>/act/", screens.act, name="act"),
    path("<int:sitting_id>/undo/", screens.undo, name="undo"),
    path("<int:sitting_id>/<int:number>/", screens.one, name="one"),
    re_path(r"^(?P<sitting_id>\d+)/ledger\.(?P<form>csv|xlsx)$", screens.export, name="export"),
]
