"""A post's number: time in its upper bits, and a base-62 form in addresses."""

from django.db.models import Max

from syndication.sandbox import clock
from syndication.sandbox.models import Comment, Post

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_CODE = 10
EPOCH = 515_483_463


_last: dict[str, int] = {}


def following(model: type[Post] | type[Comment], field: str) -> int:
    """Return a number larger than all before it; call it while you have the store for yourself."""
    if field not in _last:
        _last[field] = model.objects.aggregate(last=Max(field))["last"] or 0
    _last[field] = max(int((clock.now() - EPOCH) * (1 << 22)), _last[field] + 1)
    return _last[field]


def forget() -> None:
    """Begin anew, as the clock does after a reset."""
    _last.clear()


def encode(mid: int) -> str:
    """Groups of seven digits from the right, each as four base-62 digits but the first."""
    left, code = str(mid), ""
    while left:
        left, group = left[:-7], int(left[-7:])
        digits = ""
        while group:
            group, rest = divmod(group, 62)
            digits = DIGITS[rest] + digits
        code = (digits.rjust(4, "0") if left else digits or "0") + code
    return code


def decode(code: str) -> int:
    """Reverse `encode`. Raises ValueError."""
    if not 1 <= len(code) <= LONGEST_CODE:
        raise ValueError(code)
    number = ""
    while code:
        code, group = code[:-4], code[-4:]
        value = 0
        for digit in group:
            value = value * 62 + DIGITS.index(digit)
        number = (f"{value:07d}" if code else str(value)) + number
    return int(number or 0)
