"""The Celery application: one for our tasks and for Wagtail's."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "publish-due": {"task": "portal.tasks.publish_due", "schedule": 10.0},
    "sweep": {"task": "syndication.tasks.sweep_all", "schedule": 15.0},
}
