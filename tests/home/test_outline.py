"""Headings of a body leave no step out, whatever levels an editor or an import gave them."""

import re

import pytest

from home.blocks import BodyBlock


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2 3 4 2", "2 3 4 2"),
        ("3 3", "2 2"),
        ("3 3 2 3", "2 2 2 3"),
        ("2 4 4 3", "2 3 3 3"),
        ("4 3 2", "2 2 2"),
    ],
)
def test_headings_are_shown_without_gaps(written, shown):
    block = BodyBlock()
    body = [("heading", {"text": "一、总体要求", "level": level}) for level in written.split()]
    html = block.render(block.normalize(body))
    assert " ".join(re.findall(r"<h(\d)>", html)) == shown


def test_what_stands_between_headings_stays():
    block = BodyBlock()
    body = [
        ("paragraph", "<p>前言。</p>"),
        ("heading", {"text": "问：需要多少户同意？", "level": "3"}),
        ("paragraph", "<p>答：三分之二以上。</p>"),
    ]
    html = block.render(block.normalize(body))
    assert "前言" in html and "<h2>问：需要多少户同意？</h2>" in html and "三分之二" in html
