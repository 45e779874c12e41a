"""Mobile numbers: eleven digits in the segments that have been given out."""

import re

# 工业和信息化部 电信网码号 (2024): 174 and 179 are satellites' and nobody's.
MOBILE = re.compile(r"1(?:3\d|4[0-14-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")


def is_mobile(number: str) -> bool:
    return MOBILE.fullmatch(number) is not None and len(set(number[3:])) > 1
