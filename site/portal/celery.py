"""The Celery application: one for our tasks and for Wagtail's."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

from portal.file_broker import TRANSPORT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.embedded")
# Kombu's own would end the worker now and then.
TRANSPORT_ALIASES["filesystem"] = TRANSPORT

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
