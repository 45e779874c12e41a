"""Powers and notices of what changed in them, told as stories."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from disclosure.fields import elements, grouped
from story import Block, Heading, ListBlock, Paragraph, Run, Story

if TYPE_CHECKING:
    from disclosure.adjustments import Entry
    from disclosure.models import PowerItem, PowerNoticePage

LONGEST = 120


def power(item: "PowerItem") -> Story:
    """Return one power as plain data, its published elements first."""
    power_list = item.power_list
    version = item.newest
    return Story(
        title=str(item),
        url=f"{power_list.full_url}{item.address}/",
        body=tuple(_power_blocks(item)),
        source=power_list.organ.name,
        published_at=version.recorded_at,
        version=f"{power_list.pk}-{item.address}-{version.number}",
    )


def _power_blocks(item: "PowerItem") -> Iterator[Block]:
    kind = item.power_list.kind
    for label, said in elements(item.fields, kind):
        yield Heading(str(label))
        if not said:
            yield Paragraph((Run(_("not provided")),))
        for _name, _label, text in said:
            yield Paragraph((Run(text),))
    for label, said in grouped(item.fields, kind):
        yield Heading(str(label))
        for _name, own, text in said:
            yield Paragraph((Run(f"{own}：", bold=True), Run(text)))


def notice(page: "PowerNoticePage") -> Story:
    """Return a notice as it was when its changes were chosen, whatever has happened since."""
    return Story(
        title=page.title,
        url=page.full_url or "",
        body=tuple(_notice_blocks(page)),
        short_title=page.short_title.strip(),
        digest=page.summary.strip(),
        source=page.power_list.organ.name,
        published_at=page.first_published_at,
        version=page.story_version,
    )


def _notice_blocks(page: "PowerNoticePage") -> Iterator[Block]:
    for line in page.paragraphs:
        yield Paragraph((Run(line),))
    for label, entries in page.told():
        yield Heading(f"{label}（{len(entries)}）")
        for entry in entries:
            yield from _entry_blocks(entry)
    address = f"{page.power_list.full_url}changes/"
    yield Paragraph((Run(_("Every change of the list, with its record"), href=address),))


def _entry_blocks(entry: "Entry") -> Iterator[Block]:
    code = f"（{entry.code}）" if entry.code else ""
    yield Paragraph((Run(entry.name, bold=True, href=entry.url), Run(code)))
    why = "；".join(filter(None, [entry.version.reason, entry.version.document]))
    day = entry.version.effective_on.isoformat()
    yield Paragraph((Run(_("Effective on %(day)s. %(why)s") % {"day": day, "why": why}),))
    if entry.changes:
        yield ListBlock(
            tuple(
                (Run(f"{change.label}：", bold=True), Run(_change(change.old, change.new)))
                for change in entry.changes
            )
        )


def _change(old: str, new: str) -> str:
    if not old:
        return _short(new)
    return f"{_short(old)} → {_short(new) or _('taken out')}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
