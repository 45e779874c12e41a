"""The thread that decides submissions when their time has come, and pushes the results."""

import logging
import threading
import time

from django.db import connection, transaction

from syndication.sandbox import clock
from syndication.sandbox.models import OfficialAccount, Publication
from syndication.sandbox.wechat import callbacks, publishing

EVERY = 0.05

log = logging.getLogger(__name__)


def start() -> None:
    threading.Thread(target=_work, name="publisher", daemon=True).start()


def _work() -> None:
    while True:
        try:
            for account, xml in finish_due():
                threading.Thread(target=callbacks.push, args=[account, xml], daemon=True).start()
        except Exception:
            log.exception("A publication could not be decided")
        finally:
            connection.close()
        time.sleep(EVERY)


def finish_due() -> list[tuple[OfficialAccount, str]]:
    """Decide what is due; return the pushes to make."""
    due = Publication.objects.filter(status=publishing.UNDER_WAY, due_at__lte=clock.now())
    if not due.exists():
        return []
    pushes = []
    with transaction.atomic():
        for publication in due.select_related("account"):
            publishing.finish(publication)
            account = publication.account
            if account.callback_url:
                xml = callbacks.event(publication)
                account.last_callback = xml
                account.save(update_fields=["last_callback"])
                pushes.append((account, xml))
    return pushes
