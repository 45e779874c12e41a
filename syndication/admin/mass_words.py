"""Mass sends in words: where one stands, what is in the way, what is left."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from syndication.channels.massing import Allowance
from syndication.channels.meters import Window
from syndication.engine.mass_checks import troubles_of
from syndication.mass_sends import Refusal
from syndication.models import MassSend
from syndication.models.mass_send import State
from syndication.status import account_state, explanation

TONES = {
    State.ASSEMBLING: "quiet",
    State.PREVIEWED: "warning",
    State.CONFIRMING: "warning",
    State.LOST: "bad",
    State.SENT: "good",
    State.PARTLY: "warning",
    State.DECLINED: "bad",
    State.UNCONFIRMED: "bad",
    State.FAILED: "bad",
    State.CANCELLED: "quiet",
}
MOVING = frozenset({State.PREVIEWING, State.SIGNED, State.CONFIRMING, State.SENDING})

NEXT = {
    State.ASSEMBLING: gettext_lazy(
        "Nothing is on the platform yet. Show it to reviewers; it can be signed after that."
    ),
    State.PREVIEWING: gettext_lazy("The draft is being made and shown to the reviewers …"),
    State.PREVIEWED: gettext_lazy(
        "The reviewers have it on their phones. Once they agree, it can be signed and sent."
    ),
    State.SIGNED: gettext_lazy("Every article is checked once more, then it goes out."),
    State.SENDING: gettext_lazy("The platform has taken it and is bringing it to the followers."),
    State.LOST: gettext_lazy(
        "Look into the account's conversation or the console's list of what was sent, and say "
        "below what you found. It is not sent again before that."
    ),
    State.DECLINED: gettext_lazy("The administrator refused it; followers have not seen it."),
    State.UNCONFIRMED: gettext_lazy(
        "The administrator did not confirm it within half an hour; followers have not seen it."
    ),
    State.CANCELLED: gettext_lazy("It was called off before it was sent."),
}

REFUSALS = {
    "not_able": gettext_lazy("This account cannot send to all its followers."),
    "not_open": gettext_lazy("It has been signed or is over, and cannot be changed any more."),
    "none_chosen": gettext_lazy("Choose at least one article."),
    "too_many": gettext_lazy("A message has eight articles at most."),
    "not_candidates": gettext_lazy(
        "These are not published on the account as their page has them now: %(titles)s."
    ),
    "no_reviewer": gettext_lazy("Say who is to see the preview."),
    "not_previewed": gettext_lazy("It can be signed once a reviewer has been shown it."),
    "not_what_was_seen": gettext_lazy("It has changed since you opened it. Look at it again."),
    "another_in_flight": gettext_lazy(
        "Another mass send of this account is on its way; wait until it is known what became of it."
    ),
    "none_left": gettext_lazy(
        "The platform says that no mass send is left to this account for now."
    ),
    "too_late": gettext_lazy("It is too late: the platform has been asked to send it."),
    "not_lost": gettext_lazy("Its outcome is known by now."),
    "no_proof": gettext_lazy("Give a proof: others must be able to see what was found."),
    "not_over": gettext_lazy("This one is not over yet."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """Where a mass send stands: a tone, a heading, and sentences."""

    tone: str
    heading: str
    sentences: tuple[str, ...]
    is_moving: bool


def told(send: MassSend) -> Told:
    state = State(send.state)
    sentences = (_sentence(send, state), _trouble(send, state))
    is_moving = state in MOVING or send.next_at is not None
    return Told(tone_of(send), heading_of(send), tuple(filter(None, sentences)), is_moving)


def tone_of(send: MassSend) -> str:
    if send.state == State.ASSEMBLING and send.code:
        return "bad"
    return TONES.get(State(send.state), "busy")


def heading_of(send: MassSend) -> str:
    return (
        _("Outcome unknown, being checked") if _is_asked_about(send) else send.get_state_display()
    )


def _is_asked_about(send: MassSend) -> bool:
    return send.state == State.SIGNED and send.lost_step == "send"


def _sentence(send: MassSend, state: State) -> str:
    match state:
        case State.SIGNED if _is_asked_about(send):
            return _(
                "No answer came back. The platform is asked again with the same number, so that "
                "nothing is sent twice."
            )
        case State.CONFIRMING:
            until = timezone.localtime(send.confirm_until)
            sentence = _(
                "The platform has asked the account's administrator, who must agree on the phone "
                "by %(time)s; otherwise nothing is sent."
            ) % {"time": f"{until:%H:%M}"}
            return f"{sentence} {_warning(send)}".strip()
        case State.SENT | State.PARTLY:
            return _counts(send)
    return str(NEXT.get(state, ""))


def _warning(send: MassSend) -> str:
    """Say what the administrator should know before agreeing; nobody else can stop it now."""
    titles = "、".join(f"“{trouble.item.title}”" for trouble in troubles_of(send))
    if not titles:
        return ""
    return _("Withdrawn or changed meanwhile: %(titles)s. Have the administrator refuse it.") % {
        "titles": titles
    }


def _counts(send: MassSend) -> str:
    if "sent" not in send.counts:
        return _("The platform has not told how many followers it reached.")
    sentence = ngettext(
        "It reached about %(count)s follower.",
        "It reached about %(count)s followers.",
        send.counts["sent"],
    ) % {"count": send.counts["sent"]}
    failed = send.counts.get("error", 0)
    if not failed:
        return sentence
    return sentence + " " + _("Not reached: %(count)s.") % {"count": failed}


def _trouble(send: MassSend, state: State) -> str:
    account = send.account
    if state in MOVING and (account.is_paused or account.is_blocked):
        return _("It waits: %(reason)s") % {"reason": account_state(account)}
    if not send.code or state in {State.CONFIRMING, State.DECLINED, State.UNCONFIRMED}:
        return ""
    return explanation(account.kind, send.code, send.text)


def refusal(error: Refusal, send: MassSend | None = None) -> str:
    """Return why something cannot be done, for the person who wanted it."""
    titles = "、".join(f"“{title}”" for title in error.titles)
    sentence = REFUSALS.get(error.code)
    if sentence is not None:
        return str(sentence) % {"titles": titles or "…"}
    return explanation(send.account.kind, error.code, titles) if send else error.code


def left(allowance: Allowance) -> str:
    """Return how many are left, as far as is known: what the console sent nobody tells us."""
    values = {"left": allowance.left, "limit": allowance.limit}
    if allowance.window == Window.MONTH:
        return _("%(left)s of %(limit)s left this month") % values
    return _("%(left)s of %(limit)s left today") % values
