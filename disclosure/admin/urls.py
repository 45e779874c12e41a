from django.urls import path

from disclosure.admin import imports

app_name = "disclosure"

urlpatterns = [
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.NewImport.as_view(), name="new_import"),
    path("imports/<int:batch_id>/", imports.one_import, name="import"),
    path("imports/<int:batch_id>/hand-in/", imports.hand_in, name="hand_in"),
    path("imports/<int:batch_id>/approve/", imports.approve, name="approve"),
    path("imports/<int:batch_id>/refuse/", imports.refuse, name="refuse"),
]
