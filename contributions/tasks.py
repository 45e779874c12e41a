"""Celery tasks of contributions. Each may run twice and may be lost."""

from celery import shared_task

from contributions import missed, prints


@shared_task(name="contributions.keep_prints")
def keep_prints() -> None:
    """Keep the prints of pages that were published without anybody noticing, some at a time."""
    prints.keep_missed()


@shared_task(name="contributions.note_missed")
def note_missed() -> None:
    """Note what happened to originals and references and could not be noted at once."""
    missed.note_missed()
