"""Pictures as platforms take them: a deterministic copy within limits."""

import io

from PIL import Image, UnidentifiedImageError

JPEG_QUALITIES = (88, 80, 70, 60, 45)
# A picture this much wider is sent as it is: making it over costs quality and time.
TOLERANCE = 1.5


def fit(data: bytes, *, max_bytes: int, max_width: int) -> bytes:
    """Return a JPEG of `data` (a stocked picture) under `max_bytes` and about `max_width` wide.

    Transparency is laid on white. Deterministic: equal bytes in, equal bytes out.
    """
    with Image.open(io.BytesIO(data)) as picture:
        is_narrow = picture.width <= max_width * TOLERANCE
        if picture.format == "JPEG" and is_narrow and len(data) < max_bytes:
            return data
        # A JPEG much larger is read at a half or a quarter of its size, which is quicker.
        picture.draft("RGB", (max_width, 1))
        picture.load()
        flat = _on_white(picture)
    width = min(flat.width, max_width)
    while True:
        scaled = flat.resize((width, max(1, round(flat.height * width / flat.width))))
        for quality in JPEG_QUALITIES:
            buffer = io.BytesIO()
            scaled.save(buffer, "JPEG", quality=quality)
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
