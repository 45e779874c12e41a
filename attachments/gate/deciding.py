"""Findings and what was decided about them."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from attachments.gate.findings import Finding, findings_of
from attachments.models import Waiver

WAIVE = "attachments.waive_finding"


@dataclass(frozen=True, slots=True)
class Judged:
    finding: Finding
    waiver: Waiver | None

    @property
    def is_open(self) -> bool:
        return self.finding.holds and self.waiver is None


def judged(page: Page) -> list[Judged]:
    """Return all findings of a page as it stands in memory, open ones first, notes last."""
    findings = list(findings_of(page))
    waivers = waivers_of(page, findings)
    rows = [Judged(finding, waivers.get(finding.digest)) for finding in findings]
    return sorted(rows, key=lambda row: (not row.is_open, not row.finding.holds))


def holding(page: Page) -> list[Finding]:
    """Return what holds a page back."""
    findings = [finding for finding in findings_of(page) if finding.holds]
    waivers = waivers_of(page, findings)
    return [finding for finding in findings if finding.digest not in waivers]


def waivers_of(page: Page, findings: list[Finding]) -> dict[str, Waiver]:
    """Return the standing waivers of these findings of a page, by their digests; one query."""
    digests = [finding.digest for finding in findings if finding.holds and finding.waivable]
    if not digests or not page.pk:
        return {}
    rows = Waiver.objects.standing().filter(page=page.pk, digest__in=digests)
    return {row.digest: row for row in rows.select_related("user")}


def may_waive(user: AbstractBaseUser) -> bool:
    """Tell whether somebody may waive whatever can be waived."""
    return user.is_active and user.has_perm(WAIVE)


def may_answer_for(user: AbstractBaseUser, findings: list[Finding]) -> bool:
    """Tell whether somebody who edits a page may answer for all of these."""
    return may_waive(user) or all(finding.by_editor for finding in findings)


def may_take_back(user: AbstractBaseUser, waiver: Waiver) -> bool:
    """Tell whether somebody who edits a page may let a finding hold again: one's own, or any."""
    return may_waive(user) or waiver.user_id == user.pk


@transaction.atomic
def waive(page: Page, findings: list[Finding], user: AbstractBaseUser, reason: str) -> int:
    """Record that somebody answers for publishing these; return how many were open still.

    Raises ValueError if one of them cannot be waived: then nothing is recorded.
    """
    if not all(finding.waivable for finding in findings):
        raise ValueError("a finding that nobody can waive")
    number = 0
    for finding in findings:
        _row, is_new = Waiver.objects.get_or_create(
            page_id=page.pk,
            digest=finding.digest,
            revoked_at=None,
            defaults={
                "page_title": page.get_admin_display_title()[:255],
                "check_name": finding.check,
                "what": finding.what[:200],
                "place": finding.place[:300],
                "snippet": finding.snippet[:200],
                "reason": reason,
                "user": user,
                "user_name": str(user.get_full_name() or user.get_username()),
            },
        )
        number += is_new
    if number:
        _log(page, "attachments.waive", user, {"number": number, "reason": reason})
    return number


def take_back(waiver: Waiver, user: AbstractBaseUser) -> None:
    """From now on the finding holds again; what is published stays so."""
    waiver.revoked_at, waiver.revoked_by = timezone.now(), str(user.get_username())
    waiver.save(update_fields=["revoked_at", "revoked_by"])
    if waiver.page:
        _log(waiver.page, "attachments.take_back", user, {"number": 1})


@transaction.atomic
def mend(page: Page, findings: list[Finding], user: AbstractBaseUser) -> int:
    """Mend what can be mended in a page and keep it as its newest draft; return how many."""
    mended = [finding for finding in findings if finding.mend]
    # Whoever replaces a word by a longer one moves those behind it: what comes last goes first.
    for finding in reversed(mended):
        finding.mend(page)
    if mended:
        page.save_revision(user=user, clean=False, log_action=True)
        _log(page, "attachments.mend", user, {"number": len(mended)})
    return len(mended)


def _log(page: Page, action: str, user: AbstractBaseUser, data: dict[str, Any]) -> None:
    log(instance=page, action=action, user=user, data=data)
