"""Pictures as platforms take them: a deterministic copy within limits."""

import io

from PIL import Image, UnidentifiedImageError

JPEG_QUALITIES = (88, 80, 70, 60, 45)


def fit(data: bytes, *, max_bytes: int, max_width: int) -> bytes:
    """Return a JPEG of `data` (a stocked picture) under `max_bytes` and at most `max_width` wide.

    Transparency is laid on white. Deterministic: equal bytes in, equal bytes out.
    """
    with Image.open(io.BytesIO(data)) as picture:
        if picture.format == "JPEG" and picture.width <= max_width and len(data) < max_bytes:
            return data
        picture.load()
        flat = _on_white(picture)
    width = min(flat.width, max_width)
    while True:
        scaled = flat.resize((width, max(1, round(flat.height * width / flat.width))))
        for quality in JPEG_QUALITIES:
            buffer = io.BytesIO()
            scaled.save(buffer, "JPEG", quality=quality, optimize=True)
            if buffer.tell() < max_bytes:
                return buffer.getvalue()
        width = width * 3 // 4


def form_of(data: bytes) -> str:
    """Return the format of a picture file (JPEG, PNG, …), or nothing if it cannot be read."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            return picture.format or ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return ""


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        return Image.alpha_composite(white, rgba).convert("RGB")
    return picture.convert("RGB")
