"""Real inputs that lie beside the project and not in it."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("FABUTING_SHARED") or Path(__file__).resolve().parents[2] / "shared"
).resolve()
ARTICLES = SHARED / "data" / "articles"
POWER_LISTS = SHARED / "data" / "power-lists"
LAWS = SHARED / "data" / "laws" / "laws.jsonl.gz"

with_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason="the real speeches are not here: FABUTING_SHARED names no folder with data/articles",
)

with_power_lists = pytest.mark.skipif(
    not POWER_LISTS.is_dir(),
    reason="the real power lists are not here: FABUTING_SHARED names no data/power-lists",
)

with_laws = pytest.mark.skipif(
    not LAWS.is_file(),
    reason="the real statutes are not here: FABUTING_SHARED names no data/laws/laws.jsonl.gz",
)


def power_lists() -> list[Path]:
    """Return the real workbooks; where there are none, one name to skip with a reason."""
    return sorted(POWER_LISTS.glob("*.*")) or [Path("absent")]


def articles() -> list[Path]:
    """Return the real articles; where there are none, one name to skip with a reason."""
    return sorted(ARTICLES.glob("*.*")) or [Path("absent")]
