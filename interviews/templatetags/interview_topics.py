"""The vote on topics on the interview's own page."""

from typing import Any

from django import template

from interviews.topics.ballots import ballot_of

register = template.Library()


@register.inclusion_tag("interviews/topics/on_page.html")
def interview_topics(page: Any) -> dict[str, Any]:
    """Show the ballot while the vote runs, and what came of it afterwards."""
    ballot = ballot_of(page.sitting)
    return {
        "interview": page,
        "ballot": ballot,
        "takes_votes": ballot is not None and ballot.is_open,
    }
