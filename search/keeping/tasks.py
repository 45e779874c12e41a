"""Celery tasks that keep the index in step. Each may run twice and may be lost."""

from celery import shared_task

from search.keeping import missed, sweeping


@shared_task(name="search.keep_in_step")
def keep_in_step() -> None:
    """Look at what has changed and nobody looked at."""
    sweeping.sweep()


@shared_task(name="search.find_missed")
def find_missed() -> None:
    """Look for what changed without a hint."""
    missed.find()
