"""The address of a page as a QR code, to be scanned from a screen or from paper."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=512)
def drawn(address: str) -> bytes:
    """Return an SVG that needs no style and no script; it stays readable with a stain on it."""
    file = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(file, kind="svg", scale=4, border=2, light="#fff", svgclass=None, lineclass=None)
    return file.getvalue()


@lru_cache(maxsize=512)
def in_page(address: str) -> str:
    """Return it as an address that holds the picture itself (`data:`)."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=4, border=2, light="#fff", svgclass=None, lineclass=None)
