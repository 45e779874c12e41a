"""查询rid信息: what became of a refused call, for seven days."""

import json
import re
from typing import Any

from syndication.sandbox import clock
from syndication.sandbox.models import Exchanged
from syndication.sandbox.wechat.answers import OK, Refusal
from syndication.sandbox.wechat.gate import Call, business

KEPT = 7 * 86_400.0
FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{8}){2}")


@business("POST")
def get(call: Call) -> dict[str, Any]:
    rid = str(call.body.get("rid", ""))
    if not FORM.fullmatch(rid):
        raise Refusal(76002)
    row = Exchanged.objects.filter(rid=rid).first()
    if row is None:
        raise Refusal(76001)
    # A call with a wrong token is nobody's.
    if row.owner not in {"", call.account.app_id}:
        raise Refusal(76003)
    if clock.now() > row.at + KEPT:
        raise Refusal(76004)
    request = {
        "invoke_time": int(row.at),
        "cost_in_ms": 1,
        "request_url": row.path,
        "request_body": json.dumps(row.params, ensure_ascii=False),
        "response_body": row.answer,
        "client_ip": row.address,
    }
    return OK | {"request": request}
