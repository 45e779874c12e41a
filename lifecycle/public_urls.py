from django.urls import path

from lifecycle import versions

app_name = "lifecycle_public"

urlpatterns = [path("versions/<int:number>/", versions.version, name="version")]
