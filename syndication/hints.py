"""Asking for work to be done soon: once the transaction is committed, if the broker takes it."""

from django.db import transaction

from syndication import tasks


def plan_soon(page_ref: int) -> None:
    """Plan a page once the current transaction is committed. A broker that is down is logged."""
    transaction.on_commit(lambda: tasks.plan_page.delay(page_ref), robust=True)


def work_soon(account_id: int) -> None:
    """Work on an account once the current transaction is committed."""
    transaction.on_commit(lambda: tasks.work_account.delay(account_id), robust=True)


def sweep_soon() -> None:
    transaction.on_commit(lambda: tasks.sweep_all.delay(), robust=True)
