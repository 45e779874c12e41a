from django.urls import path

from proofing.admin import files, levels

app_name = "proofing"

urlpatterns = [
    path("files/", files.files, name="files"),
    path("files/export/", files.export, name="export"),
    path("levels/", levels.change_levels, name="levels"),
]
