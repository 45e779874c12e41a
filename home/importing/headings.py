"""Headings that nobody marked as such: lines of their own that begin with a Chinese number."""

import re

NUMBER = "[一二三四五六七八九十百]+"
# What ends like a sentence or an item of a list is one, however short.
WORDS = r"[^。！？；!?;]{1,60}(?<![,，、])"
FIRST_LEVEL = re.compile(rf"{NUMBER}、{WORDS}")
SECOND_LEVEL = re.compile(rf"[（(]{NUMBER}[）)]{WORDS}")


def level_of(line: str) -> str:
    """Return the level of the heading that a line is, as `HeadingBlock` has it, or ""."""
    if FIRST_LEVEL.fullmatch(line):
        return "2"
    return "3" if SECOND_LEVEL.fullmatch(line) else ""
