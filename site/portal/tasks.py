"""Celery tasks that belong to the portal as a whole."""

from typing import Any

from celery import shared_task
from django.utils.module_loading import import_string
from django_tasks.base import Task

from portal import scheduled


@shared_task
def run_background_task(module_path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run a django-tasks task named by its import path."""
    task = import_string(module_path)
    if not isinstance(task, Task):
        raise TypeError(f"{module_path} is not a task")
    task.call(*args, **kwargs)


@shared_task
def publish_due() -> None:
    """Publish and take down what is due; called every few seconds by the scheduler."""
    scheduled.publish_due()
