"""Celery tasks that belong to the portal as a whole."""

from typing import Any

from celery import shared_task
from django.db import IntegrityError, OperationalError, transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from portal import scheduled
from releases.releasing import release_due


@shared_task(autoretry_for=(OperationalError, IntegrityError), max_retries=5, retry_backoff=True)
def run_background_task(module_path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a django-tasks task named by its import path.

    In one transaction: two workers that index the same page look first and write then, and on
    SQLite a transaction of ours keeps the other one out from the beginning.
    """
    task = import_string(module_path)
    if not isinstance(task, Task):
        raise TypeError(f"{module_path} is not a task")
    with transaction.atomic():
        task.call(*args, **kwargs)


@shared_task
def publish_due() -> None:
    """Publish and take down what is due; called every few seconds by the scheduler.

    What was due while nobody was there to call goes out at the next call, in the order of its time.
    """
    scheduled.publish_due()
    release_due()
