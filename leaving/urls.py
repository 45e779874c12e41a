from django.urls import path

from leaving.views import leaving

urlpatterns = [path("leaving/", leaving, name="leaving")]
