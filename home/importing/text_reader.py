"""Articles in plain text: the first line is the title, short numbered lines are headings."""

import re
from html import escape
from itertools import groupby

from home.importing import facts
from home.importing.draft import Block, Draft, Unreadable
from home.importing.encodings import decoded

NUMBER = "[一二三四五六七八九十百]+"
FIRST_LEVEL = re.compile(rf"^{NUMBER}、[^。！？]{{1,60}}$")
SECOND_LEVEL = re.compile(rf"^[（(]{NUMBER}[）)][^。！？]{{1,60}}$")
FACTS_WITHIN = 4


def read(data: bytes) -> Draft:
    """Read a text file. Raises Unreadable."""
    text = decoded(data)
    if "\x00" in text:
        raise Unreadable("it is not a text file")
    lines = [line.strip(" \t\r　") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        raise Unreadable("there is nothing to import: the text is empty")
    title, *rest = lines
    stated: dict[str, object] = {}
    for line in list(rest[:FACTS_WITHIN]):
        if len(line) < 100 and (found := facts.found_in(line)):
            stated |= found
            rest.remove(line)
    return Draft(title=title.rstrip(":："), blocks=tuple(_blocks(rest)), **stated)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    for level, group in groupby(lines, key=_level):
        if level:
            blocks += [("heading", {"text": line, "level": level}) for line in group]
        else:
            html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in group)
            blocks.append(("paragraph", html))
    return blocks


def _level(line: str) -> str:
    if FIRST_LEVEL.match(line):
        return "2"
    return "3" if SECOND_LEVEL.match(line) else ""
