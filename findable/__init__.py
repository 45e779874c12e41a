"""What can be found, as plain data, so that whoever offers it and whoever searches need not meet.

Nothing here touches a database or knows a search engine.
"""

from findable.entry import FACETS, Entry, Facet, Kind
from findable.hints import findable_changed
from findable.protocol import Findable, Source, register, sources

__all__ = [
    "FACETS",
    "Entry",
    "Facet",
    "Findable",
    "Kind",
    "Source",
    "findable_changed",
    "register",
    "sources",
]
