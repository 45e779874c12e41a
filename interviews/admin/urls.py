from django.urls import path

from interviews.admin import steps

app_name = "interviews"

urlpatterns = [
    path("<int:sitting_id>/steps/", steps.steps, name="steps"),
    path("<int:sitting_id>/steps/take/", steps.take, name="take_step"),
    path("<int:sitting_id>/steps/plan/", steps.plan, name="plan_step"),
    path("steps/<int:step_id>/cancel/", steps.cancel, name="cancel_step"),
]
