import logging
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from syndication.channels.wechat.callback import Forged, read, verify
from syndication.models import Account, InboundEvent
from syndication.tasks import handle_event

log = logging.getLogger(__name__)

HANDLED = {"PUBLISHJOBFINISH"}


@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, callback_id: UUID) -> HttpResponse:
    """The address an account pushes to. It only stores, to answer within five seconds."""
    account = get_object_or_404(Account, kind="wechat", callback_id=callback_id)
    query = request.GET.dict()
    try:
        if request.method == "GET":
            verify(account, query)
            return HttpResponse(query.get("echostr", ""), content_type="text/plain")
        push = read(account, query, request.body)
    except Forged as error:
        log.warning("Refused a push to %s: %s", account, error)
        return HttpResponseForbidden("forged", content_type="text/plain")
    if push.kind in HANDLED:
        with transaction.atomic():
            event, is_new = InboundEvent.objects.get_or_create(
                account=account, key=push.key, defaults={"kind": push.kind, "body": push.body}
            )
            Account.objects.filter(pk=account.pk).update(called_back_at=timezone.now())
        if is_new:
            transaction.on_commit(lambda: handle_event.delay(event.pk), robust=True)
    return HttpResponse("success", content_type="text/plain")
