from search.models.index import Block, Indexed, Posting, Stale
from search.models.log import ClickDay, QueryDay
from search.models.tasks import OwedQuery, SearchTask
from search.models.words import BestBet, ExampleQuery, HiddenWord, Synonym, WordsEdition

__all__ = [
    "BestBet",
    "Block",
    "ClickDay",
    "ExampleQuery",
    "HiddenWord",
    "Indexed",
    "OwedQuery",
    "Posting",
    "QueryDay",
    "SearchTask",
    "Stale",
    "Synonym",
    "WordsEdition",
]
