from django.urls import path

from syndication.admin import connect, views

app_name = "syndication"

urlpatterns = [
    path("accounts/<int:account_id>/connect/", connect.connect, name="connect"),
    path("authorised/", connect.authorised, name="authorised"),
    path("pages/<int:page_id>/", views.copies, name="copies"),
    path("pages/<int:page_id>/<int:account_id>/retry/", views.retry, name="retry"),
    path("pages/<int:page_id>/<int:account_id>/leave-out/", views.leave_out, name="leave_out"),
    path("pages/<int:page_id>/<int:account_id>/take-in/", views.take_in, name="take_in"),
]
