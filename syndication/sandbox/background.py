"""What happens by itself: publications come due, outcomes are pushed."""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections

log = logging.getLogger(__name__)

_woken = threading.Event()
# A receiver that does not answer must not hold up the others.
_pushers = ThreadPoolExecutor(max_workers=8, thread_name_prefix="push")
_under_way: set[int] = set()
BUSY_WAIT, IDLE_WAIT = 0.02, 2.0


def start() -> None:
    threading.Thread(target=_run, name="background", daemon=True).start()


def wake() -> None:
    _woken.set()


def _run() -> None:
    while True:
        try:
            busy = _once()
        except Exception:
            log.exception("The background thread goes on after an error")
            busy = False
        _woken.wait(BUSY_WAIT if busy else IDLE_WAIT)
        _woken.clear()


def _once() -> bool:
    """Do what is due; True if something is still to come."""
    from syndication.sandbox import clock
    from syndication.sandbox.models import CallbackPush, PublishJob
    from syndication.sandbox.wechat import publishing

    running = PublishJob.objects.filter(status=publishing.RUNNING)
    for job_id in (
        running.filter(due_at__lte=clock.now()).order_by("pk").values_list("pk", flat=True)
    ):
        publishing.finish(job_id)
    for push_id in CallbackPush.objects.filter(state="waiting").values_list("pk", flat=True):
        if push_id not in _under_way:
            _under_way.add(push_id)
            _pushers.submit(_push, push_id)
    return running.exists()


def _push(push_id: int) -> None:
    from syndication.sandbox.wechat import push

    try:
        push.deliver(push_id)
    except Exception:
        log.exception("A push went wrong")
    finally:
        _under_way.discard(push_id)
        close_old_connections()
