"""The digest of what readers see: it changes with that, and with nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.models import PolicyDocumentPage
from reviews.content import content_of, digest_of
from tests.home.factories import ArticlePageFactory
from tests.reviews.desk import again, newest


@pytest.mark.parametrize(
    "change",
    [
        {"title": "另一标题"},
        {"slug": "another"},
        {"summary": "摘要"},
        {"seo_title": "另"},
        {"show_in_menus": True},
        {"body": [("paragraph", "<p>另一段。</p>")]},
        {"displayed_at": timezone.now() + timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_readers_see_counts(article, change):
    before = digest_of(article)
    for name, value in change.items():
        setattr(article, name, value)
    assert digest_of(article) != before


def test_what_is_noted_beside_it_does_not(article, admin_user):
    before = digest_of(again(article))
    page = again(article)
    page.owner, page.locked, page.expire_at = admin_user, True, timezone.now()
    page.go_live_at = timezone.now()
    page.save_revision(user=admin_user)
    assert digest_of(newest(article)) == before == digest_of(again(article))


def test_a_time_is_what_the_editors_form_holds(article):
    article.displayed_at = timezone.now().replace(second=31, microsecond=5)
    before = digest_of(article)
    article.displayed_at = article.displayed_at.replace(second=0, microsecond=0)
    assert digest_of(article) == before


def test_keys_of_blocks_and_paragraphs_are_for_editors(article):
    before = digest_of(article)
    body = article.body.get_prep_value()
    body[0]["id"] = "another"
    body[0]["value"] = body[0]["value"].replace("<p", '<p data-block-key="abc12"', 1)
    article.body = article.body.stream_block.to_python(body)
    assert digest_of(article) == before


def test_drafts_and_rows_say_the_same(column):
    article = ArticlePageFactory(parent=column, live=False)
    article.save_revision()
    assert digest_of(newest(article)) == digest_of(again(article))


def test_children_count_and_their_keys_do_not(column):
    model = PolicyDocumentPage
    relations = [each for each in content_of(model(title="文件", slug="d")) if each.endswith("s")]
    assert "declared_changes" in relations
    page = model(title="文件", slug="d")
    before = digest_of(page)
    page.declared_changes.add(page.declared_changes.model(validity="repealed"))
    with_child = digest_of(page)
    assert with_child != before
    page.declared_changes.all()[0].pk = 77
    assert digest_of(page) == with_child
