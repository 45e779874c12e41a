"""Whoever stands before the doors: asks all of them, and tells what came out that should not."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.test import Client
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from syndication.engine import plan, sweep
from syndication.models import ChannelCopy
from tests.doors.addresses import ADDRESSES, LISTS, Door, path_of, routed
from tests.doors.marks import body_of, found_in
from tests.doors.town import Thing, Town
from tests.syndication.pushes import message, push, signed

SIZES = ("fill-720x405|format-webp", "fill-960x540|format-jpeg")


class Leak(AssertionError):
    """Something came out of a door that the public must not have."""


class Asking:
    def __init__(self, town: Town) -> None:
        self.town = town
        # Nobody: no cookies, and a server's failure is an answer like another.
        self.visitor = Client(raise_request_exception=False)
        self.asked: Counter[Door] = Counter()
        # Which public marks came out where.
        self.told: dict[Door, set[str]] = defaultdict(set)
        self.messages = 0

    def all_doors(self, things: Iterable[Thing] | None = None) -> None:
        """Ask every door, of some things' own addresses or of all. Raises Leak."""
        public = self.town.public_marks()
        chosen = self.town.things if things is None else list(things)
        for thing in chosen:
            self._of_a_page(thing, public)
            self._files(thing)
        for name, (door, urls) in ADDRESSES.items():
            # Asked for above, where more is known of what each may tell.
            for url in urls(chosen) if name != "wagtail_serve" else ():
                self._judge(door, url, self._got(url), public)
        self._sitemap()
        self._payloads(public)
        self._replies(public, chosen)

    # --- Single doors ------------------------------------------------------------------------

    def _of_a_page(self, thing: Thing, public: set[str]) -> None:
        path = path_of(thing)
        door = Door.LIST if thing.model.__name__ in LISTS else Door.PAGE
        everywhere, public = public, public | self.town.told_at_the_end(thing)
        whole = self._got(path)
        for own in {Door.PAGE, door}:
            self._judge(own, path, whole, public)
        head = whole.partition(b"</head>")[0]
        self._judge(Door.CARD, f"head of {path}", head, public)
        for url in (
            f"{path}?page=2",
            f"{path}?x=1&order=newest",
            path.rstrip("/") or "/",
            f"/zh-hant/elder{path}",
        ):
            self._judge(door, url, self._got(url), public)
        answer = self.visitor.head(path)
        self._judge(door, f"HEAD {path}", body_of(answer), public)
        elsewhere = self.visitor.get(path, headers={"host": "127.0.0.1"})
        self._judge(door, f"{path} at another host", body_of(elsewhere), public)
        for own, url in routed(thing):
            is_its_own = url.partition("?")[0] == path
            self._judge(own, url, self._got(url), public if is_its_own else everywhere)

    def _files(self, thing: Thing) -> None:
        """A file is there exactly when the version is public that shows it."""
        version = self.town.public_version(thing)
        for number, (documents, pictures) in thing.files.items():
            expected = 200 if number == version else 404
            for document in get_document_model().objects.filter(pk__in=_keys(documents)):
                self._expect(Door.DOCUMENT, document.url, expected)
                self._expect(Door.DOCUMENT, f"/media/{document.file.name}", 404)
            for image in get_image_model().objects.filter(pk__in=_keys(pictures)):
                self._expect(Door.RENDITION, image.get_rendition(SIZES[0]).url, expected)
                self._expect(Door.CARD, image.get_rendition(SIZES[1]).url, expected)
                self._expect(Door.RENDITION, f"/media/{image.file.name}", 404)

    def _sitemap(self) -> None:
        """A sitemap says no more than addresses, and names exactly those of public pages."""
        named = set(re.findall(r"<loc>(.*?)</loc>", self._got("/sitemap-pages.xml").decode()))
        public = {
            thing.page.full_url
            for thing in self.town.things
            if self.town.public_version(thing) is not None
        }
        if named != public:
            raise Leak(f"The sitemap has {named - public} too many and lacks {public - named}")
        self.told[Door.SITEMAP] |= named

    def _payloads(self, public: set[str]) -> None:
        """What may be sent to a platform, after the workers have planned."""
        for page in dict.fromkeys(sweep.pages_to_plan()):
            plan.plan_page(page)
        wanted = ChannelCopy.objects.filter(wanted=True, payload__isnull=False)
        for copy in wanted.select_related("payload", "account"):
            said = f"{copy.title}\n{copy.payload.text}".encode()
            self._judge(Door.PAYLOAD, f"{copy.account} of page {copy.page_ref}", said, public)

    def _replies(self, public: set[str], things: Iterable[Thing]) -> None:
        """What a follower is answered who writes a word."""
        for thing in things:
            self.messages += 1
            words = message(thing.key_word, self.messages)
            answer = push(self.visitor, self.town.official, words, signed())
            self._judge(Door.PAYLOAD, f"reply to {thing.key_word}", body_of(answer), public)

    # --- Judging -----------------------------------------------------------------------------

    def _got(self, url: str) -> bytes:
        return body_of(self.visitor.get(url))

    def _judge(self, door: Door, url: str, content: bytes, public: set[str]) -> None:
        self.asked[door] += 1
        found = found_in(content)
        if secret := found - public:
            told = "\n".join(f"  {self.town.marks.texts[mark]}" for mark in sorted(secret))
            raise Leak(f"Out of the door “{door}” at {url} came\n{told}")
        self.told[door] |= found

    def _expect(self, door: Door, url: str, status: int) -> None:
        self.asked[door] += 1
        response = self.visitor.get(url)
        if response.status_code != status:
            raise Leak(f"{url} answers {response.status_code} and should {status}")
        if status == 200:
            self.told[door] |= found_in(body_of(response))
            self.told[door].add(url)


def _keys(files: Iterable[object]) -> list[int]:
    return [file.pk for file in files]
