"""Where in a text numbers of people stand.

Many public numbers are as long: credit codes, codes of powers, index and document numbers. So a
number must stand by itself, in groups as people write it, and pass every check that its kind has.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attachments.personal.cards import is_card
from attachments.personal.groups import BREAK, HYPHEN, NOTHING, Group, narrow, runs
from attachments.personal.identity import (
    is_blurred_identity,
    is_identity,
    is_old_identity,
    is_registration,
)
from attachments.personal.mobile import is_mobile

IDENTITY, MOBILE, CARD = "identity", "mobile", "card"
SHORTEST = 11
GROUPINGS = {
    18: {(18,), (6, 8, 4), (6, 4, 4, 4), (6, 12), (14, 4), (10, 8), (6, 2, 8, 2), (3, 3, 4, 4, 4)},
    15: {(15,), (6, 6, 3), (6, 9), (4, 4, 4, 3), (4, 6, 5)},
    11: {(11,), (3, 4, 4), (3, 8), (4, 3, 4), (7, 4)},
    16: {(16,), (4, 4, 4, 4), (6, 10)},
    17: {(17,), (4, 4, 4, 4, 1), (6, 11)},
    19: {(19,), (4, 4, 4, 4, 3), (6, 13), (6, 4, 4, 4, 1)},
}
CARD_18 = {(18,), (4, 4, 4, 4, 2), (6, 12)}
JOINS_BEFORE = re.compile(r"[A-Za-z_](?:-)?$")
IN_A_HASH = re.compile(r"(?:\d|\w{7})[A-Za-z_]+$", re.ASCII)
JOINS_AFTER = re.compile(r"[A-Za-z_]")
ADDRESS = re.compile(r"(?:://|www\.)[!-~]*$")
FRACTION = re.compile(r"\d\.$")
NAMES_PHONE = re.compile(r"(?:tel|phone|mobile|mob|cell)[.:]?$", re.IGNORECASE)
NAMES_CARD = re.compile(r"卡号|银行卡|信用卡|储蓄卡|借记卡|账号|帐号|account|card", re.IGNORECASE)
NAMES_FIRM = re.compile(r"注册号|执照|登记号|登记证|许可证|编号|IMEI|序列号", re.IGNORECASE)
UNITS = re.compile(r"\s?(?:元|万|亿|千|吨|公斤|平方|立方|米|户|人次|％|%|\.\d|,\d)")
NEAR, FAR = 14, 200


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: `value` without what stood between, `text[start:end]` as it stood."""

    kind: str
    value: str
    start: int
    end: int


def find(text: str, *, is_numeric: bool = False) -> list[Number]:
    """Return the numbers of people in a text, in their order.

    `is_numeric` says that a spreadsheet holds the text as a number.
    """
    if sum(map(str.isdigit, text)) < SHORTEST:
        return []
    plain = narrow(text)
    return [number for run in runs(plain) for number in _in_run(plain, run, is_numeric)]


def _in_run(text: str, groups: list[Group], is_numeric: bool) -> Iterator[Number]:
    at = 0
    while at < len(groups):
        number, taken = _beginning(text, groups, at, is_numeric)
        if number:
            yield number
        at += taken


def _beginning(
    text: str, groups: list[Group], at: int, is_numeric: bool
) -> tuple[Number | None, int]:
    """Return the number that begins with a group, and how many groups it takes."""
    for taken in range(min(6, len(groups) - at), 0, -1):
        window = groups[at : at + taken]
        after = groups[at + taken].before if at + taken < len(groups) else NOTHING
        # A check character is proof enough; other digits between hyphens belong to a longer code.
        if not _is_whole_identity(text, window):
            if window[0].before == HYPHEN and not _is_country(groups, at):
                continue
            if after == HYPHEN or not _is_even(window):
                continue
        number = _number(text, window, is_numeric)
        if number:
            return number, taken
    return None, 1


def _is_whole_identity(text: str, window: list[Group]) -> bool:
    digits, end = window[0].digits, window[0].end
    if len(window) > 1 or not 17 <= len(digits) <= 18:
        return False
    return is_identity(f"{digits}{text[end : end + 1]}"[:18])


def _is_country(groups: list[Group], at: int) -> bool:
    return at == 1 and groups[0].digits in ("86", "0086")


def _is_even(window: list[Group]) -> bool:
    """Tell whether one kind of thing stands between all groups; a line breaks once at most."""
    between = [group.before for group in window[1:]]
    return len(set(between)) <= 1 and (BREAK not in between or len(window) == 2)


def _number(text: str, window: list[Group], is_numeric: bool) -> Number | None:
    digits = "".join(group.digits for group in window)
    lengths = tuple(len(group.digits) for group in window)
    start, end = window[0].start, window[-1].end
    is_broken = any(group.before == BREAK for group in window[1:])
    if len(digits) == 17 and text[end : end + 1] in ("X", "x"):
        is_alone = _stands_alone(text, start, end + 1, is_identity=True)
        if is_alone and is_identity(f"{digits}X"):
            return Number(IDENTITY, f"{digits}X", start, end + 1)
        return None
    if len(digits) == 18 and (is_broken or lengths in GROUPINGS[18]):
        is_person = is_identity(digits) or (is_numeric and is_blurred_identity(digits))
        if is_person and _stands_alone(text, start, end, is_identity=True):
            return Number(IDENTITY, digits, start, end)
    if is_broken or not _stands_alone(text, start, end):
        return None
    if _is_card_number(text, digits, lengths, start, end):
        return Number(CARD, digits, start, end)
    if len(digits) == 15 and lengths in GROUPINGS[15] and is_old_identity(digits):
        near = _near(text, start, end)
        is_firm = NAMES_FIRM.search(near) or (is_registration(digits) and "身份" not in near)
        if not is_firm:
            return Number(IDENTITY, digits, start, end)
    return _phone(text, window, digits, lengths)


def _is_card_number(text: str, digits: str, lengths: tuple[int, ...], start: int, end: int) -> bool:
    if not 15 <= len(digits) <= 19:
        return False
    if lengths not in (CARD_18 if len(digits) == 18 else GROUPINGS[len(digits)]):
        return False
    return is_card(digits, is_named=bool(NAMES_CARD.search(_near(text, start, end))))


def _phone(text: str, window: list[Group], digits: str, lengths: tuple[int, ...]) -> Number | None:
    """Find a mobile number, with the country's code before it or without."""
    first, end = window[0], window[-1].end
    skip = 0
    if len(digits) == 13 and digits.startswith("86"):
        skip = 2
    elif len(digits) == 15 and digits.startswith("0086"):
        skip = 4
    number = digits[skip:]
    lengths = (lengths[0] - skip, *lengths[1:])
    if lengths[0] == 0:
        window, lengths = window[1:], lengths[1:]
        first, skip = window[0], 0
    elif lengths[0] < 0:
        return None
    if len(number) != 11 or lengths not in GROUPINGS[11] or not is_mobile(number):
        return None
    if UNITS.match(text, end) or text[: first.start].endswith(("¥", "￥", "$", ",")):
        return None
    return Number(MOBILE, number, first.start + skip, end)


def _stands_alone(text: str, start: int, end: int, *, is_identity: bool = False) -> bool:
    """Tell whether nothing joins a number to something longer: a word, an address, a fraction."""
    if JOINS_AFTER.match(text, end):
        return False
    before = text[max(0, start - FAR) : start]
    if is_identity:
        return not IN_A_HASH.search(before)
    if ADDRESS.search(before) or FRACTION.search(before):
        return False
    return not JOINS_BEFORE.search(before) or bool(NAMES_PHONE.search(before))


def _near(text: str, start: int, end: int) -> str:
    return text[max(0, start - NEAR) : end + 4]
