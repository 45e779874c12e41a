"""Entries to test with, and what is found of them."""

import sys
from typing import Any

import pytest

from findable import Entry, Kind
from search.query.finding import Asked, Found, find
from search.query.parsing import plan_of
from search.query.synonyms import Synonyms

BLOCK = 64


def entry(key: str, title: str, **said: Any) -> Entry:
    said = {"kind": Kind.ARTICLE, "url": f"/{key}/", **said}
    return Entry(key=key, title=title, **said)


def found(words: str, **asked: Any) -> Found:
    return find(Asked(plan_of(words, Synonyms()), **asked))


def keys(words: str) -> list[str]:
    return sorted(hit.entry.key for hit in found(words).hits)


def with_small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few entries fill a block."""
    for name, module in list(sys.modules.items()):
        if name.startswith("search.") and hasattr(module, "BLOCK"):
            monkeypatch.setattr(module, "BLOCK", BLOCK)
    monkeypatch.setattr("search.index.postings.BITS", BLOCK // 8)
    monkeypatch.setattr("search.index.postings._FEWER", BLOCK // 16)
