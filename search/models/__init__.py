from search.models.index import Block, Indexed, Posting, Seen, Stale
from search.models.offered import Offered

__all__ = ["Block", "Indexed", "Offered", "Posting", "Seen", "Stale"]
