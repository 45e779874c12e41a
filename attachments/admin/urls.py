from django.urls import path

from attachments.admin import checking, report

app_name = "attachments"

urlpatterns = [
    path("checks/<int:page_id>/", checking.checks, name="checks"),
    path("checks/<int:page_id>/panel/", checking.panel, name="panel"),
    path("checks/<int:page_id>/waive/", checking.waive_findings, name="waive"),
    path("checks/<int:page_id>/mend/", checking.mend_findings, name="mend"),
    path("waivers/<int:waiver_id>/take-back/", checking.take_back_waiver, name="take_back"),
    path("waivers/", report.WaiverReport.as_view(), name="waivers"),
    path(
        "waivers/results/",
        report.WaiverReport.as_view(results_only=True),
        name="waivers_results",
    ),
]
