"""The reviewers' names under an item: only where wished, and only of the version that is public."""

import pytest

from reviews.names import name_of
from tests.reviews.desk import Newsroom, again, edited, newest


@pytest.fixture
def newsroom(column):
    return Newsroom(column, is_printed=True)


def shown(client, page) -> str:
    return client.get(again(page).url).content.decode()


def test_names_stand_below_the_article(newsroom, client):
    text = shown(client, newsroom.published())
    first, second, third = (name_of(user) for user in newsroom.people)
    assert f"一审：{first}　二审：{second}　三审：{third}" in text


def test_a_draft_in_review_changes_nothing_of_it(newsroom, client):
    article = newsroom.published()
    before = shown(client, article)
    edited(article, newsroom.writer, "下一版")
    newsroom.handed_in(article)
    newsroom.approve(article, newsroom.people[0])
    assert shown(client, article).count("一审：") == before.count("一审：") == 1


def test_a_preview_prints_none(newsroom, client, admin_user, rf):
    article = newsroom.published()
    client.force_login(admin_user)
    text = client.get(f"/admin/pages/{article.pk}/view_draft/").content.decode()
    assert "一审：" not in text
    assert newest(article).live


def test_nothing_is_printed_unless_it_is_wished(newsroom, client):
    for stage in newsroom.stages:
        stage.is_printed = False
        stage.save()
    assert "一审：" not in shown(client, newsroom.published())


def test_it_takes_one_question(newsroom, django_assert_num_queries):
    from reviews.foot import reviewers_at_the_foot

    article = newsroom.published()
    with django_assert_num_queries(1):
        reviewers_at_the_foot(article, None)
