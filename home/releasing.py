"""What must hold before the public may see a page, and what nobody can waive.

Pages say what stands against them (`PortalPage.obstacles`). To the gate before publication
(`attachments.gate`) that is one check among others, so it is asked, shown and told by every door
alike. A program that saves a page as live passes no door; `keep_back` asks there.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attachments.gate import Finding, Held
from attachments.gate.holding import keep_new_as_draft
from attachments.hashing import keyed

if TYPE_CHECKING:
    from home.models import PortalPage

CHECK = "release"


def obstacle(page: "PortalPage", field: str, words: str) -> Finding:
    """Return a finding that nobody can waive: what has to be mended in a field of a page."""
    return Finding(
        check=CHECK,
        what=str(words),
        place=str(page._meta.get_field(field).verbose_name),
        digest=keyed(CHECK, field, str(words)),
        waivable=False,
    )


def keep_back(page: "PortalPage", *, clean: bool, fields: Iterable[str] | None = None) -> None:
    """Before a page is saved as live: what nobody can waive keeps the public from seeing it.

    A new page stays a draft, with a notice. Raises Held for one that is there already, unless it
    is saved without being cleaned, which Wagtail does to note something beside its content. An
    alias shows what its source has published; one that becomes a page of its own stands alone.
    """
    if not page.live or page.alias_of_id:
        return
    if not (clean or page._state.adding or "alias_of_id" in (fields or ())):
        return
    found = list(page.obstacles())
    if found and page._state.adding:
        keep_new_as_draft(page)
    elif found:
        raise Held(page, found)
