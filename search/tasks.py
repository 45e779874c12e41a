"""Celery tasks of search. Each may run twice."""

from celery import shared_task

from search.log import forgetting, weekly


@shared_task(name="search.make_weekly_tasks")
def make_weekly_tasks() -> None:
    """List for each department the queries of last week that owe an answer."""
    weekly.make()


@shared_task(name="search.forget_queries")
def forget_queries() -> None:
    """Forget old queries, and rare ones soon."""
    forgetting.forget()
