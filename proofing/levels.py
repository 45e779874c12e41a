"""How grave it is what checks without word lists find: as usual, or as somebody has set it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from proofing.models import Level
from proofing.severity import Severity


@dataclass(frozen=True, slots=True)
class Check:
    label: str
    usual: Severity


CHECKS = {
    "leader_title": Check(_("Leader with a title not on the list"), Severity.CONFIRM),
    "leader_name": Check(_("Leader's name misspelt beside the title"), Severity.CONFIRM),
    "leader_sound": Check(_("Name that sounds like a leader's"), Severity.HINT),
    "leader_order": Check(_("Leaders named in another order"), Severity.HINT),
    # Daily and weekly notices bear one title for years.
    "same_title": Check(_("Title that a published page has already"), Severity.HINT),
    "near_title": Check(_("Title that is nearly a published page's"), Severity.HINT),
    "no_alt_text": Check(_("Picture without alternative text"), Severity.CONFIRM),
    "idle_alt_text": Check(_("Alternative text that says nothing"), Severity.HINT),
    "dead_link": Check(_("Link to what is not there or not public"), Severity.CONFIRM),
    "inner_link": Check(_("Link that only works inside"), Severity.CONFIRM),
    "no_source": Check(_("No information source"), Severity.HINT),
}


def levels() -> dict[str, Severity | None]:
    """Return the severity of each check, None for one that is not made; one query."""
    found: dict[str, Severity | None] = {name: check.usual for name, check in CHECKS.items()}
    for name, severity in Level.objects.values_list("check_name", "severity"):
        if name in found:
            found[name] = Severity(severity) if severity else None
    return found
