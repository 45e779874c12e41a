from django.urls import path

from lifecycle.admin import reports, rewording

app_name = "lifecycle"


def _report(name: str, view: type[reports.LifeReport]) -> list:
    return [
        path(f"{name}/", view.as_view(), name=name.replace("-", "_")),
        path(
            f"{name}/results/",
            view.as_view(results_only=True),
            name=f"{name.replace('-', '_')}_results",
        ),
    ]


urlpatterns = [
    *_report("withdrawals", reports.WithdrawalReport),
    *_report("changes", reports.ChangeReport),
    *_report("refused-dates", reports.RefusedDateReport),
    path("withdrawals/<int:withdrawal_id>/", rewording.withdrawal, name="withdrawal"),
    path("changes/<int:change_id>/close/", rewording.close_earlier, name="close_earlier"),
]
