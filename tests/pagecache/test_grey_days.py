"""Kept pages turn grey, and get their colours back, at once."""

import pytest

from home.models import GreyDays
from tests.home.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_kept_pages_turn_grey_and_back_at_once(keeping, home):
    ArticlePageFactory(parent=home, slug="gonggao")

    def states() -> list[bool]:
        return ["data-grey" in keeping.get(url).content.decode() for url in ("/", "/gonggao/")]

    assert states() == [False, False]
    days = GreyDays.objects.create(reason="哀悼日")
    assert states() == [True, True]
    days.delete()
    assert states() == [False, False]
