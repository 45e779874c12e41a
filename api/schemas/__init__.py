"""What is answered, as JSON Schema (2020-12). New members may come; none that is here goes or
becomes anything else within one version of the API.
"""

from api.schemas import about, articles, found, interviews, places, text

SCHEMAS = {
    **about.SCHEMAS,
    **places.SCHEMAS,
    **text.SCHEMAS,
    **articles.SCHEMAS,
    **interviews.SCHEMAS,
    **found.SCHEMAS,
}

__all__ = ["SCHEMAS"]
