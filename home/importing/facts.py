"""What a line above an article says about it: when, from where, by whom."""

import re
from datetime import datetime

from django.utils import timezone

SOURCE = re.compile(r"(?:信息)?(?:来源|來源)\s*[:：]\s*([^|｜\s]{1,60})")
AUTHOR = re.compile(r"作者\s*[:：]\s*([^|｜\s]{1,60})")
DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\s+(\d{1,2}):(\d{2}))?"
)
TIMED = re.compile(r"(?:发布|發布)?(?:时间|時間|日期)\s*[:：]")


def found_in(line: str) -> dict[str, object]:
    """Return what of source, author and moment a line states."""
    facts: dict[str, object] = {}
    if match := SOURCE.search(line):
        facts["source"] = match.group(1)
    if match := AUTHOR.search(line):
        facts["author"] = match.group(1)
    if TIMED.search(line) and (moment := date_in(line)):
        facts["moment"] = moment
    return facts


def date_in(text: str) -> datetime | None:
    """Return the first date in a text, in local time."""
    match = DATE.search(text)
    if match is None:
        return None
    try:
        numbers = [int(part or 0) for part in match.groups()]
        return datetime(*numbers, tzinfo=timezone.get_current_timezone())
    except ValueError:
        return None
