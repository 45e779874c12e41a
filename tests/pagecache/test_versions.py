"""Versions of a page are kept like pages of their own, and go with it."""

import pytest

from tests.home.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def test_versions_are_kept_apart_and_go_with_the_plain_page(keeping, home):
    page = ArticlePageFactory(parent=home, title="旧的通知", slug="tongzhi")

    def states() -> list[tuple[str, bool]]:
        answers = [keeping.get(f"{before}/tongzhi/") for before in ("", "/zh-hant", "/elder")]
        return [(answer["X-Cache"], "新的" in answer.content.decode()) for answer in answers]

    assert states() == [("miss", False)] * 3
    assert states() == [("hit", False)] * 3
    page.title = "新的通知"
    page.save_revision().publish()
    assert states() == [("miss", True)] * 3
