"""Pictures become what platforms take: within limits, upright, made over as little as may be."""

import io

import pytest
from PIL import Image

from story import Picture
from syndication.channels.pictures import fit
from syndication.engine.stock import normal_form

RED, BLUE = (200, 30, 30), (30, 30, 200)


def photo(size: tuple[int, int], kind: str = "JPEG", *, noise: bool = False, **options) -> bytes:
    """Return a picture that is red on its left and blue on its right."""
    width, height = size
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    if noise:
        picture = Image.merge("RGB", [Image.effect_noise(size, 80) for _ in range(3)])
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def normal(data: bytes) -> tuple[bytes, str, tuple[int, int]]:
    return normal_form(Picture("source", "alt", lambda: data))


def is_red(pixel: tuple[int, ...]) -> bool:
    return pixel[0] > 150 and pixel[2] < 80


@pytest.mark.parametrize("width", [640, 1080, 1600])
def test_a_photograph_of_about_the_right_width_is_sent_as_it_is(width):
    data = photo((width, 400))
    assert fit(data, max_bytes=1_000_000, max_width=1080) is data


@pytest.mark.parametrize("width", [1700, 2560, 4000])
def test_a_much_wider_one_is_made_narrower_and_shows_the_same(width):
    small = opened(fit(photo((width, width // 2)), max_bytes=1_000_000, max_width=1080))
    assert small.size == (1080, 540)
    assert is_red(small.getpixel((20, 20)))
    assert not is_red(small.getpixel((1060, 20)))


def test_what_is_too_heavy_is_made_lighter_however_often_it_takes():
    data = photo((1000, 1000), noise=True, quality=95)
    limit = len(data) // 8
    assert len(fit(data, max_bytes=limit, max_width=1080)) < limit


def test_transparency_is_laid_on_white():
    buffer = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(buffer, "PNG")
    assert opened(fit(buffer.getvalue(), max_bytes=1_000_000, max_width=1080)).getpixel((5, 5)) == (
        255,
        255,
        255,
    )


def test_equal_bytes_in_are_equal_bytes_out():
    data = photo((3000, 1000), noise=True)
    once, again = (fit(data, max_bytes=500_000, max_width=1080) for _ in range(2))
    assert once == again
    assert normal(data)[0] == normal(data)[0]


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("GIF", "jpg"), ("WEBP", "jpg")])
def test_every_kind_of_photograph_becomes_a_jpeg(kind, suffix):
    data, given, size = normal(photo((300, 200), kind))
    assert (given, size, opened(data).format) == (suffix, (300, 200), "JPEG")
    assert is_red(opened(data).getpixel((20, 20)))


def test_a_picture_taken_with_the_camera_turned_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    data, _, size = normal(photo((300, 200), exif=exif))
    assert size == (200, 300)
    assert not opened(data).getexif()


def test_where_a_picture_was_taken_is_left_behind():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (45.0, 35.0, 0.0)
    exif[0x010F] = "a-camera-of-its-own"
    data, _, _ = normal(
        photo((300, 200), exif=exif, comment=b"words-of-its-own", xmp=b"x-of-its-own")
    )
    assert b"of-its-own" not in data
    assert not opened(data).getexif()


def test_no_side_is_longer_than_2560_pixels():
    assert normal(photo((5120, 1000)))[2] == (2560, 500)
