from django.urls import path

from disclosure.admin import impact, imports, interpretations, powers

app_name = "disclosure"

urlpatterns = [
    path("documents/clocks/", interpretations.clocks, name="clocks"),
    path(
        "documents/interpretations/new/",
        interpretations.LinkInterpretation.as_view(),
        name="link_interpretation",
    ),
    path(
        "documents/interpretations/<int:link_id>/unlink/",
        interpretations.unlink,
        name="unlink_interpretation",
    ),
    path("impact/", impact.impacts, name="impacts"),
    path("impact/<int:statute_id>/", impact.impact, name="impact"),
    path("lists/", powers.lists, name="lists"),
    path("lists/<int:list_id>/", powers.powers, name="powers"),
    path("lists/<int:list_id>/new/", powers.propose_new, name="propose_new"),
    path("lists/<int:list_id>/<int:item_id>/", powers.propose_change, name="propose_change"),
    path("proposals/<int:proposal_id>/", powers.decide, name="decide"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.NewImport.as_view(), name="new_import"),
    path("imports/<int:batch_id>/", imports.one_import, name="import"),
    path("imports/<int:batch_id>/hand-in/", imports.hand_in, name="hand_in"),
    path("imports/<int:batch_id>/approve/", imports.approve, name="approve"),
    path("imports/<int:batch_id>/refuse/", imports.refuse, name="refuse"),
]
