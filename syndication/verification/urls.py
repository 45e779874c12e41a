from django.urls import path

from syndication.verification import views

app_name = "verification"

urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("verify.json", views.verify_json, name="verify_json"),
]
