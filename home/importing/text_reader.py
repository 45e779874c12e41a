"""Articles in plain text: the first line is the title, short numbered lines are headings."""

from html import escape
from itertools import groupby

from django.utils.translation import gettext as _

from home.importing import facts
from home.importing.draft import Block, Draft, Unreadable
from home.importing.encodings import decoded
from home.importing.headings import level_of

FACTS_WITHIN = 4


def read(data: bytes) -> Draft:
    """Read a text file. Raises Unreadable."""
    text = decoded(data)
    if "\x00" in text:
        raise Unreadable(_("it is not a text file"))
    lines = [line.strip(" \t\r　") for line in text.splitlines()]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        raise Unreadable(_("there is nothing to import: the text is empty"))
    title, *rest = lines
    stated: dict[str, object] = {}
    for line in list(rest[:FACTS_WITHIN]):
        if found := facts.byline(line):
            stated |= found
            rest.remove(line)
    return Draft(title=title.rstrip(":："), blocks=tuple(_blocks(rest)), **stated)


def _blocks(lines: list[str]) -> list[Block]:
    blocks: list[Block] = []
    for level, group in groupby(lines, key=level_of):
        if level:
            blocks += [("heading", {"text": line, "level": level}) for line in group]
        else:
            html = "".join(f"<p>{escape(line, quote=False)}</p>" for line in group)
            blocks.append(("paragraph", html))
    return blocks
