"""One run: ask the portal for everything, write what differs, remove what is gone, sign."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from time import monotonic
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from mirror import evidence, keys, markup, signing
from mirror.addresses import Address, Elsewhere, file_of, folder_of, shown_as
from mirror.asking import Portal
from mirror.crawling import PAGES, Crawl, Found
from mirror.ledger import Ledger, Row
from mirror.sites import Sites
from mirror.target import Target

# Another number whenever the copy of the same answer is another one.
RULES = 1
MOST_REDIRECTS = 5
# An address that nobody has; what a server should show for any other such.
NOWHERE = "/no-such-page-404/"


@dataclass
class Done:
    """What a run did: addresses known, asked for, files in the copy, written, removed."""

    addresses: int = 0
    asked: int = 0
    files: int = 0
    written: int = 0
    removed: list[str] = field(default_factory=list)
    outside: dict[str, str] = field(default_factory=dict)
    sequence: int = 0
    is_new: bool = False
    seconds: float = 0.0


def export(
    target: Target,
    sites: Sites,
    *,
    full: bool = False,
    most: int = 1_000_000,
    tell: Callable[[int, int], None] = lambda known, waiting: None,
) -> Done:
    """Bring the copy in step with the portal. The target must be locked.

    May be killed at any moment and run again. Raises TooMany, Broken, keys.BadKey.
    """
    begun = monotonic()
    # Its public half is an address of the copy.
    keys.private_key()
    ledger = target.ledger()
    try:
        _forget_what_does_not_hold(ledger, sites, full=full)
        scripts = tuple(settings.MIRROR_LIVE_SCRIPTS)
        crawl = Crawl(Portal(), sites, ledger, target, scripts, most)
        before = dict(crawl.files)
        found = crawl.run(tell)
        done = Done(addresses=len(found.rows), asked=found.asked)
        entries = _Copy(crawl, sites, found, scripts, done).written()
        done.removed = target.remove_all_but({entry["path"] for entry in entries})
        for path in before.keys() - {entry["path"] for entry in entries}:
            ledger.removed(path)
        done.files = len(entries)
        done.written = sum(
            before.get(entry["path"]) is None
            or before[entry["path"]].changed_ns != crawl.files[entry["path"]].changed_ns
            for entry in entries
        )
        ledger.commit()
        told = {
            folder_of(root): {"root": root, "live": sites.live_root(root)} for root in sites.roots
        }
        done.sequence, done.is_new = signing.publish(target, told, entries, done.outside)
    finally:
        ledger.close()
    done.seconds = monotonic() - begun
    return done


def _forget_what_does_not_hold(ledger: Ledger, sites: Sites, *, full: bool) -> None:
    """Answers that other software, or other settings, would make otherwise are nothing to go by."""
    told = json.dumps(
        [
            RULES, evidence.software(), sorted(sites.roots), sorted(sites.live.items()),
            sites.versions, settings.PUBLIC_URL, settings.MIRROR_LIVE, settings.MIRROR_LIVE_SCRIPTS,
            settings.LANGUAGE_CODE, settings.STATIC_URL, settings.MEDIA_URL,
        ]
    )  # fmt: skip
    if full or ledger.fact("made_by") != told:
        ledger.forget_all()
        ledger.remember("made_by", told)
        ledger.commit()


class _Copy:
    """The files that stand for what was found."""

    def __init__(
        self, crawl: Crawl, sites: Sites, found: Found, scripts: tuple[str, ...], done: Done
    ) -> None:
        self.crawl, self.sites, self.found, self.scripts, self.done = (
            crawl, sites, found, scripts, done,
        )  # fmt: skip
        self.paths = self._paths()

    def _paths(self) -> dict[Address, str]:
        """Return the file of each address that has one, and tell why others have none."""
        paths: dict[Address, str] = {}
        for address, row in sorted(self.found.rows.items()):
            if row.status == 200 and not row.refused:
                paths[address] = file_of(address, row.kind)
            elif row.status == 200:
                self.done.outside[str(address)] = row.refused
            elif self._is_signpost(address, row):
                paths[address] = file_of(address, "text/html")
        folders = {
            parent.as_posix() for path in paths.values() for parent in Path(path).parents
        }  # fmt: skip
        taken: set[str] = set()
        for address, path in list(paths.items()):
            if path in folders or path in taken:
                self.done.outside[str(address)] = "another address has its file"
                del paths[address]
            taken.add(path)
        return paths

    def _is_signpost(self, address: Address, row: Row) -> bool:
        """Tell whether an old address leads to another one that has a page."""
        if not row.leads_to or address.page != 1:
            return False
        if not address.path.endswith(("/", ".html", ".htm")):
            return False
        try:
            file_of(address, "text/html")
        except Elsewhere:
            return False
        return urljoin(str(address), row.leads_to) != str(address)

    def written(self) -> list[dict]:
        entries = [self._entry(address, path) for address, path in self.paths.items()]
        for root in sorted(self.sites.roots):
            entries.append(self._not_found(root))
        return sorted(entries, key=lambda entry: entry["path"])

    def _entry(self, address: Address, path: str) -> dict:
        row = self.found.rows[address]
        if row.status != 200:
            return self._signpost(address, path, row)
        if row.kind in PAGES:
            self._page(address, path, row)
        elif path not in self.crawl.files or self.crawl.files[path].digest != row.digest:
            self._again(address, path)
        rendered = row.digest if row.kind in PAGES else self.crawl.files[path].digest
        return self._told(path, row.kind, str(address), rendered)

    def _told(self, path: str, kind: str, address: str, rendered: str) -> dict:
        file = self.crawl.files[path]
        return {
            "path": path, "sha256": file.digest, "size": file.size, "type": kind,
            "address": address, "rendered": rendered,
        }  # fmt: skip

    def _page(self, address: Address, path: str, row: Row) -> None:
        turned = {link: self._turned(address, link) for link in row.links}
        forms = self._in_place_of_forms(address) if row.forms else ("", "")
        made_of = _digest(json.dumps([row.digest, forms, turned], sort_keys=True).encode())
        file = self.crawl.files.get(path)
        if file and file.made_of == made_of:
            stamp = self.crawl.target.stamp(path)
            if stamp == (file.size, file.changed_ns):
                return
        body = self.crawl.ledger.body((address.root, address.path, address.page))
        text = body.decode("utf-8", "surrogateescape")
        copy = markup.rewritten(text, turned.get, *forms, self.scripts)
        content = copy.encode("utf-8", "surrogateescape")
        self.crawl.put(path, content, _digest(content), made_of)

    def _again(self, address: Address, path: str) -> None:
        answer = self.crawl.portal.answer(address)
        self.crawl.put(path, answer.body, _digest(answer.body), _digest(answer.body))

    def _in_place_of_forms(self, address: Address) -> tuple[str, str]:
        """Return what stands for a form of a page, and for one that searches."""
        live = escape(self.sites.live_root(address.root) + address.asked)
        words = (_("Form: on the website"), _("Search: on the website"))
        form, search = (
            f'<p class="mirror-live"><a href="{live}">{escape(each)}</a></p>' for each in words
        )
        return form, search

    def _signpost(self, address: Address, path: str, row: Row) -> dict:
        to = self._turned(address, row.leads_to) or row.leads_to
        where = escape(to)
        page = (
            '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
            f'<meta http-equiv="refresh" content="0; url={where}"><title>{where}</title></head>'
            f'<body><p><a href="{where}">{where}</a></p></body></html>\n'
        ).encode()
        self.crawl.put(path, page, _digest(page), _digest(page))
        return self._told(path, "text/html", str(address), "")

    def _not_found(self, root: str) -> dict:
        address = Address(root, NOWHERE)
        answer = self.crawl.portal.answer(address)
        text = answer.body.decode("utf-8", "surrogateescape")

        def turn(link: str) -> str | None:
            return self._turned(address, link)

        forms = self._in_place_of_forms(Address(root, "/"))
        content = markup.rewritten(text, turn, *forms, self.scripts).encode(
            "utf-8", "surrogateescape"
        )
        path = f"sites/{folder_of(root)}/404.html"
        self.crawl.put(path, content, _digest(content), _digest(content))
        return self._told(path, "text/html", f"{root}/404.html", "")

    # --- Links ---------------------------------------------------------------------------------

    def _turned(self, base: Address, link: str) -> str | None:
        """Return what a link of a page is in its copy, None if it stays as it is."""
        if urlsplit(link).scheme not in {"", "http", "https"}:
            return None
        try:
            found = self.sites.read(link, base)
        except Elsewhere:
            absolute = urlsplit(urljoin(str(base), link))
            root = f"{absolute.scheme}://{absolute.netloc}".lower()
            return self.sites.live_root(root) + absolute._replace(scheme="", netloc="").geturl()
        if found is None:
            return None
        address, fragment = found
        address = self._where_it_ends(address)
        if isinstance(address, str):
            return address
        if address not in self.paths:
            return self.sites.live_root(address.root) + address.asked + fragment
        here = shown_as(address, self.found.rows[address].kind)
        return (here if address.root == base.root else address.root + here) + fragment

    def _where_it_ends(self, address: Address) -> Address | str:
        """Follow redirects within the portal; a string is an address elsewhere."""
        for _time in range(MOST_REDIRECTS):
            row = self.found.rows.get(address)
            if row is None or not row.leads_to:
                return address
            try:
                found = self.sites.read(row.leads_to, address)
            except Elsewhere:
                return address
            if found is None:
                return urljoin(str(address), row.leads_to)
            address = found[0]
        return address


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
