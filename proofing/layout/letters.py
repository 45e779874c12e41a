"""Rules by which letters of a text are put as others or left out.

A rule takes a text and returns as many letters as it has, "" for one that is left out. Rules see
one line at a time, as a paragraph of rich text is one.
"""

import re
from collections.abc import Callable, Iterator

from proofing.folding import HAN

Rule = Callable[[str], list[str]]

SPACES = " \t\u00a0\u2002\u2003\u3000"
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
ENDS = re.compile(rf"^[{SPACES}]+|[{SPACES}]+$", re.MULTILINE)
RUN = re.compile(rf"[{SPACES}]{{2,}}")
WIDE = {
    **{chr(0xFF10 + at): chr(0x30 + at) for at in range(10)},
    **{chr(0xFF21 + at): chr(0x41 + at) for at in range(26)},
    **{chr(0xFF41 + at): chr(0x61 + at) for at in range(26)},
}
CHINESE = rf"{HAN}“”‘’《》（）【】〔〕、，。；：！？…—％"
BESIDE = rf"[{CHINESE}A-Za-z0-9%]"
# Beside a Chinese letter; between digits and in addresses nothing of it is a Chinese mark.
MARK = re.compile(
    rf"(?<=[{CHINESE}])[,;:!?](?={BESIDE}|[{SPACES}(\"]|$)|(?<=[A-Za-z0-9%\")])[,;!?](?=[{HAN}“《（])",
    re.MULTILINE,
)
STOP = re.compile(rf"(?<=[{HAN}”》）])\.(?=[{HAN}“《（]|$)", re.MULTILINE)
NUMBERED = re.compile(r"^[一二三四五六七八九十]+(\.)(?!\.)", re.MULTILINE)
BRACKETS = re.compile(r"\(([^()\n]*)\)")
# A space after a Chinese mark, where people typed the mark in half width.
AFTER_MARK = re.compile(rf"(?<=[，；：！？。、])[{SPACES}](?=[{HAN}“《（])")
FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
QUOTES = re.compile('["“”＂]')
HAS_HAN = re.compile(f"[{HAN}]")
# Rules make room for one another: what a space hid from one is there the next time.
MOST_ROUNDS = 6


def laid_out(text: str) -> str:
    """Return a plain text as it is set."""
    return "".join(letters_of(text).values())


def edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield letters [start, end) of a text and what is put there, in order."""
    for place, letter in letters_of(text).items():
        if letter != text[place]:
            yield place, place + 1, letter


def letters_of(text: str) -> dict[int, str]:
    """Return what is put for each letter of a text, by its place."""
    put = dict(enumerate(text))
    places = list(put)
    for _round in range(MOST_ROUNDS):
        before = text
        for rule in RULES:
            for place, letter in zip(places, rule(text), strict=True):
                put[place] = letter
            places = [place for place in places if put[place]]
            text = "".join(put[place] for place in places)
        if text == before:
            break
    return put


def _without(pattern: re.Pattern[str]) -> Rule:
    def rule(text: str) -> list[str]:
        letters = list(text)
        for match in pattern.finditer(text):
            letters[match.start() : match.end()] = [""] * len(match[0])
        return letters

    return rule


def _one_space(text: str) -> list[str]:
    letters = list(text)
    for match in RUN.finditer(text):
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        is_chinese = all(HAS_HAN.match(each) for each in around)
        one = "\u3000" if is_chinese and "\u3000" in match[0] else " "
        letters[match.start() : match.end()] = [one] + [""] * (len(match[0]) - 1)
    return letters


def _half_width(text: str) -> list[str]:
    return [WIDE.get(letter, letter) for letter in text]


def _chinese_marks(text: str) -> list[str]:
    letters = list(text)
    for match in MARK.finditer(text):
        letters[match.start()] = FULL[match[0]]
    for match in STOP.finditer(text):
        letters[match.start()] = "。"
    for match in NUMBERED.finditer(text):
        letters[match.start(1)] = "、"
    for match in BRACKETS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if HAS_HAN.search(match[1]) or HAS_HAN.match(before):
            letters[match.start()], letters[match.end() - 1] = "（", "）"
    return letters


def _paired_quotes(text: str) -> list[str]:
    letters = list(text)
    for line in re.finditer(".+", text):
        places = [match.start() for match in QUOTES.finditer(text, line.start(), line.end())]
        if len(places) % 2 == 0 and HAS_HAN.search(line[0]):
            for number, place in enumerate(places):
                letters[place] = "“”"[number % 2]
    return letters


RULES: tuple[Rule, ...] = (
    _without(UNSEEN),
    _half_width,
    _without(ENDS),
    _one_space,
    _paired_quotes,
    _chinese_marks,
    _without(AFTER_MARK),
)
