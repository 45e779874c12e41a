"""A post's number: time in its upper bits, and a base-62 form in addresses."""

from django.db.models import Max

from syndication.sandbox import clock
from syndication.sandbox.models import Comment, Post

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_CODE = 10
EPOCH = 515_483_463


def following(model: type[Post] | type[Comment], field: str) -> int:
    """Return a number that is larger than all before it."""
    last = model.objects.aggregate(last=Max(field))["last"] or 0
    return max(int((clock.now() - EPOCH) * (1 << 22)), last + 1)


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
