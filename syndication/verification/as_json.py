"""Answers for programs; docs/verification.md is their description."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from syndication.verification.answers import Answer, Note, OfficialAccount, OfficialCopy
from syndication.verification.asking import Asked
from syndication.verification.wording import heading, sentence


def as_json(asked: Asked) -> dict[str, Any]:
    """Return what was asked as JSON-able facts."""
    return {
        "answers": [_answer(answer) for answer in asked.answers],
        "links_left_out": asked.pasted.left_out,
        "official_accounts": [_account(account) for account in asked.accounts],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "link": answer.link,
        "answer": answer.verdict.value,
        "reason": answer.reason.value,
        "undecided": answer.is_undecided,
        "heading": str(heading(answer)),
        "message": str(sentence(answer)),
        "title": answer.title,
        "moment": answer.moment,
        "account": _account(answer.account) if answer.account else None,
        "published_at": _moment(answer.published_at),
        "last_seen_at": _moment(answer.seen_at),
        "withdrawn_at": _moment(answer.withdrawn_at),
        "page_url": answer.page_url,
        "replaced_by": answer.replaced_by,
        "notes": [_note(note) for note in answer.notes],
        "copies": [_copy(copy) for copy in answer.copies],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "kind": "withdrawal" if note.is_withdrawal else "correction",
        "text": note.text,
        "signed_at": _moment(note.signed_at),
        "url": note.url,
    }


def _account(account: OfficialAccount) -> dict[str, str]:
    return {
        "channel": account.kind,
        "channel_name": account.channel,
        "name": account.name,
        "sponsor": account.sponsor,
        "filing_number": account.filing_number,
    }


def _copy(copy: OfficialCopy) -> dict[str, Any]:
    return {
        "account": _account(copy.account),
        "url": copy.url,
        "published_at": _moment(copy.published_at),
        "last_seen_at": _moment(copy.seen_at),
        "corrected": copy.is_corrected,
        "moment": copy.moment,
    }


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
