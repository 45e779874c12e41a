"""Celery tasks of interviews. Each may run twice."""

from celery import shared_task

from interviews import schedule
from interviews.ledger import gathering, senders


@shared_task(name="interviews.advance")
def advance() -> None:
    """Take the steps that are due."""
    schedule.advance()


@shared_task(name="interviews.forget_senders")
def forget_senders() -> None:
    """Forget where questions came from, once they are a week old."""
    senders.forget()


@shared_task(name="interviews.gather_questions")
def gather_questions() -> None:
    """Put near duplicates among new questions together."""
    gathering.gather_all()
