"""What the phone makes of addresses and of links that an account names."""

import pytest

from syndication.sandbox.pages.linked import anchored, named

LINK = '<a href="https://h.example/?a=1&amp;b=2" rel="noreferrer">办事</a>'


def test_an_accounts_text_may_name_its_links():
    assert named('去<a href="https://h.example/?a=1&b=2">办事</a>\n吧') == f"去{LINK}<br>吧"


def test_what_a_person_writes_is_shown_as_it_is():
    assert "&lt;a href=" in anchored('<a href="https://h.example/">办事</a>')


@pytest.mark.parametrize(
    "text",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href="https://h.example/"><b>x</b></a>',
        '<a href="https://h.example/" onclick="x"<script>',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_nothing_else_becomes_markup(text):
    shown = named(text)
    assert "<img" not in shown
    assert "<script" not in shown
    assert "javascript" not in shown or 'href="javascript' not in shown
    assert "<b>" not in shown
