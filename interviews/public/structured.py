"""What machines read of an interview (schema.org): while it is live, and afterwards."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from interviews.naming import asker_of, name_in
from interviews.public.transcript import Asked, Transcript
from interviews.states import State

if TYPE_CHECKING:
    from interviews.models import InterviewPage, Turn

CONTEXT = "https://schema.org"
# As long as a headline may be.
LONGEST_HEADLINE = 110
MOST_UPDATES = 200


def structured(page: "InterviewPage", transcript: Transcript, publisher: str) -> dict[str, Any]:
    """Return the JSON-LD of a page in its state; empty where there is nothing to say yet."""
    sitting = page.sitting
    if sitting.stands.is_before_live:
        return {}
    if sitting.stands == State.ARCHIVED and transcript.answered:
        return _questions(page, transcript.answered)
    return _live_blog(page, transcript.turns, publisher)


def _live_blog(page: "InterviewPage", turns: Iterable["Turn"], publisher: str) -> dict[str, Any]:
    """The beginning is that of the first time on air and never moves."""
    sitting, organisation = page.sitting, {"@type": "GovernmentOrganization", "name": publisher}
    begin = sitting.went_live_at or page.starts_at
    newest_first = list(turns)[::-1][:MOST_UPDATES]
    updates = [_update(page, turn, organisation) for turn in newest_first]
    said = {
        "@context": CONTEXT,
        "@type": "LiveBlogPosting",
        "@id": page.full_url,
        "url": page.full_url,
        "headline": page.title,
        "description": page.search_description or page.introduction,
        "inLanguage": "zh-Hans",
        "datePublished": begin.isoformat() if begin else "",
        "dateModified": max((u["dateModified"] for u in updates), default=""),
        "coverageStartTime": begin.isoformat() if begin else "",
        "coverageEndTime": sitting.ended_at.isoformat() if sitting.ended_at else "",
        "author": organisation,
        "publisher": organisation,
        "liveBlogUpdate": updates,
    }
    return {name: value for name, value in said.items() if value}


def _update(page: "InterviewPage", turn: "Turn", organisation: dict[str, Any]) -> dict[str, Any]:
    words = turn.text.replace("\n", " ")
    at = turn.said_at.isoformat()
    return {
        "@type": "BlogPosting",
        "@id": f"{page.full_url}#{turn.anchor}",
        "url": f"{page.full_url}#{turn.anchor}",
        "headline": f"{name_in(turn)}：{words}"[:LONGEST_HEADLINE],
        "articleBody": turn.text,
        "datePublished": at,
        "dateModified": max(turn.corrected_at, turn.said_at).isoformat()
        if turn.corrected_at
        else at,
        "author": {"@type": "Person", "name": name_in(turn)},
        "publisher": organisation,
    }


def _questions(page: "InterviewPage", answered: Iterable[Asked]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "@id": page.full_url,
        "url": page.full_url,
        "name": page.title,
        "inLanguage": "zh-Hans",
        "mainEntity": [_question(page, each) for each in answered],
    }


def _question(page: "InterviewPage", asked: Asked) -> dict[str, Any]:
    first = asked.answers[0]
    return {
        "@type": "Question",
        "@id": f"{page.full_url}#{asked.anchor}",
        "name": asked.question.shown_text.replace("\n", " "),
        "author": {"@type": "Person", "name": asker_of(asked.question)},
        "dateCreated": asked.question.submitted_at.isoformat(),
        "answerCount": 1,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": "\n".join(turn.text for turn in asked.answers),
            "url": f"{page.full_url}#{first.anchor}",
            "dateCreated": first.said_at.isoformat(),
            "author": {"@type": "Person", "name": name_in(first)},
        },
    }
