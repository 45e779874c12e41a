"""A file is reachable exactly when a page that shows it is."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site

from attachments.models import ShownFile
from attachments.shown.keeping import differences
from home.models import ArticlePage
from interviews.models import Turn
from interviews.record import acts
from interviews.record.projection import Picture
from interviews.states import State
from tests.attachments.desk import attached, document, draft, editor_of
from tests.attachments.files import paragraph, word
from tests.home.factories import ArticlePageFactory
from tests.interviews.factories import InterviewIndexPageFactory, brought_to, host, interview
from tests.syndication.engine_room import picture

KEPT_BY_NOBODY = "no-store"


@pytest.fixture(autouse=True)
def own_cache(settings) -> None:
    """A cache that no other test has left pictures in: they are gone with its database."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "shown"}}
    cache.clear()


@pytest.fixture
def form(home):
    return document(word(paragraph("申请材料")), "shenqing.docx", title="申请表")


@pytest.fixture
def page(column, form) -> ArticlePage:
    return ArticlePageFactory(parent=column, body=[attached(form)])


def status(client: Client, path: str) -> int:
    response = client.get(path)
    if response.status_code == 404:
        assert KEPT_BY_NOBODY in response["Cache-Control"]
    return response.status_code


def is_kept(response) -> bool:
    return set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}


def shown(image) -> str:
    return image.get_rendition("fill-160x160|format-webp").url


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


# --- Documents -------------------------------------------------------------------------------


def test_a_document_of_a_public_page_is_handed_over_and_may_be_kept_for_a_moment(
    client, page, form
):
    response = client.get(form.url)
    assert response.status_code == 200
    assert is_kept(response)
    assert body_of(response) == form.file.open("rb").read()
    assert form.filename in response["Content-Disposition"]
    assert "Cookie" not in response.get("Vary", "")


def test_nobody_reaches_a_document_that_no_page_shows(client, form):
    assert status(client, form.url) == 404


def test_a_document_of_a_draft_is_reached_when_it_is_published_and_not_when_it_is_withdrawn(
    client, column, form
):
    page = draft(column, attached(form))
    assert status(client, form.url) == 404
    page.get_latest_revision().publish()
    assert status(client, form.url) == 200
    Page.objects.get(pk=page.pk).specific.unpublish()
    assert status(client, form.url) == 404


def test_a_document_in_a_draft_of_a_public_page_waits_for_its_publication(client, column, form):
    page = ArticlePageFactory(parent=column)
    page.body = [attached(form)]
    revision = page.save_revision()
    assert status(client, form.url) == 404
    revision.publish()
    assert status(client, form.url) == 200


def test_a_document_that_an_edit_takes_out_is_gone_at_once(client, page, form):
    page.body = [("paragraph", "<p>没有附件了。</p>")]
    revision = page.save_revision()
    assert status(client, form.url) == 200
    revision.publish()
    assert status(client, form.url) == 404


@pytest.mark.parametrize("by", ["link", "address"])
def test_a_document_that_is_linked_counts_as_shown(client, column, form, by):
    link = f'linktype="document" id="{form.pk}"' if by == "link" else f'href="{form.url}"'
    ArticlePageFactory(parent=column, body=[("paragraph", f"<p><a {link}>表</a></p>")])
    assert status(client, form.url) == 200


def test_one_of_two_pages_is_enough(client, page, form, column):
    other = ArticlePageFactory(parent=column, body=[attached(form)])
    page.unpublish()
    assert status(client, form.url) == 200
    other.delete()
    assert status(client, form.url) == 404


def test_a_page_outside_every_site_shows_nothing_to_anybody(client, page, form):
    outside = Page.objects.get(depth=1).add_child(instance=ArticlePage(title="外", source="办公室"))
    page.move(outside, pos="last-child")
    assert status(client, form.url) == 404


def test_an_alias_shows_what_its_source_shows(client, page, form, home):
    page.create_alias(parent=home, update_slug="alias")
    page.unpublish()
    assert status(client, form.url) == 404
    page = ArticlePage.objects.get(pk=page.pk)
    page.save_revision().publish()
    assert status(client, form.url) == 200


def test_another_file_name_is_no_address(client, page, form):
    assert status(client, form.url.replace("shenqing", "other")) == 404
    assert status(client, f"/documents/{form.pk + 1}/shenqing.docx") == 404


def test_the_file_has_no_second_address(client, page, form):
    assert status(client, f"/media/{form.file.name}") == 404


def test_only_looking_is_allowed(client, page, form):
    assert client.post(form.url).status_code == 405
    assert client.head(form.url).status_code == 200


# --- Pages that are not for everybody ------------------------------------------------------------


def test_a_document_of_a_closed_page_is_for_those_who_are_let_in(client, page, form, column):
    restriction = PageViewRestriction.objects.create(
        page=column, restriction_type=PageViewRestriction.PASSWORD, password="云汀"
    )
    assert status(client, form.url) == 404

    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    client.post(address, {"password": "云汀", "return_url": "/"})
    response = client.get(form.url)

    assert response.status_code == 200
    assert KEPT_BY_NOBODY in response["Cache-Control"]


def test_a_page_for_accounts_shows_its_document_to_accounts(client, page, form):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert status(client, form.url) == 404
    client.force_login(get_user_model().objects.create_user("anybody"))
    assert status(client, form.url) == 200


def test_a_closed_collection_stays_closed_whatever_shows_its_documents(client, page, form):
    form.collection = Collection.get_first_root_node().add_child(name="内部")
    form.save()
    CollectionViewRestriction.objects.create(
        collection=form.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    response = client.get(form.url)
    assert response.status_code == 302
    assert KEPT_BY_NOBODY in response["Cache-Control"]


# --- Those who work on it ------------------------------------------------------------------------


def test_who_works_on_a_file_or_its_page_reaches_it_and_no_cache_keeps_it(
    client, column, home, form
):
    image = picture()
    draft(column, attached(form), cover=image)
    client.force_login(editor_of(home, get_user_model(), "editor", "choose_document"))
    for path in (form.url, shown(image)):
        response = client.get(path)
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]
        assert KEPT_BY_NOBODY in response["Cache-Control"]


def test_an_account_that_works_on_neither_is_the_public(client, column, form):
    image = picture()
    draft(column, attached(form), cover=image)
    elsewhere = ArticlePageFactory(parent=column)
    client.force_login(editor_of(elsewhere, get_user_model(), "elsewhere"))
    assert status(client, form.url) == 404
    assert status(client, shown(image)) == 404


# --- Pictures ---


def test_a_picture_is_reached_as_long_as_its_page_in_every_size_and_never_as_it_came(
    client, column
):
    image = picture()
    page = ArticlePageFactory(parent=column, cover=image)
    original = f"/media/{image.file.name}"
    response = client.get(shown(image))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert is_kept(response)
    assert status(client, original) == 404
    page.unpublish()
    assert status(client, shown(image)) == 404
    client.force_login(get_user_model().objects.create_superuser("chief"))
    assert status(client, shown(image)) == 200
    assert status(client, original) == 200


def test_a_picture_that_was_not_changed_is_not_sent_again(client, column):
    image = picture()
    ArticlePageFactory(parent=column, cover=image)
    at = client.get(shown(image))["Last-Modified"]
    response = client.get(shown(image), headers={"if-modified-since": at})
    assert response.status_code == 304
    assert is_kept(response)


@pytest.mark.parametrize(
    "path",
    [
        "/media/",
        "/media/images/",
        "/media/no.jpg",
        "/media/../portal.sqlite3",
        "/media/avatar_images/../original_images/a.jpg",
        "/media/syndication/pictures/none.jpg",
        "/media/documents/",
    ],
)
@pytest.mark.parametrize("who", ["anybody", "chief"])
def test_no_other_name_leads_into_the_storage(client, home, path, who):
    if who == "chief":
        client.force_login(get_user_model().objects.create_superuser("chief"))
    assert status(client, path) == 404


def test_a_picture_whose_file_is_lost_is_no_failure(client, column):
    image = picture()
    ArticlePageFactory(parent=column, cover=image)
    path = shown(image)
    image.renditions.get().file.storage.delete(image.renditions.get().file.name)
    assert status(client, path) == 404


def test_a_picture_of_a_turn_is_reached_while_the_turn_stands(client, home):
    image = picture()
    page = interview(InterviewIndexPageFactory(parent=home))
    sitting = brought_to(page.sitting, State.LIVE)
    assert status(client, shown(image)) == 404
    entry = acts.say(sitting, host(sitting), "请看图。", None, pictures=[Picture(image.pk, "图")])
    assert status(client, shown(image)) == 200
    Turn.objects.filter(number=entry.turn_number).update(is_withdrawn=True)
    assert status(client, shown(image)) == 404


# --- Through a proxy ---


@pytest.fixture
def accel(settings):
    settings.ATTACHMENTS_ACCEL = "/uploads/"
    settings.SENDFILE_BACKEND = "attachments.shown.accel"
    from wagtail.utils.sendfile import _get_sendfile

    _get_sendfile.clear()
    yield
    _get_sendfile.clear()


@pytest.mark.usefixtures("accel")
def test_a_proxy_is_told_where_the_file_is_and_hands_it_over(client, page, form, column):
    image = picture()
    ArticlePageFactory(parent=column, cover=image)
    for path, name in ((form.url, form.file.name), (shown(image), shown(image)[7:])):
        response = client.get(path)
        assert response["X-Accel-Redirect"] == f"/uploads/{name}"
        assert is_kept(response)
        assert response.content == b""
        assert response["Content-Length"] == "0"
    page.unpublish()
    assert "X-Accel-Redirect" not in client.get(form.url)


# --- What it costs, and what keeps it right ------------------------------------------------------


def test_asking_costs_the_same_however_many_pages_show_a_file(
    client, column, form, django_assert_max_num_queries
):
    image = picture()
    path = shown(image)
    for _number in range(12):
        ArticlePageFactory(parent=column, cover=image, body=[attached(form)])
    Site.clear_site_root_paths_cache()
    client.get(path)
    with django_assert_max_num_queries(3):
        assert client.get(path).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.get(form.url).status_code == 200


def test_what_no_signal_told_of_is_found_and_put_right(client, page, form, capsys):
    ShownFile.objects.all().delete()
    with pytest.raises(SystemExit):
        call_command("shown_files")
    assert f"page {page.pk} lacks document {form.pk}" in capsys.readouterr().out
    assert status(client, form.url) == 404
    call_command("shown_files", "--write")
    assert status(client, form.url) == 200
    assert list(differences()) == []
    call_command("shown_files")
