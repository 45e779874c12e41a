import logging
import time
from uuid import UUID

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from syndication.channels.wechat import callback as calls
from syndication.channels.wechat.callback import Forged
from syndication.channels.wechat.doorbell import Doorbell
from syndication.channels.wechat.followers.answering import reply_to
from syndication.channels.wechat.followers.replies import as_xml
from syndication.channels.wechat.pushes import Push, understood
from syndication.models import Account, InboundEvent
from syndication.tasks import handle_event
from syndication.time_limits import write_within

log = logging.getLogger(__name__)

PLAIN = "text/plain; charset=utf-8"
# How long storing a report waits for other writers; the platform repeats what was not taken.
STORE = 0.5

_doorbell = Doorbell(handle_event)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, callback_id: UUID) -> HttpResponse:
    """The address an account pushes to. It answers within five seconds, and always plainly."""
    query = request.GET.dict()
    try:
        account = Account.objects.filter(kind="wechat", callback_id=callback_id).first()
        if account is None:
            return HttpResponse("unknown", status=404, content_type=PLAIN)
        calls.verify(account, query)
        if request.method == "GET":
            return HttpResponse(query.get("echostr", ""), content_type=PLAIN)
        return _answer(account, query, _body(request))
    except Forged as error:
        log.warning("Refused a push to %s: %s", callback_id, error)
        return HttpResponse("forged", status=403, content_type=PLAIN)
    except DatabaseError as error:
        # Its text may hold what was pushed.
        log.error("A push to %s was not taken: %s", callback_id, type(error).__name__)
        return HttpResponse("later", status=503, content_type=PLAIN)


def _body(request: HttpRequest) -> bytes:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > calls.MAX_BYTES:
        raise Forged("too large")
    try:
        return request.body
    except UnreadablePostError as error:
        raise Forged("cut off") from error


def _answer(account: Account, query: dict[str, str], raw: bytes) -> HttpResponse:
    opened = calls.opened(account, query, raw)
    push = understood(opened.root)
    if push.report is not None:
        _store(account, push)
    reply = reply_to(account, push)
    if reply is None:
        return HttpResponse("success", content_type=PLAIN)
    xml = as_xml(reply, to=push.sender, sender=push.receiver, at=int(time.time()))
    return HttpResponse(calls.sealed(account, opened, xml), content_type="text/xml; charset=utf-8")


def _store(account: Account, push: Push) -> None:
    """Store what the platform reports, once, and let a worker see to it."""
    with write_within(STORE):
        event, is_new = InboundEvent.objects.get_or_create(
            account=account, key=push.key, defaults={"kind": push.kind, "body": push.report}
        )
        Account.objects.filter(pk=account.pk).update(called_back_at=timezone.now())
    if is_new:
        transaction.on_commit(lambda: _doorbell.ring(event.pk))
