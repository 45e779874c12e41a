"""Hills, water and fields."""

import math

from home.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, mix
from home.demo.pictures.things import birds, pine, sampan, tree


def river_dawn() -> Canvas:
    canvas = Canvas(11, (120, 160, 205), (253, 226, 190))
    canvas.glow(1130, 330, 420, (255, 236, 190), 0.9)
    canvas.disc(1130, 330, 52, (255, 246, 220))
    canvas.hills(470, 230, 1.3, (136, 164, 196), (226, 214, 205))
    canvas.mist(500, 90, (255, 240, 222), 0.6)
    canvas.hills(540, 190, 2.1, (86, 122, 160), (196, 200, 206))
    canvas.mist(560, 70, (250, 238, 224), 0.6)
    canvas.hills(600, 140, 1.7, (44, 84, 118), (120, 150, 172))
    canvas.water(610, (190, 200, 210), (62, 104, 140), 0.45)
    sampan(canvas, 560, 742, 92, (34, 44, 58))
    sampan(canvas, 1010, 672, 46, (50, 66, 84))
    birds(canvas, 9, (260, 150, 760, 290), (60, 84, 112))
    return canvas


def terraces() -> Canvas:
    canvas = Canvas(23, (150, 196, 226), (236, 244, 236))
    canvas.hills(380, 220, 1.2, (128, 166, 172), (214, 228, 220))
    canvas.mist(400, 80, (250, 252, 248), 0.7)
    canvas.hills(470, 160, 1.8, (74, 128, 104), (150, 188, 150))
    light, dark = (140, 184, 84), (38, 96, 54)
    for row in range(26):
        share = row / 25
        y = 430 + 480 * share**1.35
        swing, phase = 26 + 60 * share, 0.8 + row * 0.09
        crest = [
            (x, y + swing * math.sin(x / WIDTH * 5.2 + phase) + 14 * math.sin(x / 130 + row))
            for x in range(0, WIDTH + 17, 16)
        ]
        tone = mix(light, dark, (row % 2) * 0.32 + share * 0.34)
        canvas.shade([*crest, (WIDTH, HEIGHT), (0, HEIGHT)], mix(tone, (255, 255, 220), 0.16), tone)
        canvas.line(crest, mix(tone, (20, 60, 30), 0.5), 1 + 4 * share)
        for x, height in crest[:: max(2, 7 - row // 5)]:
            canvas.disc(x, height + 4, 4 + 12 * share, mix(tone, (16, 74, 36), 0.35), 0.6)
    for x, y, size in ((170, 590, 120), (250, 612, 90), (1420, 560, 110), (1330, 576, 76)):
        tree(canvas, x, y, size, (34, 92, 58))
    canvas.mist(440, 60, (255, 255, 252), 0.5)
    return canvas


def wetland() -> Canvas:
    canvas = Canvas(37, (132, 186, 220), (240, 240, 222))
    canvas.hills(450, 120, 1.4, (124, 158, 176), (206, 218, 214))
    for x in range(-10, 1620, 30):
        pine(canvas, x, 520, canvas.random.uniform(36, 74), (70, 118, 96))
    canvas.water(514, (178, 206, 208), (70, 124, 132), 0.42)
    for x, y, size in ((430, 640, 1.0), (520, 660, 1.15), (1090, 610, 0.8), (1170, 600, 0.7)):
        _egret(canvas, x, y, size)
    for _ in range(420):
        x, y = canvas.random.uniform(-20, 1620), canvas.random.uniform(800, 960)
        if 560 < x < 1040 and canvas.random.random() < 0.75:
            continue
        height, lean = canvas.random.uniform(90, 230), canvas.random.uniform(-26, 34)
        tone = mix((96, 128, 60), (190, 170, 96), canvas.random.random())
        canvas.line([(x, y), (x + lean * 0.4, y - height * 0.6), (x + lean, y - height)], tone, 4)
        canvas.disc(x + lean, y - height, 6, mix(tone, (150, 110, 70), 0.5), 3.2)
    birds(canvas, 12, (700, 110, 1300, 300), (248, 250, 250))
    return canvas


def _egret(canvas: Canvas, x: float, y: float, size: float) -> None:
    white, dark = (250, 251, 248), (60, 66, 70)
    for dx in (-6, 8):
        canvas.line([(x + dx * size, y), (x + dx * size, y - 52 * size)], dark, 3 * size)
    canvas.disc(x, y - 70 * size, 34 * size, white, 0.62)
    neck = [(x + 22, -78), (x + 42, -112), (x + 30, -138), (x + 44, -160)]
    canvas.line([(px, y + py * size) for px, py in neck], white, 9 * size)
    canvas.disc(x + 46, y - 162 * size, 9 * size, white)
    beak = [(x + 52, y - 166 * size), (x + 84, y - 160 * size), (x + 52, y - 158 * size)]
    canvas.polygon(beak, (222, 168, 60))


def fields() -> Canvas:
    canvas = Canvas(41, (118, 178, 222), (246, 238, 208))
    canvas.glow(380, 240, 300, (255, 248, 220), 0.8)
    canvas.hills(420, 130, 1.5, (120, 156, 160), (190, 208, 176))
    canvas.box(0, 430, WIDTH, HEIGHT, (206, 178, 84))
    tones = [(226, 190, 82), (198, 168, 66), (150, 170, 74), (234, 204, 108)]
    for stripe in range(-26, 27):
        near, far = 800 + stripe * 150, 800 + stripe * 34
        colour = mix(tones[stripe % 4], (120, 110, 50), canvas.random.uniform(0, 0.16))
        canvas.shade(
            [(far, 430), (far + 34, 430), (near + 150, HEIGHT), (near, HEIGHT)],
            mix(colour, (244, 236, 196), 0.45),
            colour,
        )
    for x in range(0, 1610, 46):
        tree(
            canvas,
            x + canvas.random.uniform(-14, 14),
            440,
            canvas.random.uniform(30, 60),
            (78, 118, 80),
        )
    for x, y, size in ((980, 640, 1.0), (1230, 560, 0.62)):
        _harvester(canvas, x, y, size)
    birds(canvas, 7, (900, 140, 1300, 260), (90, 110, 130))
    return canvas


def _harvester(canvas: Canvas, x: float, y: float, size: float) -> None:
    red, dark = (190, 44, 40), (48, 52, 60)
    canvas.box(x - 90 * size, y - 92 * size, x + 60 * size, y - 28 * size, red)
    canvas.box(x + 6 * size, y - 136 * size, x + 60 * size, y - 84 * size, (196, 220, 232))
    canvas.box(x, y - 146 * size, x + 66 * size, y - 134 * size, red)
    canvas.polygon(
        [
            (x + 60 * size, y - 60 * size),
            (x + 134 * size, y - 22 * size),
            (x + 134 * size, y),
            (x + 60 * size, y - 20 * size),
        ],
        (226, 178, 60),
    )
    for dx, radius in ((-56, 30), (34, 38)):
        canvas.disc(x + dx * size, y - 22 * size, radius * size, dark)
        canvas.disc(x + dx * size, y - 22 * size, radius * 0.45 * size, (222, 190, 70))


def solar() -> Canvas:
    canvas = Canvas(53, (92, 158, 216), (228, 240, 246))
    canvas.hills(440, 170, 1.4, (112, 158, 150), (186, 212, 190))
    for x, y, size in (
        (260, 400, 0.8),
        (520, 372, 0.9),
        (820, 386, 0.85),
        (1130, 352, 1.0),
        (1420, 378, 0.9),
    ):
        _turbine(canvas, x, y, size)
    canvas.hills(560, 130, 1.8, (84, 146, 92), (122, 172, 104))
    for row in range(6):
        y, tall = 560 + row * row * 9 + row * 22, 24 + row * 10
        wide, lean = 120 + row * 46, 18 + row * 7
        for x in range(-100 + row * 31 % 70, 1700, wide + 16 + row * 5):
            corners = [(x + lean, y), (x + wide + lean, y), (x + wide, y + tall), (x, y + tall)]
            canvas.shade(corners, (72, 116, 178), (24, 50, 104))
            for part in range(1, 5):
                at = x + wide * part / 5
                canvas.line([(at + lean, y), (at, y + tall)], (150, 184, 220), 1.4)
            canvas.line(
                [(x + lean / 2, y + tall / 2), (x + wide + lean / 2, y + tall / 2)],
                (150, 184, 220),
                1.4,
            )
            canvas.line([corners[3], corners[2]], (214, 224, 232), 2.4)
    return canvas


def _turbine(canvas: Canvas, x: float, y: float, size: float) -> None:
    white = (246, 249, 251)
    hub = y - 190 * size
    canvas.polygon(
        [(x - 5 * size, y + 60), (x + 5 * size, y + 60), (x + 2 * size, hub), (x - 2 * size, hub)],
        white,
    )
    turn = canvas.random.uniform(0, math.tau)
    for blade in range(3):
        angle = turn + blade * math.tau / 3
        tip = (x + math.cos(angle) * 120 * size, hub + math.sin(angle) * 120 * size)
        side = (x + math.cos(angle + 0.12) * 40 * size, hub + math.sin(angle + 0.12) * 40 * size)
        canvas.polygon([(x, hub), side, tip], white)
    canvas.disc(x, hub, 8 * size, white)
