"""Tables of a text: rows of equally many cells, and which of them are one."""

from typing import Any


def table(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a table as a block; None if it has no words."""
    rows = [[_cell(cell) for cell in row] for row in (value or {}).get("data") or []]
    if not value or not any(any(row) for row in rows):
        return None
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    return {
        "type": "table",
        "caption": value.get("table_caption") or "",
        "header_rows": int(bool(value.get("first_row_is_table_header"))),
        "header_columns": int(bool(value.get("first_col_is_header"))),
        "rows": rows,
        "merged": [each for cell in value.get("mergeCells") or [] if (each := _merged(cell, rows))],
    }


def _merged(cell: dict[str, Any], rows: list[list[str]]) -> dict[str, int] | None:
    """Return cells that are one: the first, and how many rows and columns it covers. None if they
    are none of this table.
    """
    try:
        row, column = int(cell["row"]), int(cell["col"])
        height, width = int(cell["rowspan"]), int(cell["colspan"])
    except (KeyError, TypeError, ValueError):
        return None
    lies_within = 0 <= row < len(rows) and 0 <= column < len(rows[0])
    if not lies_within or height < 1 or width < 1 or (height, width) == (1, 1):
        return None
    return {
        "row": row,
        "column": column,
        "rows": min(height, len(rows) - row),
        "columns": min(width, len(rows[0]) - column),
    }


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()
