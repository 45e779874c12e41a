"""Nothing gets past the stages by being moved or copied into their column."""

import pytest

from attachments.gate import Held
from reviews.models import SignOff
from reviews.setting_up import StageSpec, set_up
from tests.home.factories import ArticlePageFactory, ColumnPageFactory
from tests.reviews.desk import again, group, is_live, stage_now, waiting

pytestmark = pytest.mark.django_db


def test_a_copy_is_another_page_that_nobody_approved(newsroom):
    article = newsroom.published()
    copy = article.copy(update_attrs={"slug": "copy"}, keep_live=True)
    assert not is_live(copy)
    with pytest.raises(Held):
        again(copy).get_latest_revision().publish()


def test_a_subtree_copied_into_a_reviewed_column_stays_a_draft(newsroom, home):
    free = ColumnPageFactory(parent=home, title="专题")
    below = ArticlePageFactory(parent=free)
    assert is_live(below)
    copied = free.copy(recursive=True, to=newsroom.column, keep_live=True)
    assert not copied.get_descendants(inclusive=True).live().exists()


def test_what_was_published_elsewhere_is_not_moved_in(newsroom, home):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    article = ArticlePageFactory(parent=free, title="别处发布的")
    with pytest.raises(Held, match="别处发布的"):
        article.move(newsroom.column, pos="last-child")
    assert again(article).get_parent().pk == free.pk

    article.unpublish()
    again(article).move(newsroom.column, pos="last-child")
    with pytest.raises(Held):
        again(article).get_latest_revision_as_object().save_revision().publish()


def test_a_draft_moved_out_and_published_there_does_not_come_back(newsroom, home):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    article = newsroom.draft(title="绕道")
    again(article).move(free, pos="last-child")
    again(article).get_latest_revision().publish()
    assert is_live(article)
    with pytest.raises(Held):
        again(article).move(again(newsroom.column), pos="last-child")
    assert again(article).get_parent().pk == free.pk


def test_a_reviewed_page_comes_back_as_it_was(newsroom, home):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    article = newsroom.published()
    article.move(free, pos="last-child")
    again(article).move(again(newsroom.column), pos="last-child")
    assert is_live(article)
    assert again(article).get_parent().pk == newsroom.column.pk


def test_a_subtree_with_one_unreviewed_page_is_not_moved_in(newsroom, home):
    free = ColumnPageFactory(parent=home, title="不设审校的栏目")
    ArticlePageFactory(parent=free)
    with pytest.raises(Held):
        free.move(newsroom.column, pos="last-child")


@pytest.fixture
def other(home):
    """Another column, under a review of its own."""
    column = ColumnPageFactory(parent=home, title="另一栏目")
    set_up(column, "另一流程", [StageSpec("初审", "负责人", [group("初审")])])
    return column


def test_a_column_with_a_review_of_its_own_takes_it_along(newsroom, other):
    article = newsroom.published()
    again(newsroom.column).move(other, pos="last-child")
    assert again(article).get_parent().get_parent().pk == other.pk
    assert is_live(article)


def test_a_page_moved_during_its_review_is_refused_at_the_end(newsroom, other):
    article = newsroom.handed_in()
    for user in newsroom.people[:2]:
        newsroom.approve(article, user)
    again(article).move(other, pos="last-child")
    with pytest.raises(Held, match="初审"):
        newsroom.approve(article, newsroom.people[2])
    assert not is_live(article)
    # Nothing is half done: the stage still waits.
    assert stage_now(article) == "三审"
    assert waiting(article).status == "in_progress"
    assert SignOff.objects.count() == 2
