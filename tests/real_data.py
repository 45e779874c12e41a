"""Real inputs that lie beside the project and not in it."""

import os
from pathlib import Path

import pytest

SHARED = Path(
    os.environ.get("FABUTING_SHARED") or Path(__file__).resolve().parents[2] / "shared"
).resolve()
ARTICLES = SHARED / "data" / "articles"

with_articles = pytest.mark.skipif(
    not ARTICLES.is_dir(),
    reason="the real speeches are not here: FABUTING_SHARED names no folder with data/articles",
)


def articles() -> list[Path]:
    """Return the real articles; where there are none, one name to skip with a reason."""
    return sorted(ARTICLES.glob("*.*")) or [Path("absent")]
