"""What the database knows about some links, and the answers that follow from it."""

from dataclasses import replace

from wagtail.models import Page

from syndication.models import Account, ChannelCopy, PublishedAddress
from syndication.models.address import PORTAL
from syndication.models.plan import NEVER
from syndication.verification.answers import Answer, Reason, Verdict
from syndication.verification.official import copies_of, described, with_sent_payload
from syndication.verification.reading import Reading
from syndication.verification.standing import Standing, standings


class Records:
    """Everything there is to know about some links, read once for all of them."""

    def __init__(self, readings: list[Reading], accounts: list[Account]) -> None:
        self.readings = readings
        self.accounts = {(account.kind, account.remote_id): account for account in accounts}
        self.rows = _rows(readings)
        self.pages = _pages_at({reading.url_path for reading in readings if reading.url_path})
        copies = _copies({row.copy_id for row in self.rows})
        own = {page.pk for page in self.pages.values()} | {
            copies[row.copy_id].page_ref for row in self.rows if row.kind == PORTAL
        }
        self.public = _public(own | {copy.page_ref for copy in copies.values()})
        changed_at = {pk: page.last_published_at for pk, page in self.public.items()}
        self.standings = standings(copies.values(), changed_at)
        self.copies = copies_of({pk: changed_at[pk] for pk in own if pk in changed_at})
        self.blind_spots = _blind_spots(readings)

    def answer(self, reading: Reading) -> Answer:
        """Say what is known about one of the links."""
        if reading.held.link is None:
            return Answer(reading.held.text, Verdict.NOT_OURS, Reason.DISGUISED)
        rows = [row for row in self.rows if reading.is_named_by(row)]
        published = [row for row in rows if row.kind != PORTAL]
        if published:
            # What is there now, else what was there last.
            row = max(published, key=lambda row: (row.until is None, row.until or NEVER, row.pk))
            return self._of_a_copy(reading, row)
        if reading.url_path:
            return self._of_a_page(reading, rows)
        if reading.held.is_cut:
            return Answer(reading.held.text, Verdict.NOT_OURS, Reason.CUT_OFF)
        if reading.recognised is None:
            return Answer(reading.held.text, Verdict.NOT_OURS, Reason.UNKNOWN)
        if reading.own_names:
            return self._of_another_publication(reading)
        return self._of_an_account(reading)

    # --- Something of ours -------------------------------------------------------------------

    def _of_a_copy(self, reading: Reading, row: PublishedAddress) -> Answer:
        standing = self.standings[row.copy_id]
        copy = standing.copy
        verdict, reason = standing.verdict(row.until)
        page = self.public.get(copy.page_ref)
        if page is not None and reason in {Reason.TAKEN_BACK, Reason.BEING_REMOVED}:
            reason = Reason.ONLY_THERE
        is_there = row.until is None
        return Answer(
            reading.held.text,
            verdict,
            reason,
            title=copy.title,
            moment=copy.moment,
            moment_name=str(copy.get_moment_display()),
            account=described(copy.account),
            published_at=row.since or (copy.live_at if is_there else None),
            seen_at=copy.seen_at if is_there else None,
            withdrawn_at=row.until if verdict == Verdict.WITHDRAWN else None,
            page_url=_url(page),
            replaced_by=copy.url if reason == Reason.REPLACED else "",
            notes=standing.notes(row.since),
        )

    def _of_a_page(self, reading: Reading, rows: list[PublishedAddress]) -> Answer:
        standings = [self.standings[row.copy_id] for row in rows]
        page = self.pages.get(reading.url_path)
        shown = self.public.get(page.pk) if page else self._moved_to(standings)
        if shown is not None:
            return Answer(
                reading.held.text,
                Verdict.CURRENT,
                Reason.OWN_PAGE,
                title=shown.title,
                published_at=shown.first_published_at,
                page_url=_url(shown),
                copies=self.copies.get(shown.pk, ()),
            )
        if standings or (page and not page.live and page.first_published_at):
            return _of_a_former_page(reading, standings)
        return Answer(reading.held.text, Verdict.NOT_OURS, Reason.NO_SUCH_PAGE)

    def _moved_to(self, standings: list[Standing]) -> Page | None:
        pages = (self.public.get(standing.copy.page_ref) for standing in standings)
        return next((page for page in pages if page), None)

    # --- Nothing of ours, or nothing that can be known -----------------------------------------

    def _of_another_publication(self, reading: Reading) -> Answer:
        answer = Answer(reading.held.text, Verdict.NOT_OURS, Reason.UNKNOWN)
        number = reading.recognised.account
        account = self.accounts.get((reading.kind, number)) if number else None
        if account is not None:
            return replace(answer, reason=Reason.NAMES_OUR_ACCOUNT, account=described(account))
        if self.blind_spots & {(reading.kind, name.form) for name in reading.own_names}:
            return replace(answer, reason=Reason.OTHER_FORM)
        return answer

    def _of_an_account(self, reading: Reading) -> Answer:
        answer = Answer(reading.held.text, Verdict.NOT_OURS, Reason.UNREADABLE)
        number = reading.recognised.account
        if not number:
            return answer
        account = self.accounts.get((reading.kind, number))
        if account is not None:
            return replace(
                answer,
                verdict=Verdict.ACCOUNT,
                reason=Reason.NOT_IN_USE if account.is_paused else Reason.IN_USE,
                title=account.name,
                account=described(account),
            )
        # One of ours whose number nobody told us may be the one.
        nameless = (reading.kind, "") in self.accounts
        return answer if nameless else replace(answer, reason=Reason.OTHER_ACCOUNT)


def _of_a_former_page(reading: Reading, standings: list[Standing]) -> Answer:
    ended = [one.copy.withdrawn_at for one in standings if one.copy.withdrawn_at]
    notes = {note for one in standings for note in one.notes(None)}
    return Answer(
        reading.held.text,
        Verdict.WITHDRAWN,
        Reason.PAGE_TAKEN_BACK,
        title=standings[0].copy.title if standings else "",
        withdrawn_at=min(ended, default=None),
        notes=tuple(sorted(notes, key=lambda note: note.signed_at, reverse=True)),
    )


def _rows(readings: list[Reading]) -> list[PublishedAddress]:
    keys = {name.key for reading in readings for name in reading.names}
    return list(PublishedAddress.objects.filter(key__in=keys).order_by("pk"))


def _copies(keys: set[int]) -> dict[int, ChannelCopy]:
    copies = with_sent_payload(ChannelCopy.objects.filter(pk__in=keys))
    return {copy.pk: copy for copy in copies}


def _pages_at(url_paths: set[str]) -> dict[str, Page]:
    # The slug has an index, the whole path has none.
    slugs = {path.rstrip("/").rpartition("/")[2] for path in url_paths}
    pages = Page.objects.filter(slug__in=slugs, url_path__in=url_paths)
    return {page.url_path: page for page in pages}


def _public(keys: set[int]) -> dict[int, Page]:
    return {page.pk: page for page in Page.objects.filter(pk__in=keys).live().public()}


def _blind_spots(readings: list[Reading]) -> set[tuple[str, str]]:
    """Return the kinds and forms asked about in which ours are not known, but in others."""
    rows = PublishedAddress.objects
    asked = {(reading.kind, name.form) for reading in readings for name in reading.own_names}
    unknown = {
        (kind, form) for kind, form in asked if not rows.filter(kind=kind, form=form).exists()
    }
    return {(kind, form) for kind, form in unknown if rows.filter(kind=kind).exists()}


def _url(page: Page | None) -> str:
    return (page.full_url or "") if page else ""
