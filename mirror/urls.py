from django.urls import path

from mirror import views

urlpatterns = [path(".well-known/mirror-key.pem", views.key, name="mirror_key")]
