from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from syndication import status
from syndication.admin.account_steps import steps_left
from syndication.admin.connect import redirect_url
from syndication.admin.task_steps import steps_of
from syndication.channels.base import Authorisable
from syndication.channels.capabilities import Right
from syndication.channels.ledger import Ledger
from syndication.channels.registry import channel_class
from syndication.models import Account

register = template.Library()
register.filter(status.task_message)
register.filter(steps_of)


@register.simple_tag
def account_facts(account: Account, request: HttpRequest) -> dict[str, Any]:
    """Return what an administrator needs to enter in the platform's console."""
    channel = channel_class(account.kind)
    rights = account.capabilities.get("rights", {})
    facts = {
        "state": status.account_state(account),
        "egress_ip": settings.EGRESS_IP,
        "rights": [(right.label, rights[right.value]) for right in Right if right.value in rights],
        "readings": [
            (channel.meters[reading.name].label or reading.name, reading)
            for reading in Ledger(account, channel.meters).readings()
            if reading.used or reading.limit is not None
        ],
        "steps": list(steps_left(account)),
    }
    if issubclass(channel, Authorisable):
        facts["redirect_url"] = redirect_url(request)
    if channel.called_at:
        path = reverse(f"channels:{channel.called_at}", args=[account.callback_id])
        facts["callback_url"] = f"{settings.PUBLIC_URL}{path}"
    return facts
