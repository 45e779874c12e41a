"""Streets, bridges and the buildings people have business in."""

import math

from home.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, Colour, mix
from home.demo.pictures.things import birds, flag, sampan, skyline, tower, tree


def skyline_day() -> Canvas:
    canvas = Canvas(61, (98, 164, 220), (232, 242, 248))
    for x, y, wide in ((300, 150, 120), (1180, 110, 150), (820, 200, 90)):
        for step in range(5):
            canvas.disc(
                x + (step - 2) * wide * 0.42,
                y + abs(step - 2) * 9,
                wide * 0.36,
                (248, 251, 253),
                0.5,
            )
    canvas.hills(560, 180, 1.3, (146, 178, 200), (208, 222, 230))
    skyline(canvas, 640, 330, (156, 178, 200))
    skyline(canvas, 656, 250, (104, 132, 164))
    for x in range(0, 1620, 44):
        tree(canvas, x, 668, canvas.random.uniform(46, 70), (66, 124, 84))
    canvas.box(0, 660, WIDTH, 676, (196, 200, 202))
    canvas.water(676, (148, 186, 210), (52, 104, 148), 0.45)
    return canvas


def skyline_night() -> Canvas:
    canvas = Canvas(67, (14, 22, 52), (66, 70, 120))
    for _ in range(130):
        canvas.disc(
            canvas.random.uniform(0, WIDTH),
            canvas.random.uniform(0, 330),
            canvas.random.uniform(0.8, 2),
            (220, 226, 246),
        )
    canvas.glow(300, 170, 170, (240, 236, 214), 0.5)
    canvas.disc(300, 170, 44, (250, 246, 226))
    skyline(canvas, 630, 360, (42, 54, 96), lit=0.3)
    skyline(canvas, 650, 260, (26, 36, 70), lit=0.5)
    canvas.box(0, 646, WIDTH, 662, (70, 62, 64))
    for x in range(20, 1600, 60):
        canvas.glow(x, 640, 32, (255, 214, 140), 0.8)
        canvas.disc(x, 640, 4, (255, 240, 200))
    canvas.water(662, (38, 46, 84), (14, 22, 50), 0.62)
    return canvas


def bridge() -> Canvas:
    canvas = Canvas(71, (78, 100, 160), (250, 196, 150))
    canvas.glow(420, 480, 430, (255, 224, 170), 0.9)
    canvas.disc(420, 486, 60, (255, 240, 208))
    canvas.hills(560, 140, 1.5, (120, 116, 156), (214, 172, 160))
    skyline(canvas, 600, 130, (112, 112, 150), lit=0.15)
    canvas.water(600, (206, 168, 160), (54, 76, 124), 0.5)
    steel, deck = (240, 236, 232), (66, 70, 96)
    for x in (520, 1120):
        for cable in range(1, 15):
            for side in (-1, 1):
                canvas.line([(x, 236 + cable * 7), (x + side * cable * 20.5, 566)], steel, 1.8)
        canvas.polygon([(x - 26, 640), (x - 9, 200), (x + 9, 200), (x + 26, 640)], (226, 222, 224))
        canvas.polygon([(x + 4, 640), (x + 4, 200), (x + 9, 200), (x + 26, 640)], (184, 182, 196))
        canvas.box(x - 44, 636, x + 44, 668, (120, 120, 138))
    canvas.box(0, 564, WIDTH, 584, deck)
    canvas.box(0, 560, WIDTH, 565, steel)
    for x in range(30, 1600, 90):
        body = [(150, 40, 44), (236, 238, 240), (60, 92, 140)][x // 90 % 3]
        canvas.box(x, 547, x + 30, 560, body)
        canvas.box(x + 6, 540, x + 22, 549, mix(body, (200, 224, 240), 0.5))
    sampan(canvas, 830, 770, 84, (40, 46, 72))
    birds(canvas, 6, (900, 150, 1400, 260), (84, 84, 118))
    return canvas


def old_town() -> Canvas:
    canvas = Canvas(73, (176, 204, 220), (242, 240, 230))
    canvas.hills(430, 180, 1.4, (150, 176, 180), (218, 224, 216))
    x = -40.0
    while x < 1640:
        wide = canvas.random.uniform(130, 210)
        _white_house(canvas, x, 610, wide, canvas.random.uniform(170, 250))
        x += wide - 6
    canvas.box(0, 604, WIDTH, 640, (150, 150, 144))
    for x in range(0, 1610, 40):
        canvas.line([(x, 606), (x, 638)], (126, 126, 122), 2)
    canvas.water(640, (166, 186, 184), (66, 100, 104), 0.55)
    for x, size in ((110, 250), (1480, 280)):
        tree(canvas, x, 640, size, (86, 140, 84))
    sampan(canvas, 700, 760, 110, (58, 46, 40))
    sampan(canvas, 1080, 712, 60, (72, 58, 50))
    return canvas


def _white_house(canvas: Canvas, left: float, foot: float, wide: float, tall: float) -> None:
    wall, tile, wood = (246, 245, 240), (58, 62, 68), (104, 66, 44)
    top = foot - tall
    canvas.shade(
        [(left, top), (left + wide, top), (left + wide, foot), (left, foot)],
        wall,
        mix(wall, (170, 170, 160), 0.3),
    )
    for step, (share, rise) in enumerate(((0, 0), (0.25, 34), (0.75, 0))):
        start = left + wide * share
        width = wide * (0.5 if step == 1 else 0.25)
        canvas.box(start, top - rise, start + width, top + 2, wall)
        canvas.box(start - 7, top - rise - 12, start + width + 7, top - rise, tile)
        canvas.polygon(
            [
                (start - 7, top - rise - 12),
                (start - 14, top - rise - 20),
                (start + 8, top - rise - 12),
            ],
            tile,
        )
        end = start + width + 7
        canvas.polygon(
            [(end, top - rise - 12), (end + 7, top - rise - 20), (end - 15, top - rise - 12)], tile
        )
    for column in (0.2, 0.62):
        for row in (0.22, 0.58):
            x, y = left + wide * column, top + tall * row
            canvas.box(x, y, x + wide * 0.18, y + tall * 0.17, wood)
            canvas.box(
                x + 4,
                y + 4,
                x + wide * 0.18 - 4,
                y + tall * 0.17 - 4,
                mix(wood, (250, 210, 140), 0.4),
            )
            canvas.line([(x + wide * 0.09, y), (x + wide * 0.09, y + tall * 0.17)], wood, 3)
    for column in (0.12, 0.5, 0.88):
        canvas.line(
            [(left + wide * column, top + tall * 0.43), (left + wide * column, top + tall * 0.47)],
            wood,
            2,
        )
        canvas.disc(left + wide * column, top + tall * 0.5, 9, (200, 40, 36), 1.15)


def civic_hall() -> Canvas:
    canvas = Canvas(79, (104, 164, 218), (230, 240, 247))
    canvas.hills(560, 160, 1.2, (150, 180, 198), (206, 220, 224))
    stone, glass = (232, 226, 214), (96, 136, 170)
    _hall_wing(canvas, 180, 400, 470, stone, glass)
    _hall_wing(canvas, 950, 400, 470, stone, glass)
    canvas.shade(
        [(560, 300), (1040, 300), (1040, 640), (560, 640)], mix(stone, (255, 255, 255), 0.4), stone
    )
    canvas.polygon([(530, 304), (800, 214), (1070, 304)], mix(stone, (150, 140, 120), 0.16))
    canvas.polygon([(590, 294), (800, 226), (1010, 294)], mix(stone, (255, 255, 255), 0.4))
    canvas.box(600, 350, 1000, 640, glass)
    for x in range(590, 1011, 60):
        canvas.shade(
            [(x, 312), (x + 22, 312), (x + 22, 640), (x, 640)], (250, 247, 240), (214, 206, 192)
        )
    for step in range(7):
        canvas.box(
            500 - step * 22,
            640 + step * 12,
            1100 + step * 22,
            652 + step * 12,
            mix((222, 216, 206), (170, 168, 164), step / 7),
        )
    canvas.box(0, 724, WIDTH, HEIGHT, (198, 202, 204))
    for row in range(1, 8):
        y = 724 + row * row * 3.4
        canvas.line([(0, y), (WIDTH, y)], (182, 187, 191), 1.6)
    for column in range(-20, 21):
        canvas.line([(800 + column * 60, 724), (800 + column * 190, HEIGHT)], (182, 187, 191), 1.6)
    for x in (440, 1130):
        flag(canvas, x, 724, 300)
    for x in list(range(20, 400, 74)) + list(range(1240, 1620, 74)):
        tree(canvas, x, 730, 110, (70, 126, 84))
    return canvas


def _hall_wing(
    canvas: Canvas, left: float, top: float, wide: float, stone: Colour, glass: Colour
) -> None:
    canvas.shade(
        [(left, top), (left + wide, top), (left + wide, 724), (left, 724)],
        stone,
        mix(stone, (150, 144, 130), 0.22),
    )
    canvas.box(left - 10, top - 14, left + wide + 10, top, mix(stone, (120, 114, 100), 0.25))
    for row in range(5):
        for column in range(9):
            x, y = left + 22 + column * (wide - 30) / 9, top + 26 + row * 60
            canvas.shade(
                [(x, y), (x + 28, y), (x + 28, y + 38), (x, y + 38)],
                mix(glass, (230, 240, 248), 0.4),
                glass,
            )


def school() -> Canvas:
    canvas = Canvas(83, (116, 178, 226), (238, 244, 244))
    for x, y in ((340, 140), (1240, 170)):
        for step in range(5):
            canvas.disc(x + (step - 2) * 48, y + abs(step - 2) * 8, 42, (250, 252, 253), 0.5)
    canvas.hills(520, 120, 1.6, (150, 186, 180), (204, 222, 208))
    for left, wide, top, wall in (
        (140, 420, 330, (222, 196, 168)),
        (600, 480, 270, (206, 110, 84)),
        (1120, 380, 330, (222, 196, 168)),
    ):
        canvas.box(left, top, left + wide, 620, wall)
        canvas.box(left - 8, top - 16, left + wide + 8, top, mix(wall, (60, 40, 30), 0.4))
        for row in range(int((600 - top) // 68)):
            for column in range(int(wide // 58)):
                x, y = left + 18 + column * 58, top + 22 + row * 68
                canvas.box(x, y, x + 40, y + 40, (245, 246, 244))
                canvas.shade(
                    [(x + 4, y + 4), (x + 36, y + 4), (x + 36, y + 36), (x + 4, y + 36)],
                    (190, 220, 236),
                    (120, 164, 196),
                )
            canvas.box(
                left,
                top + 70 + row * 68,
                left + wide,
                top + 76 + row * 68,
                mix(wall, (255, 255, 255), 0.5),
            )
    canvas.box(796, 540, 884, 620, (90, 60, 50))
    canvas.disc(840, 340, 30, (246, 246, 240))
    canvas.line([(840, 340), (840, 320)], (50, 50, 60), 4)
    canvas.line([(840, 340), (854, 348)], (50, 50, 60), 4)
    canvas.box(0, 616, WIDTH, HEIGHT, (112, 166, 96))
    for ring, tone in ((0, (176, 84, 66)), (60, (184, 94, 74)), (120, (104, 160, 92))):
        canvas.disc(800, 790, 700 - ring * 1.7, tone, 0.2)
    for ring in range(5):
        radius = 700 - ring * 40
        box = [
            ((800 - radius) * 2, (790 - radius * 0.2) * 2),
            ((800 + radius) * 2, (790 + radius * 0.2) * 2),
        ]
        canvas.pen.ellipse(box, outline=(244, 232, 226), width=4)
    flag(canvas, 560, 640, 330)
    for x in (60, 120, 1530, 1570):
        tree(canvas, x, 640, 150, (60, 122, 76))
    return canvas


def hospital() -> Canvas:
    canvas = Canvas(89, (128, 186, 226), (240, 246, 248))
    skyline(canvas, 640, 170, (178, 196, 212))
    tower(canvas, 560, 210, 480, 660, (206, 222, 232), 0)
    tower(canvas, 300, 360, 270, 660, (220, 230, 234), 0)
    tower(canvas, 1030, 330, 320, 660, (216, 226, 232), 0)
    canvas.box(520, 560, 1080, 664, (244, 247, 249))
    canvas.box(500, 546, 1100, 566, (60, 116, 160))
    for x in range(540, 1070, 44):
        canvas.box(x, 584, x + 36, 660, (146, 186, 210))
    canvas.disc(800, 280, 52, (250, 252, 252))
    canvas.box(788, 242, 812, 318, (200, 44, 48))
    canvas.box(762, 268, 838, 292, (200, 44, 48))
    canvas.box(0, 660, WIDTH, HEIGHT, (150, 158, 164))
    canvas.box(0, 660, WIDTH, 700, (206, 212, 212))
    for x in range(20, 1600, 150):
        canvas.box(x, 796, x + 80, 804, (236, 238, 236))
    _bus(canvas, 420, 800, 1.0, (240, 244, 246), (200, 44, 48))
    for x in (60, 160, 1420, 1530):
        tree(canvas, x, 690, 130, (72, 136, 92))
    return canvas


def street() -> Canvas:
    canvas = Canvas(97, (136, 188, 226), (246, 244, 232))
    skyline(canvas, 620, 320, (150, 174, 198))
    skyline(canvas, 640, 210, (120, 144, 172))
    canvas.box(0, 630, WIDTH, 700, (206, 206, 198))
    canvas.box(0, 700, WIDTH, HEIGHT, (92, 98, 108))
    canvas.box(0, 694, WIDTH, 706, (228, 228, 222))
    for x in range(-40, 1600, 160):
        canvas.polygon(
            [(x + 20, 832), (x + 110, 832), (x + 104, 844), (x + 10, 844)], (236, 236, 228)
        )
    for x in range(30, 1620, 118):
        tree(canvas, x, 690, canvas.random.uniform(120, 150), (74, 138, 80))
    _bus(canvas, 620, 820, 1.75, (36, 120, 178), (240, 246, 248))
    _bus(canvas, 1330, 778, 0.95, (34, 140, 110), (240, 246, 248))
    return canvas


def _bus(canvas: Canvas, x: float, y: float, size: float, body: Colour, band: Colour) -> None:
    left, right, top = x - 160 * size, x + 160 * size, y - 120 * size
    canvas.shade(
        [(left, top), (right, top), (right, y - 12 * size), (left, y - 12 * size)],
        mix(body, (255, 255, 255), 0.25),
        body,
    )
    canvas.box(
        left + 20 * size, top - 10 * size, right - 70 * size, top, mix(body, (255, 255, 255), 0.5)
    )
    for pane in range(6):
        start = left + 12 * size + pane * 50 * size
        canvas.box(start, top + 16 * size, start + 42 * size, top + 62 * size, (52, 74, 96))
        canvas.polygon(
            [
                (start + 6 * size, top + 62 * size),
                (start + 26 * size, top + 16 * size),
                (start + 36 * size, top + 16 * size),
                (start + 16 * size, top + 62 * size),
            ],
            (92, 120, 146),
        )
    canvas.box(left, top + 74 * size, right, top + 84 * size, band)
    canvas.box(right - 8 * size, top + 14 * size, right, top + 66 * size, (70, 96, 120))
    for wheel in (-98, 98):
        canvas.disc(x + wheel * size, y - 14 * size, 26 * size, (40, 44, 52))
        canvas.disc(x + wheel * size, y - 14 * size, 11 * size, (190, 196, 202))


def harbour() -> Canvas:
    canvas = Canvas(101, (110, 160, 206), (248, 226, 200))
    canvas.hills(520, 120, 1.4, (140, 166, 186), (206, 210, 210))
    canvas.box(0, 560, WIDTH, 640, (134, 138, 144))
    colours = [(176, 52, 48), (38, 92, 150), (48, 128, 104), (214, 150, 52), (120, 128, 138)]
    for stack in range(34):
        for level in range(canvas.random.randint(1, 4)):
            x, y = -10 + stack * 48, 600 - level * 26
            box = canvas.random.choice(colours)
            canvas.box(x, y - 24, x + 46, y, box)
            for rib in range(1, 6):
                canvas.line(
                    [(x + rib * 8, y - 22), (x + rib * 8, y - 2)], mix(box, (0, 0, 0), 0.18), 1.4
                )
    for x in (260, 640, 1020):
        _crane(canvas, x, 606)
    canvas.water(636, (150, 178, 190), (44, 88, 122), 0.4)
    hull = [(860, 690), (1560, 690), (1500, 780), (910, 780)]
    canvas.shade(hull, (40, 58, 92), (24, 36, 62))
    canvas.polygon([(905, 762), (1512, 762), (1500, 780), (910, 780)], (150, 40, 40))
    for stack in range(9):
        for level in range(canvas.random.randint(2, 4)):
            x = 905 + stack * 54
            canvas.box(x, 664 - level * 26, x + 52, 689 - level * 26, canvas.random.choice(colours))
    canvas.box(1410, 586, 1500, 690, (240, 242, 240))
    for x in range(1420, 1490, 18):
        canvas.box(x, 602, x + 11, 614, (60, 84, 110))
    birds(canvas, 8, (300, 100, 800, 250), (250, 250, 248))
    return canvas


def _crane(canvas: Canvas, x: float, foot: float) -> None:
    paint = (206, 84, 50)
    for dx in (-50, 50):
        canvas.line([(x + dx, foot), (x + dx * 0.7, foot - 250)], paint, 9)
    canvas.line([(x - 46, foot - 90), (x + 46, foot - 90)], paint, 7)
    canvas.line([(x - 130, foot - 250), (x + 250, foot - 250)], paint, 10)
    canvas.line([(x - 120, foot - 250), (x, foot - 350), (x + 240, foot - 250)], paint, 4)
    canvas.line([(x, foot - 350), (x, foot - 250)], paint, 7)
    canvas.line([(x + 150, foot - 246), (x + 150, foot - 150)], (70, 74, 82), 2)
    canvas.box(x + 126, foot - 150, x + 174, foot - 126, (38, 92, 150))
    for angle in range(0, 90, 30):
        canvas.disc(x + 40 * math.cos(angle), foot - 240, 3, paint)
