"""Figures of the kind that go with statistics; the numbers stand in the text beside them."""

from home.demo.pictures.canvas import WIDTH, Canvas, mix


def growth() -> Canvas:
    canvas = Canvas(103, (247, 250, 253), (228, 236, 246))
    blue, red = (44, 98, 164), (176, 40, 46)
    for row in range(6):
        y = 170 + row * 110
        canvas.line([(170, y), (1450, y)], (206, 216, 228), 2)
    heights = [150, 196, 182, 250, 290, 276, 340, 402, 386, 470]
    tops = []
    for number, height in enumerate(heights):
        x = 210 + number * 124
        corners = [(x, 720 - height), (x + 74, 720 - height), (x + 74, 720), (x, 720)]
        canvas.shade(corners, mix(blue, (255, 255, 255), 0.28), blue)
        tops.append((x + 37, 720 - height - 70 + number % 3 * 12))
    canvas.line(tops, red, 7)
    for x, y in tops:
        canvas.disc(x, y, 14, red)
        canvas.disc(x, y, 7, (255, 255, 255))
    canvas.line([(170, 720), (1450, 720)], (96, 108, 126), 4)
    for number in range(len(heights)):
        canvas.box(222 + number * 124, 742, 272 + number * 124, 754, (158, 170, 186))
    canvas.box(170, 84, 520, 104, mix(blue, (255, 255, 255), 0.15))
    canvas.box(170, 118, 380, 130, (168, 180, 196))
    return canvas


def shares() -> Canvas:
    canvas = Canvas(107, (249, 251, 253), (232, 238, 246))
    tones = [(28, 74, 133), (66, 122, 184), (128, 168, 212), (176, 40, 46), (222, 164, 92)]
    start = -90.0
    box = [(220 * 2, 140 * 2), (840 * 2, 760 * 2)]
    for share, tone in zip((34, 26, 18, 14, 8), tones, strict=True):
        end = start + share * 3.6
        canvas.pen.pieslice(box, start, end, fill=tone, outline=(249, 251, 253), width=8)
        start = end
    canvas.disc(530, 450, 168, (245, 248, 252))
    canvas.box(470, 424, 590, 444, (44, 60, 84))
    canvas.box(490, 462, 570, 474, (150, 162, 180))
    for row, (tone, length) in enumerate(zip(tones, (420, 340, 250, 200, 130), strict=True)):
        y = 214 + row * 108
        canvas.box(950, y, 984, y + 34, tone)
        canvas.box(1010, y, 1010 + length, y + 14, mix(tone, (255, 255, 255), 0.12))
        canvas.box(1010, y + 24, 1010 + length * 0.5, y + 34, (188, 198, 210))
    canvas.line([(900, 160), (900, 740)], (212, 220, 230), 2)
    canvas.box(0, 0, WIDTH, 14, tones[0])
    return canvas
