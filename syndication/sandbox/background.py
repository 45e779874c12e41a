"""What happens by itself: publications and mass sends come due, outcomes are pushed."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections
from django.db.models import Min

log = logging.getLogger(__name__)

_woken = threading.Event()
# A receiver that does not answer must not hold up the others.
_pushers = ThreadPoolExecutor(max_workers=16, thread_name_prefix="push")
_under_way: set[int] = set()
LEAST_WAIT, IDLE_WAIT = 0.01, 2.0


def start() -> None:
    threading.Thread(target=_run, name="background", daemon=True).start()


def wake() -> None:
    _woken.set()


def _run() -> None:
    while True:
        try:
            wait = _once()
        except Exception:
            log.exception("The background thread goes on after an error")
            wait = IDLE_WAIT
        _woken.wait(wait)
        _woken.clear()


def _once() -> float:
    """Do what is due; return the seconds until something else is."""
    from syndication.sandbox import clock
    from syndication.sandbox.models import CallbackPush, MassSend, PublishJob
    from syndication.sandbox.wechat import publishing, sending

    running = PublishJob.objects.filter(status=publishing.RUNNING)
    under_way = MassSend.objects.filter(state__in=["waiting", "sending"])
    for jobs, finish in ((running, publishing.finish), (under_way, sending.finish)):
        due = jobs.filter(due_at__lte=clock.now()).order_by("due_at", "pk")
        for number in due.values_list("pk", flat=True):
            finish(number)
    for number in CallbackPush.objects.filter(state="waiting").values_list("pk", flat=True):
        if number not in _under_way:
            _under_way.add(number)
            _pushers.submit(_push, number)
    next_due = [
        moment
        for jobs in (running, under_way)
        if (moment := jobs.aggregate(first=Min("due_at"))["first"]) is not None
    ]
    wait = min(next_due) - clock.now() if next_due else IDLE_WAIT
    return min(max(wait, LEAST_WAIT), IDLE_WAIT)


def _push(push_id: int) -> None:
    from syndication.sandbox.wechat import push

    try:
        push.deliver(push_id)
    except Exception:
        log.exception("A push went wrong")
    finally:
        _under_way.discard(push_id)
        close_old_connections()
