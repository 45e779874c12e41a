from search.models.index import Block, Indexed, Posting, Seen, Stale

__all__ = ["Block", "Indexed", "Posting", "Seen", "Stale"]
