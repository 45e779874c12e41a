from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page

CHECKS = "portal_publication_checks"
MOST_TOLD = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has found.

    check    the name of the check, for the record ("personal")
    what     what it is, in words
    place    where it stands, in words
    digest   64 hexadecimal digits that change with what was found: a waiver is bound to them
    snippet  what may be shown of it
    holds    whether publication waits; otherwise it is only told
    waivable whether somebody may answer for publishing it as it is; otherwise it must be mended
    by_editor whether that may be anybody who edits the page, each finding with a reason of its own;
             otherwise the permission to waive is needed
    mend     changes the page that it is given so that the finding is gone, where a click can do it
    click    what the button says that mends it, if it is not to mask a number
    path     where it stands as the editor names it (Wagtail's content path), if that can be shown
    passage  the letters that stand there, to be shown in the editor, the `nth` time they do;
             nothing that must not be
    """

    check: str
    what: str
    place: str
    digest: str
    snippet: str = ""
    holds: bool = True
    waivable: bool = True
    by_editor: bool = False
    mend: Callable[[Page], None] | None = field(default=None, compare=False)
    click: str = ""
    path: tuple[str, ...] = ()
    passage: str = ""
    nth: int = 1

    @property
    def is_mendable(self) -> bool:
        """For templates: they would call `mend`."""
        return self.mend is not None

    @property
    def content_path(self) -> str:
        return ".".join(self.path)

    def __str__(self) -> str:
        said = "：".join(filter(None, (self.what, self.snippet)))
        return f"{self.place} {said}".strip()


Check = Callable[[Page], Iterable[Finding]]


def findings_of(page: Page) -> Iterator[Finding]:
    """Run all checks on a page as it stands in memory; each finding once."""
    seen: set[str] = set()
    for check in hooks.get_hooks(CHECKS):
        for finding in check(page):
            if finding.digest not in seen:
                seen.add(finding.digest)
                yield finding


class Held(ValidationError):
    """Publication of `page` is held back until each of `findings` is mended or waived."""

    def __init__(self, page: Page, findings: list[Finding]) -> None:
        self.page, self.findings = page, findings
        super().__init__({"__all__": [summary(findings)]}, code="held")


def summary(findings: list[Finding]) -> str:
    """Return a sentence with the first findings; it shows nothing that must not be shown."""
    # Some are whole sentences; here they stand in a row.
    told = "；".join(str(finding).rstrip("。.") for finding in findings[:MOST_TOLD])
    if len(findings) > MOST_TOLD:
        told += _("; and others")
    said = ngettext(
        "Not published: %(number)d finding has to be seen to first: %(findings)s",
        "Not published: %(number)d findings have to be seen to first: %(findings)s",
        len(findings),
    )
    return said % {"number": len(findings), "findings": told}
