"""What an editor may not publish, and what she is told."""

import pytest
from django.core.exceptions import ValidationError

from attachments.gate import Held
from attachments.models import HeldPublication
from home.blocks import BodyBlock
from home.models import ArticlePage
from home.videos import player_url, validate_video_url
from tests.home.factories import ArticlePageFactory


def test_a_title_of_more_than_100_characters_is_refused(column):
    with pytest.raises(ValidationError) as refusal:
        ArticlePageFactory(parent=column, title="长" * 101)
    assert "title" in refusal.value.message_dict


def test_an_empty_body_is_kept_as_a_draft_but_not_published(column):
    draft = ArticlePage(title="草稿", live=False)
    column.add_child(instance=draft)
    with pytest.raises(Held, match="正文 正文为空"):
        draft.save_revision().publish()
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_an_empty_article_that_was_to_be_live_at_once_is_kept_as_a_draft(column):
    column.add_child(instance=ArticlePage(title="空稿"))
    article = ArticlePage.objects.get()
    assert not article.live
    assert HeldPublication.objects.get().page_id == article.pk


def test_a_live_article_is_not_emptied(article):
    article.body = []
    with pytest.raises(Held, match="正文为空"):
        article.save()
    article.refresh_from_db()
    assert len(article.body)


@pytest.mark.parametrize("html", ["", "<p></p>", "<p> &nbsp; </p>"])
def test_a_body_of_white_space_is_empty(html: str):
    block = BodyBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "paragraph", "value": html}]))


def test_a_picture_without_words_is_refused(db):
    block = BodyBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python([{"type": "image", "value": {"image": None, "alt_text": ""}}]))


def test_the_displayed_time_is_the_first_publication_and_stays(column):
    article = ArticlePage(title="消息", live=False, body=[("paragraph", "<p>甲</p>")])
    column.add_child(instance=article)
    article.save_revision().publish()
    published = ArticlePage.objects.get(pk=article.pk)
    assert published.displayed_at == published.first_published_at
    published.displayed_at = None
    published.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).displayed_at == published.first_published_at


@pytest.mark.parametrize(
    ("url", "player"),
    [
        (
            "https://www.bilibili.com/video/BV1xx411c7mD?p=2",
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=2&autoplay=0",
        ),
        (
            "https://v.qq.com/x/page/a0012345678.html",
            "https://v.qq.com/txp/iframe/player.html?vid=a0012345678",
        ),
        (
            "https://v.qq.com/x/cover/mzc00200abc/a0012345678.html",
            "https://v.qq.com/txp/iframe/player.html?vid=a0012345678",
        ),
        ("https://www.youtube.com/watch?v=x", None),
        ("https://bilibili.com.evil.example/video/BV1xx411c7mD", None),
        ("https://www.bilibili.com/", None),
        ("https://evil.example/https://v.qq.com/x/page/a0012345678.html", None),
    ],
)
def test_only_two_video_sites_are_played(url: str, player: str | None):
    assert player_url(url) == player
    if player is None:
        with pytest.raises(ValidationError):
            validate_video_url(url)
