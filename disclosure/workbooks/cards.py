"""Sheets that hold a form for each power: a heading, and beside it what it says."""

from collections.abc import Iterator

from disclosure.workbooks.grid import Grid
from disclosure.workbooks.headings import Vocabulary

FEWEST = 3
MOST_ROWS = 2000
Card = tuple[int, dict[str, str], dict[str, str]]


def of(grid: Grid, words: Vocabulary) -> list[Card]:
    """Return (row, fields, further texts) of each form, or nothing if the sheet is no form."""
    if len(grid.cells) > MOST_ROWS:
        return []
    pairs = list(_pairs(grid, words))
    if len({field for _, field, _, values in pairs if field and values}) < FEWEST:
        return []
    rows = [row for row, _, _, _ in pairs]
    if len({*rows}) == len(rows) and any(len(values) > 1 for _, _, _, values in pairs):
        # Several beside one heading in each row: a list that lies on its side.
        return []
    cards: list[Card] = []
    for row, field, heading, values in pairs:
        value = values[0] if values else ""
        if field == "name":
            cards.append((row, {}, {}))
        if cards and value:
            _, fields, extra = cards[-1]
            if field and field not in fields:
                fields[field] = value
            else:
                extra[heading] = value
            # A heading that we do not know, and what stands beside it.
            extra |= dict(zip(values[1::2], [*values[2::2], ""], strict=False))
    # What stands above the name belongs to the form as well, a number or a code.
    if not cards:
        return []
    for row, field, _, values in pairs:
        if row >= cards[0][0]:
            break
        if field and values:
            cards[0][1].setdefault(field, values[0])
    return [card for card in cards if card[1].get("name")]


def outside(grid: Grid, words: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """Yield what stands in no form: (row, column, text)."""
    for row, line in enumerate(grid.cells):
        filled = [(column, text) for column, text in enumerate(line) if text]
        if filled and not any(words.meaning_of(text) for _, text in filled):
            yield row, filled[0][0], filled[0][1]


def _pairs(grid: Grid, words: Vocabulary) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield (row, field, heading, values) for each heading with what stands to its right."""
    for row, line in enumerate(grid.cells):
        filled = [text for text in line if text]
        known = [words.meaning_of(text) for text in filled]
        if not any(known):
            continue
        at = 0
        while at < len(filled):
            if not known[at]:
                at += 1
                continue
            after = at + 1
            while after < len(filled) and not known[after]:
                after += 1
            yield row, known[at], filled[at], filled[at + 1 : after]
            at = after
