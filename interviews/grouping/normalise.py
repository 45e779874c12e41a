"""One spelling for one question: width, script, case, politeness, numbers."""

import re
import unicodedata

from home.importing.normalise import simplified

POLITENESS = re.compile(
    r"请问(?:一下)?|[您你]们?好|领导们?(?:好)?|尊敬的|各位|主持人|局长(?:好)?|主任(?:好)?|麻烦(?:您|你)?|谢谢(?:您|你)?|多谢"
    r"|感谢|想?咨询(?:一下|下)?|想(?:要)?(?:请教|问|了解|知道|请问)(?:一下|下|问)?|求助|打扰(?:了|一下)?|不好意思|拜托"
)
SPACE = re.compile(r"[^\w%.]+|_")
DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
# A number in characters is one where something is counted. 一个 and 一下 count nothing.
COUNTED = re.compile(
    r"([零〇一二两三四五六七八九十百千]+)(?=个月|个?工作日|年级|年|岁|周岁|号线|路|元|万|块|平方米|平米|度|分钟|小时|天|孩|胎|成)"
)


def normalised(text: str) -> str:
    """Return a question without politeness; runs of punctuation are one space."""
    text = simplified(unicodedata.normalize("NFKC", text)).lower()
    text = POLITENESS.sub(" ", SPACE.sub(" ", text))
    return " ".join(COUNTED.sub(_number, text).split())


def _number(match: re.Match[str]) -> str:
    """Return 三 as 3, 六十五 as 65 and 二〇二六 as 2026; 一 stays where it may be any one."""
    text = match[1]
    if text == "一":
        return text
    if not set(text) & set(UNITS):
        return "".join(str(DIGITS[char]) for char in text)
    total, digit = 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            total += (digit or 1) * UNITS[char]
            digit = 0
    return str(total + digit)
