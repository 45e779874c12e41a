"""A portal with a page of every type, each in several versions with marks in all of their texts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from disclosure.causes import Cause
from disclosure.models import (
    AnnualReportPage,
    AnnualReportsPage,
    DisclosureGuidePage,
    DisclosureRequestPage,
    DisclosureRulesPage,
    DocumentDirectoryPage,
    MandatoryContentPage,
    OpenGovernmentPage,
    PolicyDocumentPage,
    PowerItem,
    PowerListIndexPage,
    PowerListPage,
    PowerNoticePage,
    Proposal,
    Topic,
)
from disclosure.models.document_parts import DocumentAttachment
from disclosure.models.proposal import Standing
from home.models import ArticlePage, ColumnPage, HomePage
from interviews.ledger import moderating
from interviews.ledger.kinds import Moderation
from interviews.ledger.receiving import receive
from interviews.models import InterviewIndexPage, InterviewPage, Participant, Question, Turn
from interviews.record import acts
from interviews.roles import Role
from interviews.states import State
from portal.scheduled import publish_due
from subsites.models import SubsiteIndexPage, SubsitePage
from syndication.models import Account, Route
from tests.disclosure.factories import OrganFactory, change, recorded
from tests.doors.marks import Marks, key_word
from tests.home.factories import make_portal
from tests.interviews.factories import BEGIN, END, brought_to, guest
from tests.syndication.engine_room import EVER, picture
from tests.syndication.follower_room import answering_account

# The texts of pages, by the names of their fields; the longest that each takes is never reached.
TEXTS = (
    "title", "seo_title", "search_description", "intro", "introduction", "summary", "subtitle",
    "short_title", "author", "responsible_editor", "source", "keywords", "place", "organiser",
    "sponsor", "undertaker", "contact", "address", "phone", "hours",
)  # fmt: skip

# What the page was called, and who spoke in it: an interview's source is its organiser.
SAID_AT_THE_END = ("title", "source", "organiser")


class Thing:
    """A page, by its key, and which versions it has had."""

    def __init__(self, name: str, model: type[Page], number: int) -> None:
        self.name, self.model = name, model
        self.key_word = key_word(number)
        self.pk = 0
        self.versions = 0
        # The version whose time ended; its address says of what until it is published again.
        self.ended: int | None = None
        # Where in the tree it stood then.
        self.ended_at = ""
        # Files of each version: (documents, pictures).
        self.files: dict[int, tuple[list[Any], list[Any]]] = {}

    @property
    def page(self) -> Any:
        return self.model.objects.filter(pk=self.pk).first()


class Town:
    def __init__(self) -> None:
        self.marks = Marks()
        self.things: list[Thing] = []
        self.home = make_portal()
        self.organ = OrganFactory(name="云汀市人民政府", code="11990000MB1234567A")
        self.topic = Topic.objects.exclude(parent=None).first()
        self.official = answering_account(self.home)
        Route.objects.filter(account=self.official).update(since=EVER)
        for kind in ("weibo", "webhook"):
            account = Account.objects.create(kind=kind, name=kind, app_id=kind, app_secret="s")
            Route.objects.create(account=account, root=self.home, since=EVER)
        # Marks of what is no version of a page, and whether the public may read it where its page
        # is public.
        self.beside: list[tuple[set[str], int, Callable[[], bool]]] = []
        # The portal's own home page is there from the beginning.
        front = Thing("HomePage 0", HomePage, 0)
        front.pk = self.home.pk
        self.things.append(front)
        self.edit(front, publish=True)

    # --- Pages -------------------------------------------------------------------------------

    def write(self, model: type[Page], parent: Page, **values: Any) -> Thing:
        """Write a page that nobody has published."""
        thing = Thing(f"{model.__name__} {len(self.things)}", model, len(self.things))
        page = model(slug=f"thing-{len(self.things)}", live=False, **self._needs(model))
        self._fill(thing, page)
        for name, value in values.items():
            setattr(page, name, value)
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision()
        thing.pk = page.pk
        self.things.append(thing)
        return thing

    def edit(self, thing: Thing, *, publish: bool = False) -> None:
        page = thing.page
        if page.latest_revision_id:
            page = page.get_latest_revision_as_object()
        self._fill(thing, page)
        revision = page.save_revision()
        if publish:
            revision.publish()

    def publish(self, thing: Thing) -> None:
        thing.page.get_latest_revision().publish()

    def _needs(self, model: type[Page]) -> dict[str, Any]:
        if model is AnnualReportPage:
            number = sum(each.model is model for each in self.things)
            return {"organ": self.organ, "year": 2010 + number}
        if issubclass(model, PolicyDocumentPage):
            return {"organ": self.organ, "topic": self.topic, "written_on": date(2026, 3, 2)}
        if model is PowerListPage:
            return {"organ": OrganFactory()}
        if model is InterviewPage:
            return {"starts_at": BEGIN, "ends_at": END}
        return {}

    def _fill(self, thing: Thing, page: Page) -> None:
        """Write the next version of a page into it."""
        thing.versions += 1
        version = thing.versions

        def mark(place: str) -> str:
            return self.marks.new(thing.name, version, place)

        names = {field.name for field in page._meta.get_fields()}
        for name in names.intersection(TEXTS):
            setattr(page, name, mark(name))
        page.title = f"{thing.key_word} {page.title}"
        documents, pictures = [], []
        if "cover" in names:
            pictures.append(self._picture(mark("name of the cover")))
            page.cover = pictures[-1]
        if "body" in names:
            documents.append(self._document(mark))
            pictures.append(self._picture(mark("name of the picture")))
            page.body = _body(mark, documents[-1], pictures[-1])
        if "form_file" in names:
            documents.append(self._document(mark))
            page.form_file = documents[-1]
        if isinstance(page, PolicyDocumentPage):
            documents.append(self._document(mark))
            page.attachments = [DocumentAttachment(file=documents[-1], title=mark("attachment"))]
        if isinstance(page, InterviewPage):
            pictures.append(self._picture(mark("name of the photo")))
            page.participants = [
                Participant(role=Role.HOST, name="林晓", post=mark("host")),
                Participant(role=Role.GUEST, name="周明", post=mark("guest"), photo=pictures[-1]),
            ]
        if isinstance(page, PowerNoticePage):
            page.sequences = [1]
        thing.files[version] = documents, pictures

    @staticmethod
    def _picture(name: str) -> Any:
        image = picture((64, 36), colour="teal")
        image.title = name
        image.save()
        return image

    @staticmethod
    def _document(mark: Callable[[str], str]) -> Any:
        content = ContentFile(f"{mark('file')}".encode(), name=f"{mark('file name')}.txt")
        return get_document_model().objects.create(title=mark("title of the file"), file=content)

    # --- What stands beside pages --------------------------------------------------------------

    def power(self, thing: Thing, item: PowerItem | None = None) -> PowerItem:
        """Record a power, or a change of one, which is public from then on."""
        mark = self.marks.new(f"power of {thing.name}", 0, "name")
        [item] = recorded(thing.page, change(f"取水许可{mark}", item=item))
        self.beside.append(({mark}, thing.pk, lambda: True))
        return item

    def propose(self, thing: Thing) -> None:
        """Propose a power, which nobody may see before it is approved."""
        mark = self.marks.new(f"proposal for {thing.name}", 0, "name")
        Proposal.objects.create(
            power_list=thing.page, cause=Cause.NEW, reason=mark, effective_on=date(2026, 1, 1),
            fields={"name": mark, "kind": "行政许可"}, standing=Standing.SUBMITTED,
        )  # fmt: skip
        self.beside.append(({mark}, thing.pk, lambda: False))

    def go_live(self, thing: Thing) -> None:
        brought_to(thing.page.sitting, State.LIVE)

    def say(self, thing: Thing) -> Turn:
        sitting = thing.page.sitting
        mark = self.marks.new(f"turn of {thing.name}", 0, "words")
        entry = acts.say(sitting, guest(sitting), mark, None)
        turn = sitting.turns.get(number=entry.turn_number)

        def is_shown() -> bool:
            now = Turn.objects.get(pk=turn.pk)
            has_transcript = now.sitting.stands.has_transcript
            return has_transcript and not now.is_withdrawn and mark in now.text

        self.beside.append(({mark}, thing.pk, is_shown))
        return turn

    def correct(self, thing: Thing, turn: Turn) -> None:
        """Say something else in a turn's place; what was said before is nobody's any more."""
        turn = Turn.objects.get(pk=turn.pk)
        mark = self.marks.new(f"turn of {thing.name}", 0, "corrected words")
        acts.edit(thing.page.sitting, turn.number, turn.version, mark, None, note="更正")

        def is_shown() -> bool:
            now = Turn.objects.get(pk=turn.pk)
            return not now.is_withdrawn and mark in now.text

        self.beside.append(({mark}, thing.pk, is_shown))

    def ask(self, thing: Thing, *, approve: bool) -> Question:
        mark = self.marks.new(f"question to {thing.name}", 0, "words")
        question = receive(thing.page.sitting, f"什么时候修路{mark}？")
        if approve:
            moderating.approve(question, None)

        def is_shown() -> bool:
            return Question.objects.get(pk=question.pk).moderation == Moderation.APPROVED

        self.beside.append(({mark}, thing.pk, is_shown))
        return question

    # --- What the public may read --------------------------------------------------------------

    def public_version(self, thing: Thing) -> int | None:
        """Return which version of a page anybody may read, or None.

        A page's row is what is published, as long as the page is live; its title tells which.
        """
        page = Page.objects.filter(pk=thing.pk, live=True).first()
        if page is None or self.is_closed(page.path):
            return None
        for mark in self.marks.of(thing.name):
            if mark in page.title:
                return self.marks.texts[mark].version
        raise AssertionError(f"{page.title} is no version of {thing.name}")

    def let_expire(self, thing: Thing) -> None:
        """Have the end of a page's time be in the past when the scheduler comes by."""
        past = timezone.now() - timedelta(minutes=1)
        Page.objects.filter(pk=thing.pk).update(expire_at=past)
        was_public = self.public_version(thing)
        publish_due()
        if was_public is not None and not thing.page.live:
            thing.ended, thing.ended_at = was_public, thing.page.path

    def told_at_the_end(self, thing: Thing) -> set[str]:
        """Return what the address of an expired page may still say: what it was called, and by
        whom, as it was public; also after it was deleted.
        """
        page = thing.page
        if thing.ended is None or (page and page.live):
            return set()
        if self.is_closed(page.path if page else thing.ended_at):
            return set()
        marks = self.marks.of(thing.name, thing.ended)
        return {mark for mark in marks if self.marks.texts[mark].place in SAID_AT_THE_END}

    @staticmethod
    def is_closed(path: str) -> bool:
        closed = PageViewRestriction.objects.values_list("page__path", flat=True)
        return path.startswith(tuple(closed)) if closed else False

    def public_marks(self) -> set[str]:
        public: set[str] = set()
        open_pages = set()
        for thing in self.things:
            if (version := self.public_version(thing)) is not None:
                public |= self.marks.of(thing.name, version)
                open_pages.add(thing.pk)
        for marks, page, is_shown in self.beside:
            if page in open_pages and is_shown():
                public |= marks
        return public


def _body(mark: Callable[[str], str], document: Any, image: Any) -> list[tuple[str, Any]]:
    shown = {"image": image, "alt_text": mark("alt"), "caption": mark("caption")}
    return [
        ("heading", {"text": mark("heading"), "level": "2"}),
        ("paragraph", f"<p>{mark('paragraph')}</p>"),
        ("image", shown),
        ("gallery", {"images": [shown]}),
        ("quote", {"text": mark("quote"), "attribution": mark("attribution")}),
        ("table", {
            "data": [[mark("cell"), "甲"], ["乙", "丙"]], "cell": [], "mergeCells": [],
            "first_row_is_table_header": False, "first_col_is_header": False,
            "table_caption": mark("caption of the table"),
        }),
        ("document", {"document": document, "title": mark("title of the attachment")}),
    ]  # fmt: skip


def full_town() -> Town:
    """Return a town with one page of every type, none of them published."""
    town = Town()
    home = town.home
    column = town.write(ColumnPage, home, show_in_menus=True)
    for _each in range(2):
        town.write(ArticlePage, column.page)
    town.write(PolicyDocumentPage, column.page)
    opening = town.write(OpenGovernmentPage, home, show_in_menus=True)
    for model in (
        DisclosureGuidePage, DisclosureRulesPage, DisclosureRequestPage, MandatoryContentPage,
        DocumentDirectoryPage,
    ):  # fmt: skip
        town.write(model, opening.page)
    reports = town.write(AnnualReportsPage, opening.page)
    town.write(AnnualReportPage, reports.page)
    lists = town.write(PowerListIndexPage, home, show_in_menus=True)
    powers = town.write(PowerListPage, lists.page)
    town.power(powers)
    town.propose(powers)
    notice = town.write(PowerNoticePage, powers.page)
    # It tells the first change of the record in its own right, be the list public or not.
    first, _list, _always = town.beside[0]
    town.beside.append((first, notice.pk, lambda: True))
    interviews = town.write(InterviewIndexPage, home, show_in_menus=True)
    town.write(InterviewPage, interviews.page)
    sites = town.write(SubsiteIndexPage, home, show_in_menus=True)
    site = town.write(SubsitePage, sites.page)
    below = town.write(ColumnPage, site.page, show_in_menus=True)
    town.write(ArticlePage, below.page)
    return town


PLANTED = {
    HomePage, ColumnPage, ArticlePage, PolicyDocumentPage, OpenGovernmentPage, DisclosureGuidePage,
    DisclosureRulesPage, DisclosureRequestPage, MandatoryContentPage, DocumentDirectoryPage,
    AnnualReportsPage, AnnualReportPage, PowerListIndexPage, PowerListPage, PowerNoticePage,
    InterviewIndexPage, InterviewPage, SubsiteIndexPage, SubsitePage,
}  # fmt: skip
