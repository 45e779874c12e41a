"""Pictures keep what is seen and lose what is told beside it."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from attachments.metadata import clean
from attachments.metadata.pictures import clean_picture
from tests.attachments.files import SOMEBODY, photograph

KINDS = ("JPEG", "PNG", "WEBP", "GIF")


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.convert("RGB").tobytes()


@pytest.mark.parametrize("kind", KINDS)
def test_place_camera_and_author_are_gone_and_every_pixel_is_the_same(kind):
    picture = photograph(kind=kind)

    cleaned = clean(picture)

    assert cleaned.removed
    assert pixels(cleaned.data) == pixels(picture)
    assert SOMEBODY.encode() not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert not dict(image.getexif())


@pytest.mark.parametrize("kind", ("JPEG", "PNG", "WEBP"))
def test_the_colour_profile_stays(kind):
    with Image.open(io.BytesIO(clean(photograph(kind=kind)).data)) as image:
        assert image.info["icc_profile"] == b"a profile"


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_twice_changes_nothing_more(kind):
    once = clean(photograph(kind=kind))
    twice = clean(once.data)
    assert (twice.data, twice.removed) == (once.data, frozenset())


def test_a_photograph_on_its_side_is_stood_up():
    cleaned = clean(photograph(orientation=6, size=(40, 20)))
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert image.size == (20, 40)
        above, below = image.getpixel((10, 5)), image.getpixel((10, 35))
    assert above[1] < 60 < below[1]


def test_a_picture_inside_a_document_is_not_turned():
    cleaned = clean_picture(photograph(orientation=6), upright=False)
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert image.size == (40, 20)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_hung_on_behind_the_end_is_cut_off(kind):
    whole = clean(photograph(kind=kind)).data
    cleaned = clean(whole + b"PK\x03\x04 a video, or an earlier picture")
    assert (cleaned.data, cleaned.removed) == (whole, {"trailer"})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25)
@given(share=st.floats(0.05, 0.95), flipped=st.integers(0, 255))
def test_a_damaged_picture_is_told_of_or_survives_but_never_breaks_anything(kind, share, flipped):
    picture = bytearray(photograph(kind=kind))
    picture[int(len(picture) * share)] ^= flipped
    for damaged in (bytes(picture), bytes(picture[: int(len(picture) * share)])):
        cleaned = clean(damaged)
        assert cleaned.data or not damaged
