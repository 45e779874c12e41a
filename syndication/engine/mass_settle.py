"""What an answer means for a mass send. Each function changes a row that its caller has locked."""

from datetime import timedelta

from django.utils import timezone

from syndication.channels.base import (
    Done,
    Found,
    Later,
    Missing,
    Outcome,
    Refused,
    Sighting,
    Step,
    Submitted,
    Unknown,
)
from syndication.channels.massing import Answer, Confirming, Ended, Ending, NoneLeft
from syndication.engine import addresses, declare
from syndication.engine import tasks_for_people as people
from syndication.models import ChannelCopy, MassSend
from syndication.models.copy import Position
from syndication.models.mass_send import IN_FLIGHT, OVER, REACHED_FOLLOWERS, State
from syndication.timing import timing

DRAFT, PREVIEW, SEND = "draft", "preview", "send"
TAKEN_AWAY = "taken_away"
# How often a fresh draft is looked for before it is called gone.
READINGS = 4
# Longer than this nobody waits who wants something sent to all followers now.
LONG = 3600
# The platform knows a repetition for a day; a later one would be another message.
REMEMBERED = timedelta(hours=23)
# The outcome of a confirmation may come a little after its time is over.
GRACE = 60
ENDINGS = {
    Ending.SENT: State.SENT,
    Ending.DECLINED: State.DECLINED,
    Ending.UNCONFIRMED: State.UNCONFIRMED,
    Ending.FAILED: State.FAILED,
}


def prepared(send: MassSend, outcome: Outcome, step: str) -> None:
    """Apply the answer to a step towards the draft."""
    match outcome:
        case Step(remote=remote):
            send.remote = {**send.remote, **remote}
            send.lost_step = ""
            _no_trouble(send)
            again(send)
        case Unknown() if step == DRAFT:
            _trouble(send, outcome)
            send.lost_step, send.looks = DRAFT, 0
            again(send, timing().looks[0])
        case _:
            put_off(send, outcome)


def looked(send: MassSend, sighting: Sighting) -> None:
    """Apply what the draft box showed after a lost answer."""
    match sighting:
        case Found(outcome=Step(remote=remote)):
            send.remote = {**send.remote, **remote}
            send.lost_step = ""
            _no_trouble(send)
            again(send)
        case Missing():
            send.lost_step = ""
            again(send)
        case _:
            send.looks += 1
            again(send, timing().backoff_after(send.looks + 2))


def draft_read(send: MassSend, seen: list[dict[str, str]]) -> None:
    """Remember what a fresh draft says; the platform may not know it yet."""
    if seen:
        send.first_seen = seen
        _no_trouble(send)
        again(send)
        return
    send.failures += 1
    if send.failures > READINGS:
        to_be_assembled_anew(send, "mass_draft_gone")
    else:
        again(send, timing().backoff_after(send.failures))


def discarded(send: MassSend, outcome: Outcome, draft_id: str) -> None:
    """Apply the answer to throwing a draft away."""
    if isinstance(outcome, Done) or (isinstance(outcome, Refused) and not outcome.whole_account):
        # A draft that the platform keeps is nobody's trouble but the console's.
        forget_draft(send, draft_id)
        again(send)
    else:
        put_off(send, outcome)


def forget_draft(send: MassSend, draft_id: str) -> None:
    """Take a draft out of the books that is in the box no more."""
    send.stale_drafts = [one for one in send.stale_drafts if one != draft_id]
    if send.remote.get("draft_id") == draft_id:
        send.remote = _without_draft(send)


def _without_draft(send: MassSend) -> dict[str, str]:
    return {name: value for name, value in send.remote.items() if name != "draft_id"}


def taken_away(send: MassSend, outcome: Outcome) -> None:
    """Apply the answer to throwing away a draft that may have been sent."""
    if isinstance(outcome, Done):
        send.remote = {**send.remote, TAKEN_AWAY: "yes"}
        again(send)
    else:
        put_off(send, outcome)


def set_draft_aside(send: MassSend) -> None:
    """Have the present draft thrown away before there is another."""
    if "draft_id" in send.remote:
        send.stale_drafts = [*send.stale_drafts, send.remote["draft_id"]]
        send.remote = _without_draft(send)
    send.first_seen, send.previews = [], []


def previewed(send: MassSend, outcome: Outcome, to: str) -> None:
    """Apply the answer to showing the draft to one person; it is never repeated by itself."""
    match outcome:
        case Done():
            state = "sent"
        case Unknown():
            state = "unknown"
        case Refused(whole_account=False):
            state = "refused"
        case Later(seconds=seconds) if seconds and seconds > LONG:
            state = "refused"
        case _:
            put_off(send, outcome)
            return
    code, text = getattr(outcome, "code", ""), getattr(outcome, "text", "")
    send.previews = [
        {**one, "state": state, "code": code, "text": text} if one["to"] == to else one
        for one in send.previews
    ]
    _no_trouble(send)
    again(send)


def sent(send: MassSend, answer: Answer) -> None:
    """Apply the answer to asking the platform to send, for the first time or again."""
    uncertain = send.may_be_out
    match answer:
        case Submitted(remote=remote, seconds=seconds):
            send.remote = {**send.remote, **remote}
            send.lost_step, send.state, send.looks = "", State.SENDING, 0
            _no_trouble(send)
            people.close_about_mass_send(send.account)
            again(send, 0 if uncertain else seconds)
        case Confirming(code=code, text=text, seconds=seconds):
            _wait_for_confirmation(send, code, text, seconds)
        case Unknown():
            _trouble(send, answer)
            send.lost_step = SEND
            again(send, timing().mass_again)
        case Later(seconds=seconds) if uncertain or (seconds or 0) <= LONG:
            _trouble(send, answer)
            send.failures += 1
            again(send, timing().backoff_after(send.failures) if seconds is None else seconds)
        case Refused(whole_account=True):
            _trouble(send, answer)
            again(send)
        case Refused() | NoneLeft() if uncertain:
            give_up(send, answer.code, answer.text)
        # Nothing goes out to everybody at midnight by itself: it is signed anew.
        case NoneLeft():
            to_be_signed_anew(send, answer.code, answer.text)
        case Later():
            to_be_signed_anew(send, "mass_no_calls", answer.text)
        case _:
            to_be_assembled_anew(send, answer.code, answer.text)


def _wait_for_confirmation(send: MassSend, code: str, text: str, seconds: float) -> None:
    now = timezone.now()
    if send.state != State.CONFIRMING:
        send.looks = 0
        send.confirm_until = now + timedelta(seconds=seconds)
    elif now >= send.confirm_until:
        if send.looks:
            give_up(send, code, text)
            return
        send.looks = 1
        send.confirm_until = now + timedelta(seconds=seconds)
    send.lost_step, send.state = "", State.CONFIRMING
    send.code, send.text, send.failures = code, text, 0
    people.ask_about_mass_send(send.account, "mass_confirming", due_at=send.confirm_until)
    send.next_at = send.confirm_until + timedelta(seconds=GRACE)


def polled(send: MassSend, answer: Answer) -> None:
    """Apply the answer to asking what became of the message."""
    match answer:
        case Ended():
            ended(send, answer)
        case Submitted(seconds=seconds):
            send.looks += 1
            again(send, seconds)
        case _:
            send.failures += 1
            again(send, timing().backoff_after(send.failures))


def ended(send: MassSend, verdict: Ended) -> None:
    """Apply the platform's verdict; a fuller one may follow the first."""
    if send.state in REACHED_FOLLOWERS and verdict.ending != Ending.SENT:
        return
    state = ENDINGS[verdict.ending]
    if state == State.SENT and (verdict.counts or send.counts).get("error"):
        state = State.PARTLY
    if send.state not in OVER:
        send.ended_at = timezone.now()
    send.state, send.lost_step = state, ""
    send.code, send.text = verdict.code, verdict.text
    send.counts = dict(verdict.counts) or send.counts
    send.next_at = None
    people.close_about_mass_send(send.account)
    if state in REACHED_FOLLOWERS:
        # The draft leaves the box with the message.
        forget_draft(send, send.remote.get("draft_id", ""))
        _become_copies(send, dict(verdict.urls))
    elif "draft_id" in send.remote or send.stale_drafts:
        again(send)


def give_up(send: MassSend, code: str, text: str) -> None:
    """Have a person find out what became of it."""
    send.state, send.code, send.text, send.next_at = State.LOST, code, text, None
    people.ask_about_mass_send(send.account, "mass_lost")


def to_be_signed_anew(send: MassSend, code: str, text: str = "") -> None:
    """Nothing was sent and nothing has changed: it may be signed again."""
    send.state, send.code, send.text, send.next_at = State.PREVIEWED, code, text, None


def to_be_assembled_anew(send: MassSend, code: str, text: str = "") -> None:
    """Nothing was sent, and it cannot be sent as it is."""
    set_draft_aside(send)
    send.state, send.code, send.text, send.next_at = State.ASSEMBLING, code, text, None


def again(send: MassSend, seconds: float = 0) -> None:
    send.next_at = timezone.now() + timedelta(seconds=seconds)


def is_remembered(send: MassSend) -> bool:
    """Whether the platform still knows that it was asked before."""
    return send.asked_at is None or timezone.now() < send.asked_at + REMEMBERED


def _become_copies(send: MassSend, urls: dict[int, str]) -> None:
    """Let each article be one more copy of its page. Safe to repeat; addresses may come later."""
    for item in send.items.select_related("payload"):
        main = (
            ChannelCopy.objects.select_for_update(of=("self",))
            .select_related("account")
            .get(page_ref=item.page_ref, account=send.account_id, part="")
        )
        remote = _remote_of(send, item.position)
        copy, is_new = ChannelCopy.objects.get_or_create(
            page_ref=item.page_ref,
            account=main.account,
            part=send.part,
            defaults={
                "page": main.page,
                "moment": main.moment,
                "title": item.title,
                "page_url": main.page_url,
                "version": main.version,
                "wanted": main.wanted,
                "payload": main.payload or item.payload,
                "sent_payload": item.payload,
                "position": Position.LIVE,
                "remote": remote,
                "live_at": send.ended_at,
            },
        )
        url = urls.get(item.position, "")
        if is_new or (url and not copy.url):
            copy.url = url
            if copy.position == Position.LIVE:
                addresses.went_live(copy)
            if is_new and not copy.wanted:
                declare.catch_up(copy)
            copy.save()


def _remote_of(send: MassSend, position: int) -> dict[str, str]:
    if "msg_id" not in send.remote:
        return {}
    return {"msg_id": send.remote["msg_id"], "article_idx": str(position)}


def put_off(send: MassSend, outcome: Outcome) -> None:
    """Nothing was sent. What a person must mend waits for them; all else is tried again."""
    match outcome:
        case Refused(whole_account=False) if send.state in {State.PREVIEWING, *IN_FLIGHT}:
            to_be_assembled_anew(send, outcome.code, outcome.text)
        case Refused():
            _trouble(send, outcome)
            again(send)
        case _:
            _trouble(send, outcome)
            send.failures += 1
            seconds = getattr(outcome, "seconds", None)
            again(send, timing().backoff_after(send.failures) if seconds is None else seconds)


def _trouble(send: MassSend, outcome: Refused | Later | Unknown) -> None:
    send.code, send.text = outcome.code, outcome.text


def _no_trouble(send: MassSend) -> None:
    send.code, send.text, send.failures = "", "", 0
