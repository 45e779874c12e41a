"""A canvas of 1600 by 900 units to paint scenes on, twice as fine inside for smooth edges."""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 900
FINE = 2

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return a colour between two; a share of 1 is the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Canvas:
    """What a scene is painted on. The same seed paints the same picture."""

    def __init__(self, seed: int, top: Colour, bottom: Colour) -> None:
        self.random = random.Random(seed)  # noqa: S311 (a picture, not a secret)
        self.image = _gradient((WIDTH * FINE, HEIGHT * FINE), top, bottom)
        self.pen = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon([_fine(point) for point in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.pen.rectangle([_fine((left, top)), _fine((right, bottom))], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, flat: float = 1) -> None:
        corner, opposite = (x - radius, y - radius * flat), (x + radius, y + radius * flat)
        self.pen.ellipse([_fine(corner), _fine(opposite)], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, width: float = 2) -> None:
        fine = [_fine(point) for point in points]
        self.pen.line(fine, fill=colour, width=round(width * FINE), joint="curve")

    def shade(self, points: Sequence[Point], top: Colour, bottom: Colour) -> None:
        """Fill a polygon from one colour at its top to another at its bottom."""
        ys = [y for _, y in points]
        low, high = round(min(ys) * FINE), round(max(ys) * FINE)
        band = _gradient((WIDTH * FINE, max(1, high - low)), top, bottom)
        mask = Image.new("L", band.size)
        shifted = [(x * FINE, y * FINE - low) for x, y in points]
        ImageDraw.Draw(mask).polygon(shifted, fill=255)
        self.image.paste(band, (0, low), mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """Lighten round a point, as a sun or a lamp does."""
        size = round(radius * 2)
        halo = ImageChops.invert(Image.radial_gradient("L")).resize((size * FINE, size * FINE))
        halo = halo.point(lambda value: round(max(0, value - 75) / 180 * 255 * strength))
        where = (round((x - radius) * FINE), round((y - radius) * FINE))
        self.image.paste(Image.new("RGB", halo.size, colour), where, halo)

    def mist(self, y: float, depth: float, colour: Colour, strength: float) -> None:
        """Lay a soft band of mist across the whole width."""
        mask = Image.new("L", (16, HEIGHT))
        for row in range(HEIGHT):
            near = max(0.0, 1 - abs(row - y) / depth)
            mask.paste(round(255 * strength * near * near * (3 - 2 * near)), (0, row, 16, row + 1))
        mask = mask.resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), mask)

    def ridge(self, base: float, height: float, peaks: float) -> list[Point]:
        """Return a line of hills from edge to edge, to be closed at the bottom."""
        waves = [
            (peaks * 2**octave, self.random.uniform(0, math.tau), 0.55**octave)
            for octave in range(5)
        ]
        total = sum(weight for _, _, weight in waves)
        points = []
        for x in range(0, WIDTH + 9, 8):
            swing = sum(
                weight * math.sin(x / WIDTH * math.tau * count + phase)
                for count, phase, weight in waves
            )
            points.append((x, base - height * (0.5 + 0.5 * swing / total)))
        return points

    def hills(self, base: float, height: float, peaks: float, top: Colour, foot: Colour) -> None:
        """Paint one layer of hills, paler at its foot."""
        ridge = self.ridge(base, height, peaks)
        lowest = max(y for _, y in ridge) + height * 0.9
        self.shade([*ridge, (WIDTH, lowest), (0, lowest)], top, foot)
        if lowest < HEIGHT:
            self.box(0, lowest - 1, WIDTH, HEIGHT, foot)

    def water(self, line: float, top: Colour, bottom: Colour, mirror: float = 0.4) -> None:
        """Paint water from a line down, reflecting what stands above it."""
        edge, depth = round(line * FINE), round((HEIGHT - line) * FINE)
        above = self.image.crop((0, max(0, edge - depth), WIDTH * FINE, edge))
        above = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((WIDTH * FINE, depth))
        above = above.filter(ImageFilter.BoxBlur(5))
        plain = _gradient((WIDTH * FINE, depth), top, bottom)
        surface = Image.blend(plain, above, mirror)
        for row in range(0, depth, 6):
            shift = round(math.sin(row * 0.11) * (2 + row / depth * 14))
            strip = surface.crop((0, row, WIDTH * FINE, row + 6))
            self.image.paste(ImageChops.offset(strip, shift, 0), (0, edge + row))
        for _ in range(150):
            y = line + (HEIGHT - line) * self.random.random() ** 1.4
            x, near = self.random.uniform(0, WIDTH), (y - line) / (HEIGHT - line)
            length = 14 + 90 * near * self.random.random()
            tone = mix(mix(top, bottom, near), (255, 255, 255), 0.16 + 0.2 * self.random.random())
            self.line([(x, y), (x + length, y)], tone, 1 + near * 1.6)

    def scatter(self, count: int, paint: Callable[[float, float], None], area: tuple) -> None:
        """Paint something many times within left, top, right, bottom, far ones first."""
        left, top, right, bottom = area
        spots = [
            (self.random.uniform(top, bottom), self.random.uniform(left, right))
            for _ in range(count)
        ]
        for y, x in sorted(spots):
            paint(x, y)

    def finished(self) -> Image.Image:
        return self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def _fine(point: Point) -> Point:
    return point[0] * FINE, point[1] * FINE


def _gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    ramp = Image.linear_gradient("L").resize((16, size[1])).resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)
