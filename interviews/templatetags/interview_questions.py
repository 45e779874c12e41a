"""Questions on the interview's own page."""

from typing import Any

from django import template

from interviews.asking.listing import on_the_page
from interviews.ledger.counting import Counts
from interviews.ledger.receiving import LONGEST, LONGEST_NICKNAME

register = template.Library()


@register.inclusion_tag("interviews/questions/on_page.html")
def interview_questions(page: Any, counts: Counts | None = None) -> dict[str, Any]:
    """Show the form, as long as questions are taken, and the most wanted questions."""
    sitting = page.sitting
    return {
        "interview": page,
        "sitting": sitting,
        "shown": on_the_page(sitting, page.url or "", counts) if sitting.pk else None,
        "takes_questions": bool(sitting.pk) and page.live and sitting.stands.takes_questions,
        "longest": LONGEST,
        "longest_nickname": LONGEST_NICKNAME,
    }
