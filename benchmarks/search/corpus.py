"""What is searched: real statutes, and as many documents as wanted made of their articles."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from findable import Entry, Kind

_ARTICLE = re.compile(r"^第[一二三四五六七八九十百千零〇]+条", re.MULTILINE)
# Articles that make one document.
TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Statute:
    key: str
    title: str
    text: str
    day: date | None
    department: str
    topic: str
    site: str


def folder() -> Path | None:
    """Return where the statutes and the first judged queries lie; None where they do not."""
    shared = os.environ.get("FABUTING_SHARED")
    found = Path(shared) / "data" if shared else None
    return found if found and (found / "laws" / "laws.jsonl.gz").is_file() else None


def statutes(data: Path) -> list[Statute]:
    with gzip.open(data / "laws" / "laws.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [_statute(json.loads(line)) for line in lines]


def _statute(row: dict[str, str]) -> Statute:
    said = str(row.get("date") or "")[:10]
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    return Statute(
        row["id"],
        row["title"],
        row["body"],
        day,
        row.get("issuer") or "",
        row.get("topic") or "",
        row.get("site") or "",
    )


def entry(statute: Statute) -> Entry:
    return Entry(
        key=statute.key,
        kind=Kind.STATUTE,
        title=statute.title,
        url=f"/{statute.key}/",
        text=statute.text,
        department=statute.department,
        site=statute.site,
        topic=statute.topic,
        day=statute.day,
    )


def entries(all_statutes: list[Statute], wanted: int) -> Iterator[Entry]:
    """Yield the statutes and then pieces of them, again and again, until there are enough."""
    made = 0
    for statute in all_statutes[:wanted]:
        made += 1
        yield entry(statute)
    turn = 0
    while made < wanted:
        for statute in all_statutes:
            for number, piece in enumerate(_pieces(statute.text)):
                if made >= wanted:
                    return
                made += 1
                yield Entry(
                    key=f"{statute.key}-{turn}-{number}",
                    kind=Kind.ARTICLE,
                    title=f"{piece[:24]}（{statute.title}）",
                    url=f"/{statute.key}/{turn}/{number}/",
                    text=piece,
                    department=statute.department,
                    site=statute.site,
                    topic=statute.topic,
                    day=statute.day,
                )
        turn += 1


def _pieces(text: str) -> Iterator[str]:
    starts = [found.start() for found in _ARTICLE.finditer(text)]
    for at in range(0, len(starts) - TOGETHER + 1, TOGETHER):
        end = starts[at + TOGETHER] if at + TOGETHER < len(starts) else len(text)
        yield text[starts[at] : end].strip()
