"""The emblems of sites as pictures of the sizes that devices and platforms ask for.

`scripts/icons.py` draws them from the emblems; they lie beside these, in a folder `icons`.
"""

from pathlib import PurePosixPath

SMALL, LARGE = 192, 512


def icon(emblem: str, size: int, *, maskable: bool = False) -> str:
    """Return the static name of an emblem's picture: square, of so many pixels. A maskable one has
    the emblem on the sheet's colour, small enough for any shape that a device cuts out of it.
    """
    path = PurePosixPath(emblem)
    kind = "-maskable" if maskable else ""
    return str(path.parent / "icons" / f"{path.stem}{kind}-{size}.png")
