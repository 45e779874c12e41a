"""What the public finds of the pages of 政府信息公开 and of lists of powers.

A page says its own words here. The titles of pages that it leads to are found with those, so that
none outlives its page.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attachments.finding import attachments_of
from disclosure.opening.heads import heads_of
from findable import Entry, Kind
from home.finding import day_of, entry_of, of_page
from home.plain_text import lines_of

if TYPE_CHECKING:
    from disclosure.models import (
        AnnualReportPage,
        DisclosureGuidePage,
        DisclosureRequestPage,
        DisclosureRulesPage,
        MandatoryContentPage,
        PowerListPage,
        PowerNoticePage,
    )


@of_page
def entries_of_list(page: Any) -> Iterator[Entry]:
    """Yield a page that is a list of others, with its introduction."""
    yield entry_of(page, Kind.COLUMN, [getattr(page, "intro", "")])


@of_page
def entries_of_guide(page: "DisclosureGuidePage | DisclosureRequestPage") -> Iterator[Entry]:
    office = [f"{label}：{said}" for _name, label, said in page.elements]
    own = entry_of(page, Kind.ARTICLE, [page.intro, *office, *lines_of(page.body)])
    yield own
    yield from attachments_of(page, own)


@of_page
def entries_of_rules(page: "DisclosureRulesPage") -> Iterator[Entry]:
    elsewhere = [rule.title for rule in page.rules.all() if not rule.target_id]
    yield entry_of(page, Kind.COLUMN, [page.intro, *elsewhere])


@of_page
def entries_of_mandatory_content(page: "MandatoryContentPage") -> Iterator[Entry]:
    heads = [led.head.label for led in heads_of(page) if led.is_set]
    yield entry_of(page, Kind.COLUMN, [page.intro, *heads])


@of_page
def entries_of_report(report: "AnnualReportPage") -> Iterator[Entry]:
    own = entry_of(
        report,
        Kind.ARTICLE,
        lines_of(report.body),
        department=report.organ.name if report.organ_id else "",
        day=day_of(report.first_published_at),
    )
    yield own
    yield from attachments_of(report, own)


@of_page
def entries_of_power_list(page: "PowerListPage") -> Iterator[Entry]:
    yield entry_of(page, Kind.COLUMN, [page.intro], department=page.organ.name)


@of_page
def entries_of_notice(page: "PowerNoticePage") -> Iterator[Entry]:
    lines = [page.summary, page.intro]
    for label, changes in page.told():
        lines.append(str(label))
        for each in changes:
            lines += [f"{each.name} {each.code}".strip(), each.version.reason]
            lines += [f"{change.label}：{change.new}" for change in each.changes]
    yield entry_of(
        page,
        Kind.ARTICLE,
        lines,
        department=page.organ.name,
        day=day_of(page.first_published_at),
    )
