"""Pictures, cut along their containers: the picture itself is not decoded, so nothing is lost.

Only a photograph that lies on its side is turned, because its orientation is metadata as well.
Colour profiles stay.
"""

import io
import struct
import zlib
from collections.abc import Callable

from PIL import Image, ImageOps, JpegImagePlugin

from attachments.formats import kind_of
from attachments.metadata.cleaned import Cleaned
from attachments.metadata.jpeg import strip_jpeg
from attachments.remarks import Remark

ORIENTATION = 0x0112
# PNG 3rd edition; everything that says how the picture looks or moves.
PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)
WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
WEBP_EXIF_AND_XMP = 0b1100
GIF_APPLICATIONS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"})


def clean_picture(data: bytes, *, upright: bool = True) -> Cleaned:
    """Return the picture without EXIF, XMP, IPTC, comments, thumbnails and what follows its end.

    `upright` turns the picture as its orientation asked; a picture inside a document is placed by
    the document and not turned. A picture that cannot be taken apart is returned as it is, with
    the remark "damaged".
    """
    kind = kind_of(data)
    try:
        if upright and (turned := _turned(data)):
            stripped, removed = STRIPPERS[kind](turned)
            return Cleaned(stripped, removed | {"exif"})
        stripped, removed = STRIPPERS[kind](data)
    except (ValueError, IndexError, struct.error, zlib.error):
        return Cleaned(data, remarks=[Remark("damaged")])
    return Cleaned(stripped, frozenset(removed))


def _turned(data: bytes) -> bytes | None:
    """Return the picture turned, or None where it stands upright already."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            turn = image.getexif().get(ORIENTATION, 1)
            if turn not in range(2, 9) or getattr(image, "n_frames", 1) > 1:
                return None
            how: dict = {"icc_profile": image.info.get("icc_profile")}
            if isinstance(image, JpegImagePlugin.JpegImageFile):
                how |= {
                    "qtables": image.quantization,
                    "subsampling": JpegImagePlugin.get_sampling(image),
                    "progressive": bool(image.info.get("progressive")),
                }
            elif image.format == "WEBP":
                how |= {"quality": 90, "method": 4}
            buffer = io.BytesIO()
            ImageOps.exif_transpose(image).save(buffer, image.format, exif=b"", **how)
            return buffer.getvalue()
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError("no picture") from error


def strip_png(data: bytes) -> tuple[bytes, frozenset[str]]:
    out, removed, at, kind = [data[:8]], set(), 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("a chunk is cut off")
        if kind in PNG_CHUNKS:
            out.append(data[at:end])
        else:
            removed.add("exif" if kind == b"eXIf" else "properties")
        at = end
    return b"".join(out), frozenset(removed | _trailer(data, at))


def strip_webp(data: bytes) -> tuple[bytes, frozenset[str]]:
    (size,) = struct.unpack_from("<I", data, 4)
    end = 8 + size
    if end > len(data):
        raise ValueError("the picture is cut off")
    out, removed, at = [], set(), 12
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", data, at)
        after = at + 8 + length + length % 2
        chunk = data[at:after]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_EXIF_AND_XMP]) + chunk[9:]
        if name in WEBP_CHUNKS:
            out.append(chunk)
        else:
            removed.add("exif" if name == b"EXIF" else "xmp")
        at = after
    body = b"WEBP" + b"".join(out)
    removed |= _trailer(data, end + end % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body, frozenset(removed)


def strip_gif(data: bytes) -> tuple[bytes, frozenset[str]]:
    at = 13 + _colours(data[10])
    out, removed = [data[:at]], set()
    while data[at] != 0x3B:
        begins = at
        if data[at] == 0x2C:
            at += 10 + _colours(data[at + 9]) + 1
            at = _after_blocks(data, at)
            out.append(data[begins:at])
        elif data[at] == 0x21:
            label, name = data[at + 1], data[at + 3 : at + 14]
            at = _after_blocks(data, at + 2)
            if label == 0xFE or (label == 0xFF and name not in GIF_APPLICATIONS):
                removed.add("xmp" if label == 0xFF else "properties")
            else:
                out.append(data[begins:at])
        else:
            raise ValueError("no block begins here")
    return b"".join(out) + b"\x3b", frozenset(removed | _trailer(data, at + 1))


def _colours(packed: int) -> int:
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while length := data[at]:
        at += length + 1
    return at + 1


def _trailer(data: bytes, end: int) -> set[str]:
    return {"trailer"} if len(data) > end else set()


STRIPPERS: dict[str, Callable[[bytes], tuple[bytes, frozenset[str]]]] = {
    "jpeg": strip_jpeg,
    "png": strip_png,
    "gif": strip_gif,
    "webp": strip_webp,
}
