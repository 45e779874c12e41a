"""Random histories of pages with files: whatever happens, a file is where its pages are."""

import hypothesis.strategies as st
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction

from attachments.shown.keeping import differences
from home.models import ArticlePage
from tests.attachments.desk import attached, document
from tests.attachments.files import paragraph, word
from tests.home.factories import ArticlePageFactory, ColumnPageFactory, make_portal
from tests.syndication.engine_room import picture

pytestmark = [pytest.mark.django_db, pytest.mark.long]
FILES = 2
some = st.integers(0, 7)


class Histories(RuleBasedStateMachine):
    """Two documents, two pictures, a few pages in two columns, one of which may be closed."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        # Keys are given out anew in each history.
        cache.clear()
        home = make_portal()
        self.columns = [ColumnPageFactory(parent=home, slug=f"c{number}") for number in (1, 2)]
        self.documents = [
            document(word(paragraph(f"材料{number}")), f"f{number}.docx") for number in range(FILES)
        ]
        self.pictures = [picture(colour=colour) for colour in ("tomato", "teal")]
        self.pages: list[int] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def page(self, number: int) -> ArticlePage:
        return ArticlePage.objects.get(pk=self.pages[number % len(self.pages)])

    def source(self, number: int) -> ArticlePage:
        """Return a page with words of its own: an alias has none to be edited."""
        page = self.page(number)
        return page.alias_of.specific if page.alias_of else page

    def values(self, which: int, how: str) -> dict:
        stored = self.documents[which % FILES]
        bodies = {
            "shown": [attached(stored)],
            "linked": [
                ("paragraph", f'<p><a linktype="document" id="{stored.pk}">附件</a></p>'),
            ],
            "by address": [("paragraph", f'<p><a href="{stored.url}">附件</a></p>')],
            "without": [("paragraph", "<p>正文。</p>")],
        }
        cover = self.pictures[which % FILES] if which % 3 else None
        return {"body": bodies[how], "cover": cover}

    hows = st.sampled_from(["shown", "linked", "by address", "without"])
    has_pages = precondition(lambda self: self.pages)

    @rule(column=st.integers(0, 1), which=some, how=hows, live=st.booleans())
    @precondition(lambda self: len(self.pages) < 5)
    def write(self, column: int, which: int, how: str, live: bool) -> None:
        page = ArticlePageFactory(
            parent=Page.objects.get(pk=self.columns[column].pk),
            slug=f"a{len(self.pages)}-{ArticlePage.objects.count()}",
            live=live,
            **self.values(which, how),
        )
        page.save_revision()
        self.pages.append(page.pk)

    @has_pages
    @rule(number=some, which=some, how=hows, publish=st.booleans())
    def edit(self, number: int, which: int, how: str, publish: bool) -> None:
        page = self.source(number).get_latest_revision_as_object()
        for name, value in self.values(which, how).items():
            setattr(page, name, value)
        revision = page.save_revision()
        if publish:
            revision.publish()

    @has_pages
    @rule(number=some)
    def publish(self, number: int) -> None:
        self.source(number).get_latest_revision().publish()

    @has_pages
    @rule(number=some, expired=st.booleans())
    def take_down(self, number: int, expired: bool) -> None:
        self.page(number).unpublish(set_expired=expired)

    @has_pages
    @rule(number=some)
    def restore_the_first_version(self, number: int) -> None:
        page = self.source(number)
        page.revisions.order_by("created_at").first().publish()

    @has_pages
    @rule(number=some, column=st.integers(0, 1))
    def move(self, number: int, column: int) -> None:
        page, target = self.page(number), Page.objects.get(pk=self.columns[column].pk)
        if page.get_parent().pk != target.pk:
            page.move(target, pos="last-child")

    @has_pages
    @rule(number=some)
    def delete(self, number: int) -> None:
        self.page(number).delete()
        self.pages = [pk for pk in self.pages if ArticlePage.objects.filter(pk=pk).exists()]

    @has_pages
    @rule(number=some)
    def make_an_alias(self, number: int) -> None:
        page = self.page(number)
        if page.alias_of_id is None and len(self.pages) < 6:
            alias = page.create_alias(update_slug=f"alias-{Page.objects.count()}-{page.pk}")
            self.pages.append(alias.pk)

    @has_pages
    @rule(number=some, whole_column=st.booleans())
    def close_or_open(self, number: int, whole_column: bool) -> None:
        page = self.page(number).get_parent() if whole_column else self.page(number)
        found = PageViewRestriction.objects.filter(page=page)
        if found:
            found.delete()
        else:
            PageViewRestriction.objects.create(
                page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
            )

    def check_invariants(self, *args, **kwargs) -> None:
        super().check_invariants(*args, **kwargs)
        visitor = Client()
        texts = [
            page
            for pk in self.pages
            if visitor.get((page := ArticlePage.objects.get(pk=pk)).url).status_code == 200
        ]
        for stored in self.documents:
            led = any(self.leads(page, stored) for page in texts)
            assert (visitor.get(stored.url).status_code == 200) == led, stored.title
        for image in self.pictures:
            led = any(page.cover_id == image.pk for page in texts)
            path = image.get_rendition("fill-160x160|format-webp").url
            assert (visitor.get(path).status_code == 200) == led, image.title
        assert list(differences()) == []

    @staticmethod
    def leads(page: ArticlePage, stored) -> bool:
        raw = str(page.body.get_prep_value())
        block = any(
            each.block_type == "document" and each.value["document"] == stored for each in page.body
        )
        return block or f'id="{stored.pk}"' in raw or stored.url in raw


def test_files_are_reachable_exactly_when_their_pages_are(db):
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=4,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
