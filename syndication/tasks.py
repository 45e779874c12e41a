"""The engine's Celery tasks. Each holds only an id, may run twice, and may be lost."""

import logging

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from syndication.engine import deliver, expiries, inbound, plan, sweep
from syndication.engine import watch as watching
from syndication.models import Account

log = logging.getLogger(__name__)

# Waits longer than this are left to the sweep.
SOON = 60


@shared_task
def plan_page(page_ref: int) -> None:
    for account_id in plan.plan_page(page_ref):
        work_account.delay(account_id)


@shared_task
def work_account(account_id: int) -> None:
    if deliver.work(account_id):
        work_account.delay(account_id)
    else:
        _wake_when_due(account_id)


def _wake_when_due(account_id: int) -> None:
    """Have an account worked on when its next copy falls due, unless somebody has seen to that.

    Every publication and every push has an account worked on. If each of these tasks ordered
    another one there would be more and more of them.
    """
    due = deliver.next_due(account_id)
    if due is None or not Account.objects.usable().filter(pk=account_id).exists():
        return
    seconds = (due - timezone.now()).total_seconds()
    if not 0 < seconds < SOON:
        return
    if cache.add(f"syndication-wake-{account_id}-{int(due.timestamp())}", True, SOON):
        work_account.apply_async(args=[account_id], countdown=seconds)


@shared_task
def handle_event(event_id: int) -> None:
    account_id = inbound.handle(event_id)
    if account_id is not None:
        work_account.delay(account_id)
    if inbound.is_early(event_id):
        # The answer that it overtook is being written at this moment.
        handle_event.apply_async(args=[event_id], countdown=0.5)


@shared_task
def sweep_all() -> None:
    """Plan what changed unseen, wake what is due, handle what came too early."""
    for page_ref in dict.fromkeys(sweep.pages_to_plan()):
        try:
            plan.plan_page(page_ref)
        except Exception:
            log.exception("Page %s cannot be planned", page_ref)
    for event_id in sweep.events_to_handle():
        try:
            inbound.handle(event_id)
        except Exception:
            log.exception("Event %s cannot be handled", event_id)
    for account_id in sweep.accounts_to_work():
        work_account.delay(account_id)


@shared_task
def watch_all() -> None:
    for account_id in watching.accounts_to_watch():
        watch_account.delay(account_id)


@shared_task
def watch_account(account_id: int) -> None:
    watching.watch(account_id)


@shared_task
def remind_of_expiries() -> None:
    expiries.remind()
