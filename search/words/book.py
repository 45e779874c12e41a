"""The synonyms in use."""

from functools import cache

from search.query.synonyms import Synonyms
from search.words.shipped import SHIPPED


@cache
def synonyms() -> Synonyms:
    """Return the synonyms in use."""
    return Synonyms(SHIPPED)
