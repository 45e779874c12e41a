"""What a line above an article says about it: when, from where, by whom."""

import re
from datetime import datetime

from django.utils import timezone

_VALUE = r"[^|｜\s。，；]{1,60}+"
SOURCE = re.compile(rf"(?:信息)?(?:来源|來源)\s*[:：]\s*({_VALUE})")
AUTHOR = re.compile(rf"作者\s*[:：]\s*({_VALUE})")
DATE = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\s+(\d{1,2}):(\d{2}))?"
)
TIMED = re.compile(r"(?:发布|發布)?(?:时间|時間|日期)\s*[:：]")

# A line that states facts about the article and nothing else. The time of an event, or where
# figures come from, is a part of the article however much it looks like one of these.
_NAMED = rf"(?:(?:信息|稿件|文章)?(?:来源|來源)|作者|撰稿)\s*[:：]\s*{_VALUE}"
_WHEN = rf"(?:时间|時間|日期)\s*[:：]\s*{DATE.pattern}(?::\d{{2}})?"
_READ = (
    r"(?:(?:浏览|瀏覽|点击|點擊|阅读|閱讀)(?:次数|次數|数|數|量)?|字号|字號|字体|字體)"
    r"\s*[:：][^|｜]{0,20}"
)
_SPACE = r"[\s|｜]*"
BYLINE = re.compile(rf"{_SPACE}(?:(?:{_NAMED}|(?:发布|發布|发文)?{_WHEN}|{_READ}){_SPACE})+")
TELLING = re.compile(rf"{_NAMED}|(?:发布|發布|发文){_WHEN}")


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


def byline(line: str) -> dict[str, object]:
    """Return what a line states if that is all it does, else nothing.

    Only such a line may be taken out of a text. A bare 时间 or 日期 is not enough: in a notice it
    is when the thing takes place.
    """
    if BYLINE.fullmatch(line) and TELLING.search(line):
        return found_in(line)
    return {}


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
