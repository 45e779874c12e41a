"""The outline of a body: headings that leave no step out.

Editors and imported files begin with a heading of any level; whoever goes through a page by its
headings would look for the one that is missing in between (WCAG 2.1, 1.3.1).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.blocks import StreamValue

HEADING = "heading"
# The page's title has the first.
FIRST = 2


def steps(levels: Iterable[int]) -> Iterator[int]:
    """Return for each heading the level that it has in the outline."""
    above: list[int] = []
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        yield FIRST + len(above) - 1


def outlined(body: StreamValue) -> StreamValue:
    """Return a body whose headings have the levels that they should be shown with."""
    written = [_level(block.value) for block in body if block.block_type == HEADING]
    shown = list(steps(written))
    if shown == written:
        return body
    left = iter(shown)
    return StreamValue(
        body.stream_block,
        [
            (block.block_type, _at(next(left), block.value), block.id)
            if block.block_type == HEADING
            else (block.block_type, block.value, block.id)
            for block in body
        ],
    )


def _level(heading: Any) -> int:
    return int(heading.get("level") or FIRST)


def _at(level: int, heading: Any) -> Any:
    return type(heading)(heading.block, {**heading, "level": str(level)}.items())
