"""The sizes in which a record's pictures are shown to readers.

They are made when a picture comes into the record: the first reader of a turn would wait for them,
and while an interview runs all its readers with that one.
"""

from typing import Any

IN_A_TURN = "width-900|format-webp"
BESIDE_A_NAME = "fill-96x96|format-webp"


def make(image: Any, size: str) -> None:
    """Make one size of a picture of the library, if it has not been made."""
    image.get_rendition(size)
