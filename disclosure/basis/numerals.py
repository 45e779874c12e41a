"""Chinese numerals as laws number their articles."""

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[零〇○一二三四五六七八九十百千两]"


def number_of(text: str) -> int:
    """Return the number that Chinese or Arabic digits mean. Raises ValueError."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            raise ValueError(f"{character!r} is no numeral")
    return total + digit


def numeral_of(number: int) -> str:
    """Return a number below 10,000 as laws write it: 十二, 一百零五, 二百一十."""
    if not 0 < number < 10_000:
        raise ValueError(f"{number} is no number of an article")
    text, gap = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if text.startswith("一十") else text


def article_name(article: str) -> str:
    """Return 48 as 第四十八条, and 120-1 as 第一百二十条之一."""
    number, _dash, addition = article.partition("-")
    named = f"第{_numeral(number)}条"
    return f"{named}之{_numeral(addition)}" if addition else named


def _numeral(digits: str) -> str:
    # 第零条, 第10000条: no law has them, texts do.
    return numeral_of(int(digits)) if 0 < int(digits) < 10_000 else digits
