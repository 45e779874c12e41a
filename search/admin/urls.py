from django.urls import path

from search.admin import checks, owed, reports

app_name = "search_admin"

urlpatterns = [
    path("checks/", checks.checks, name="checks"),
    path("reports/", reports.reports, name="reports"),
    path("reports/hide/", reports.hide, name="hide"),
    path("tasks/", owed.tasks, name="tasks"),
    path("tasks/<int:task_id>/", owed.task, name="task"),
    path("tasks/queries/<int:query_id>/", owed.answer, name="answer"),
]
