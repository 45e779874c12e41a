"""JPEG, cut into its segments (ITU-T T.81 annex B)."""

import re
import struct

STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
SOI, EOI, SOS, COM, APP0, APP1, APP2, APP14, APP15 = (
    0xD8, 0xD9, 0xDA, 0xFE, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
)  # fmt: skip
# Where coded data end: at a marker that is neither a stuffed byte, nor a restart, nor a filler.
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
NAMES = {b"Exif": "exif", b"http": "xmp", b"Phot": "properties"}


def strip_jpeg(data: bytes) -> tuple[bytes, frozenset[str]]:
    """Return the picture with what is needed to show it, and what was dropped.

    Kept of the application segments: JFIF without its thumbnail, colour profiles, and Adobe's,
    which says how colours are coded. Raises ValueError or IndexError for what is no JPEG.
    """
    out, removed, at = [b"\xff\xd8"], set(), 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must be")
        while data[at] == 0xFF:
            at += 1
        marker, at = data[at], at + 1
        if marker == EOI:
            out.append(b"\xff\xd9")
            break
        if marker in STANDALONE:
            out.append(bytes([0xFF, marker]))
            continue
        (length,) = struct.unpack_from(">H", data, at)
        segment = data[at : at + length]
        at += length
        kept = _kept(marker, segment, removed)
        if kept is not None:
            out.append(bytes([0xFF, marker]) + kept)
        if marker == SOS:
            found = MARKER.search(data, at)
            # A picture that breaks off is still shown as far as it goes.
            end = found.start() if found else len(data)
            out.append(data[at:end])
            at = end
            if not found:
                break
    if at < len(data):
        removed.add("trailer")
    return b"".join(out), frozenset(removed)


def _kept(marker: int, segment: bytes, removed: set[str]) -> bytes | None:
    says = segment[2:]
    if marker == COM:
        removed.add("properties")
        return None
    if not APP0 <= marker <= APP15:
        return segment
    if marker == APP0 and says.startswith(b"JFIF\0"):
        if segment[14:16] == b"\0\0":
            return segment
        removed.add("thumbnail")
        return struct.pack(">H", 16) + segment[2:14] + b"\0\0"
    if (marker == APP2 and says.startswith(b"ICC_PROFILE\0")) or (
        marker == APP14 and says.startswith(b"Adobe")
    ):
        return segment
    removed.add(NAMES.get(says[:4], "properties"))
    return None
