"""Things that stand in scenes: trees, towers, boats, birds."""

from home.demo.pictures.canvas import Canvas, Colour, mix

LIT = (255, 222, 150)


def tree(canvas: Canvas, x: float, y: float, size: float, leaf: Colour) -> None:
    """A round tree standing on (x, y)."""
    canvas.box(x - size * 0.06, y - size * 0.5, x + size * 0.06, y, mix(leaf, (60, 40, 25), 0.7))
    for dx, dy, radius in ((-0.24, -0.62, 0.3), (0.24, -0.62, 0.3), (0, -0.86, 0.36)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, leaf)
    canvas.disc(x - 0.1 * size, y - 0.94 * size, 0.2 * size, mix(leaf, (255, 255, 230), 0.18))


def pine(canvas: Canvas, x: float, y: float, size: float, leaf: Colour) -> None:
    for step in range(3):
        top, wide = y - size * (1 - step * 0.26), size * (0.16 + step * 0.08)
        canvas.polygon(
            [(x, top), (x - wide, top + size * 0.42), (x + wide, top + size * 0.42)], leaf
        )


def tower(
    canvas: Canvas, left: float, top: float, wide: float, foot: float, wall: Colour, lit: float
) -> None:
    """A tower with rows of windows; `lit` is the share of them with a light on."""
    canvas.shade(
        [(left, top), (left + wide, top), (left + wide, foot), (left, foot)],
        mix(wall, (255, 255, 255), 0.14),
        wall,
    )
    canvas.box(left + wide * 0.82, top, left + wide, foot, mix(wall, (0, 0, 0), 0.14))
    step = 15
    columns = max(2, int((wide - 12) // 13))
    gap = (wide - 12) / columns
    dark, glass = mix(wall, (10, 20, 40), 0.3), mix(wall, (235, 245, 255), 0.42)
    for row in range(int((foot - top - 16) // step)):
        y = top + 11 + row * step
        for column in range(columns):
            x = left + 7 + column * gap
            on = canvas.random.random() < lit
            pane = LIT if on else (glass if canvas.random.random() < 0.55 else dark)
            canvas.box(x, y, x + gap * 0.62, y + 8, pane)


def skyline(canvas: Canvas, foot: float, tall: float, wall: Colour, lit: float = 0.0) -> None:
    """A row of towers from edge to edge, tallest in the middle."""
    x = -20.0
    while x < 1620:
        wide = canvas.random.uniform(46, 104)
        middle = 1 - abs(x + wide / 2 - 820) / 900
        height = tall * (0.3 + 0.45 * middle + 0.25 * canvas.random.random() * middle)
        tone = mix(wall, (255, 255, 255), canvas.random.uniform(-0.0, 0.22))
        tower(canvas, x, foot - height, wide, foot, tone, lit)
        if canvas.random.random() < 0.24:
            mast = x + wide / 2
            canvas.line([(mast, foot - height), (mast, foot - height - 44)], tone, 3)
        x += wide + canvas.random.uniform(-6, 16)


def sampan(canvas: Canvas, x: float, y: float, size: float, hull: Colour) -> None:
    """A covered boat with a boatman."""
    canvas.polygon(
        [
            (x - size, y - size * 0.2),
            (x - size * 0.7, y),
            (x + size * 0.7, y),
            (x + size, y - size * 0.22),
            (x + size * 0.6, y - size * 0.12),
            (x - size * 0.6, y - size * 0.12),
        ],
        hull,
    )
    canvas.polygon(
        [
            (x - size * 0.34, y - size * 0.1),
            (x - size * 0.28, y - size * 0.36),
            (x + size * 0.28, y - size * 0.36),
            (x + size * 0.34, y - size * 0.1),
        ],
        mix(hull, (190, 150, 90), 0.4),
    )
    man = x + size * 0.6
    canvas.line([(man, y - size * 0.12), (man, y - size * 0.52)], hull, size * 0.07)
    canvas.disc(man, y - size * 0.58, size * 0.07, hull)
    hat = [
        (man - size * 0.13, y - size * 0.58),
        (man, y - size * 0.72),
        (man + size * 0.13, y - size * 0.58),
    ]
    canvas.polygon(hat, hull)
    canvas.line([(man - size * 0.2, y + size * 0.2), (man + size * 0.22, y - size * 0.7)], hull, 3)


def bird(canvas: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    wing = [
        (x - size, y - size * 0.3),
        (x - size * 0.4, y - size * 0.5),
        (x, y),
        (x + size * 0.4, y - size * 0.5),
        (x + size, y - size * 0.3),
    ]
    canvas.line(wing, colour, max(2, size * 0.12))


def birds(canvas: Canvas, count: int, area: tuple, colour: Colour) -> None:
    canvas.scatter(
        count, lambda x, y: bird(canvas, x, y, canvas.random.uniform(10, 20), colour), area
    )


def flag(canvas: Canvas, x: float, foot: float, height: float) -> None:
    canvas.line([(x, foot), (x, foot - height)], (210, 214, 220), 4)
    canvas.polygon(
        [
            (x, foot - height),
            (x + 62, foot - height + 5),
            (x + 58, foot - height + 42),
            (x, foot - height + 38),
        ],
        (196, 32, 38),
    )
