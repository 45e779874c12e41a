#!/usr/bin/env python3
"""Verify the exported history of a power list: python3 verify_history.py history.jsonl

Each line of the file is one row of the record, in order. A row's hash is the SHA-256 of its JSON
without the hash itself (keys sorted, no blanks, UTF-8), and every row holds the hash of the one
before it; the first holds sixty-four zeros. So no row can be altered, taken out, put in or moved
without every later hash being another. Keep the last hash that you saw: it fixes all before it.

Needs nothing but Python 3. Ends with 0 if all is well, 1 if not, 2 if the file cannot be read.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator

FIRST = "0" * 64


def row_hash(row: dict) -> str:
    """Return the hash that a row must have."""
    content = {name: value for name, value in row.items() if name != "hash"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def problems(rows: Iterable[dict]) -> Iterator[str]:
    """Yield what is wrong, row by row."""
    before, expected = FIRST, 1
    for row in rows:
        number = row.get("sequence")
        if number != expected:
            yield f"row {expected}: missing or out of order (found {number})"
        if row.get("previous") != before:
            yield f"row {number}: does not follow the row before it"
        if row.get("hash") != row_hash(row):
            yield f"row {number}: was altered"
        before = row.get("hash")
        expected = number + 1 if isinstance(number, int) else expected + 1


def read(lines: Iterable[str]) -> Iterator[dict]:
    for line in lines:
        if line.strip():
            yield json.loads(line)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    last: dict = {}

    def remembered(rows: Iterable[dict]) -> Iterator[dict]:
        for row in rows:
            last.clear()
            last.update(row)
            yield row

    try:
        with open(sys.argv[1], encoding="utf-8") as lines:
            found = list(problems(remembered(read(lines))))
    except (OSError, UnicodeError, json.JSONDecodeError, AttributeError) as error:
        print(f"cannot read {sys.argv[1]}: {error}")
        return 2
    for problem in found:
        print(problem)
    if found:
        return 1
    print(f"{last.get('sequence', 0)} rows, unbroken; last hash {last.get('hash', FIRST)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
