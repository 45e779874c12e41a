"""What each errcode asks of us.

Source: the platform's return code tables (获取稳定版接口调用凭据, 新增草稿, 发布草稿, 删除发布文章,
全局返回码), grouped by who can do something about them.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from syndication.channels.base import Blame, Later, Refused, Unknown
from syndication.channels.meters import Window


class CallFailed(Exception):
    """The platform answered with an errcode other than 0; `body` is the whole answer."""

    def __init__(self, code: int, text: str, body: Mapping[str, Any]) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.text = text
        self.body = body


TOKEN_REJECTED = frozenset({40001, 40014, 42001})
MEDIA_NOT_THERE = 40007
ARTICLE_NOT_THERE = 53600
NOT_AUTHORISED = 48001

_EDITOR = frozenset(
    {
        40004, 40005, 40006, 40009, 40113, 40137, 40155, 40215, 41039, 41040, 44003, 44004, 45001,
        45002, 45003, 45004, 45005, 45006, 45007, 45008, 45110, 45166, 53503, 87014, 88002,
    }
)  # fmt: skip
# Nothing at all can be sent until an administrator has been to the console.
_ACCOUNT = frozenset(
    {
        40013, 40125, 40164, 40243, 41002, 41004, 48001, 48004, 50002, 50004, 50007, 61004, 61007,
        89503,
    }
)  # fmt: skip
_BUSY = frozenset({-1, 268487001, 268487002, 50005})
_WAITS = {45011: 60.0, 45066: 60.0, 89507: 3600.0, 89506: 86400.0}
DAILY_QUOTA = 45009


def outcome_of(code: int, text: str, *, repeatable: bool) -> Refused | Later | Unknown:
    """Sort an errcode. `repeatable`: whether the call may be made twice without harm."""
    name = str(code)
    if code in _EDITOR:
        return Refused(Blame.EDITOR, name, text)
    if code in _ACCOUNT:
        return Refused(Blame.ADMINISTRATOR, name, text, whole_account=True)
    if code == DAILY_QUOTA:
        return Later(name, text, Window.DAY.seconds_left(timezone.now()))
    if code in _WAITS:
        return Later(name, text, _WAITS[code], whole_account=True)
    if code in TOKEN_REJECTED:
        # A new one was, too: somebody else takes them away as fast as we fetch them.
        return Later(name, text)
    if code in _BUSY:
        return Later(name, text) if repeatable else Unknown(name, text)
    return Refused(Blame.ADMINISTRATOR, name, text)
