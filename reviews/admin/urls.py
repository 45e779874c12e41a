from django.urls import path

from reviews.admin import board, borrowed, emergency, people, report, setup

app_name = "reviews"

urlpatterns = [
    path("", board.board, name="board"),
    path("record/", report.report, name="record"),
    path("columns/", setup.columns, name="columns"),
    path("columns/new/", setup.make, name="set_up"),
    path("columns/<int:review_id>/", setup.edit, name="change"),
    path("deputies/", people.deputies, name="deputies"),
    path("deputies/<int:deputy_id>/end/", people.end_deputy, name="end_deputy"),
    path("appoint/<int:state_id>/", people.appoint, name="appoint"),
    path("emergency/<int:page_id>/", emergency.emergency, name="emergency"),
    path("emergencies/<int:emergency_id>/hand-in/", emergency.hand_in, name="hand_in"),
    path("borrowed/", borrowed.borrowed, name="borrowed"),
    path("borrowed/<int:page_id>/", borrowed.decide_borrowed, name="decide_borrowed"),
]
