from search.models.index import Block, Indexed, Posting, Stale

__all__ = ["Block", "Indexed", "Posting", "Stale"]
