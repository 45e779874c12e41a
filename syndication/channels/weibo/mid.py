"""The two forms of a post's number, and the moment inside it."""

from datetime import datetime

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_EPOCH = 515483463


def _base62(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = ALPHABET[rest] + digits
    return digits or "0"


def code(mid: str) -> str:
    """Return the form used in addresses: groups of seven digits, each in base 62."""
    groups = []
    while mid:
        mid, group = mid[:-7], mid[-7:]
        groups.append(_base62(int(group)).rjust(4, "0") if mid else _base62(int(group)))
    return "".join(reversed(groups))


def number(text: str) -> str:
    """Reverse `code`. Raises ValueError for what is no code of a post.

    Posts have had at least fifteen digits for as long as there have been codes; what is shorter
    is the name of a page, as `profile` or `follow`.
    """
    if len(text) not in {9, 10} or not set(text) <= set(ALPHABET):
        raise ValueError(text)
    groups = []
    rest = text
    while rest:
        rest, group = rest[:-4], rest[-4:]
        value = 0
        for digit in group:
            value = value * 62 + ALPHABET.index(digit)
        groups.append(str(value).rjust(7, "0") if rest else str(value))
    mid = "".join(reversed(groups))
    # Groups beyond seven digits and leading zeros stand for no number.
    if code(mid) != text:
        raise ValueError(text)
    return mid


def post_url(base: str, uid: str, mid: str) -> str:
    """Return the public address of a post."""
    return f"{base.rstrip('/')}/{uid}/{code(mid)}"


def lower_bound(moment: datetime) -> str:
    """Return a number below all posts made after `moment`."""
    return str((int(moment.timestamp()) - _EPOCH) << 22)
