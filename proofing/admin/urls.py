from django.urls import path

from proofing.admin import files, layout, levels

app_name = "proofing"

urlpatterns = [
    path("files/", files.files, name="files"),
    path("files/export/", files.export, name="export"),
    path("layout/<int:page_id>/", layout.layout, name="layout"),
    path("levels/", levels.change_levels, name="levels"),
]
