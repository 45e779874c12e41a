"""Every address of the portal that anybody can open, and what it answers.

From fixed addresses, all public pages and their routes, by every link. Asked again is what may have
changed since it was asked last; what has not, by the evidence there is, is taken as it was.
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from mirror import evidence, markup
from mirror.addresses import Address, Elsewhere, file_of
from mirror.asking import Answer, Portal
from mirror.ledger import File, Key, Ledger, Row
from mirror.sites import Sites
from mirror.target import Target

STYLES, SCRIPTS = {"text/css"}, {"text/javascript", "application/javascript"}
PAGES = {"text/html"}
SITEMAPS = {"application/xml", "text/xml"}


class TooMany(Exception):
    """The portal has more addresses than were allowed; says how many."""


class Broken(Exception):
    """The portal fails at an address: a copy made now would lack what is there."""


@dataclass
class Found:
    """All addresses with their answers; `asked` were asked for in this run."""

    rows: dict[Address, Row] = field(default_factory=dict)
    asked: int = 0


class Crawl:
    def __init__(
        self,
        portal: Portal,
        sites: Sites,
        ledger: Ledger,
        target: Target,
        live_scripts: tuple[str, ...],
        most: int,
    ) -> None:
        self.portal, self.sites, self.ledger, self.target = portal, sites, ledger, target
        self.live_scripts, self.most = live_scripts, most
        self.known = {_address(key): row for key, row in ledger.rows().items()}
        self.files = ledger.files()
        self.mark = evidence.mark()
        judged = [row for row in self.known.values() if row.tags is not None]
        self.evidence = evidence.Evidence(
            min((row.since for row in judged), default=0),
            min((row.made_at for row in judged), default=None),
        )

    def run(self, tell: Callable[[int, int], None]) -> Found:
        """Ask for everything. `tell` is called now and then with how many are known, and waiting.

        Raises TooMany, Broken.
        """
        found = Found()
        waiting = deque(dict.fromkeys(self.sites.seeds()))
        seen = set(waiting)
        while waiting:
            address = waiting.popleft()
            row = self._row(address, found)
            found.rows[address] = row
            for each in self._led_to(address, row):
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)
            if len(seen) > self.most:
                raise TooMany(f"more than {self.most} addresses")
            if len(found.rows) % 500 == 0:
                tell(len(found.rows), len(waiting))
        for address in self.known.keys() - found.rows.keys():
            self.ledger.forget(_key(address))
        self.ledger.commit()
        return found

    def _row(self, address: Address, found: Found) -> Row:
        row = self.known.get(address)
        if row and row.tags is not None and self._is_right(row):
            return row
        found.asked += 1
        begun = timezone.now()
        answer = self.portal.answer(address, self._validators(address, row))
        if answer.status == 304 and row:
            return row
        return self._kept(address, answer, begun)

    def _is_right(self, row: Row) -> bool:
        return self.evidence.is_right(row.tags or (), row.since, row.made_at, row.until)

    def _validators(self, address: Address, row: Row | None) -> dict[str, str] | None:
        """Return what to ask with if the file is there as it was written, else nothing."""
        if row is None or row.kind in PAGES or not row.validators:
            return None
        path = file_of(address, row.kind)
        file = self.files.get(path)
        if file is None or file.digest != row.digest:
            return None
        is_there = self.target.stamp(path) == (file.size, file.changed_ns)
        return row.validators if is_there else None

    def _kept(self, address: Address, answer: Answer, begun: datetime) -> Row:
        if answer.status >= 500:
            raise Broken(f"The portal answers {answer.status} at {address}; nothing was removed")
        digest = hashlib.sha256(answer.body).hexdigest()
        leads, forms = self._leads(answer)
        if answer.status == 200 and not answer.refused:
            try:
                path = file_of(address, answer.kind)
            except Elsewhere as error:
                answer.refused = f"no file can have its {error}"
            else:
                if answer.kind not in PAGES:
                    self.put(path, answer.body, digest, digest)
        row = Row(
            answer.status, answer.kind, answer.leads_to, answer.refused, digest, len(answer.body),
            None if answer.tags is None else tuple(sorted(answer.tags)),
            answer.until, self.mark, begun, tuple(leads), forms, answer.validators,
        )  # fmt: skip
        self.ledger.keep(_key(address), row, answer.body if answer.kind in PAGES else None)
        return row

    def put(self, path: str, content: bytes, digest: str, made_of: str) -> None:
        """Write a file unless it is there already, as it was written."""
        file = self.files.get(path)
        if (
            file is None
            or file.digest != digest
            or self.target.stamp(path) != (file.size, file.changed_ns)
        ):
            size, changed = self.target.write(path, content)
            file = File(digest, size, changed, made_of)
        elif file.made_of != made_of:
            file = File(digest, file.size, file.changed_ns, made_of)
        else:
            return
        self.files[path] = file
        self.ledger.wrote(path, file)

    def _leads(self, answer: Answer) -> tuple[Iterable[str], int]:
        if answer.kind in PAGES:
            leads, forms = markup.links(
                answer.body.decode("utf-8", "surrogateescape"), self.live_scripts
            )
            return list(dict.fromkeys(leads)), forms
        text = answer.body.decode("utf-8", "replace")
        if answer.kind in STYLES:
            return list(markup.links_of_style(text)), 0
        if answer.kind in SCRIPTS:
            return markup.links_of_script(text), 0
        if answer.kind in SITEMAPS:
            return markup.links_of_sitemap(text), 0
        return [], 0

    def _led_to(self, address: Address, row: Row) -> Iterable[Address]:
        for link in (*row.links, row.leads_to):
            if not link:
                continue
            try:
                found = self.sites.read(link, address)
            except Elsewhere:
                continue
            if found:
                yield found[0]


def _key(address: Address) -> Key:
    return address.root, address.path, address.page


def _address(key: Key) -> Address:
    return Address(*key)
