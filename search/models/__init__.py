from search.models.index import Block, Indexed, Posting, Seen, Stale
from search.models.log import ClickDay, QueryDay
from search.models.offered import Offered
from search.models.tasks import OwedQuery, SearchTask
from search.models.words import BestBet, ExampleQuery, HiddenWord, Synonym, WordsEdition

__all__ = [
    "BestBet",
    "Block",
    "ClickDay",
    "ExampleQuery",
    "HiddenWord",
    "Indexed",
    "Offered",
    "OwedQuery",
    "Posting",
    "QueryDay",
    "SearchTask",
    "Seen",
    "Stale",
    "Synonym",
    "WordsEdition",
]
