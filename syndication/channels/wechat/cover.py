"""The cover of an article without any picture: WeChat demands one."""

import io
from functools import cache

from PIL import Image, ImageDraw

SIZE = (900, 383)
GROUND, BAND, LINE = (178, 34, 34), (150, 24, 28), (214, 170, 84)


@cache
def plain_cover() -> bytes:
    """Return a quiet red JPEG in WeChat's cover proportions (2.35 : 1), without words."""
    cover = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(cover)
    width, height = SIZE
    for step in range(6):
        top = height - 30 - step * 14
        draw.polygon(
            [
                (0, top),
                (width * (step + 2) // 8, top - 60),
                (width, top),
                (width, height),
                (0, height),
            ],
            fill=tuple(channel - step * 3 for channel in BAND),
        )
    draw.rectangle((0, height - 10, width, height), fill=LINE)
    buffer = io.BytesIO()
    cover.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
