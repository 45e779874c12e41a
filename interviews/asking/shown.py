"""What became of a question, in words for citizens."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interviews.ledger.kinds import Outcome, Reason
from interviews.models import Question, Sitting
from workdays.explaining import in_words

# What somebody may do whose question is not answered in public.
ADVICE = {
    Reason.OTHER_OFFICE: gettext_lazy(
        "Please ask the office in charge, or call the hotline 12345."
    ),
    Reason.CASE: gettext_lazy(
        "Please write to the mailbox or call the hotline 12345: they deal with cases."
    ),
    Reason.UNCLEAR: gettext_lazy("Please ask again in other words."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """`tone` names the outcome for the style sheet; `link` leads to where more can be read."""

    tone: str
    heading: str
    sentence: str = ""
    explanation: str = ""
    link: str = ""
    link_words: str = ""


def told(question: Question, page_url: str) -> Told:
    """Say how a question stands. `answered_in` and `merged_into` must have come with it."""
    match question.outcome:
        case Outcome.ANSWERED:
            return Told(
                Outcome.ANSWERED,
                _("Answered"),
                link=f"{page_url}#{question.answered_in.anchor}",
                link_words=_("Read the answer in the transcript"),
            )
        case Outcome.MERGED:
            number = question.merged_into.number
            return Told(
                Outcome.MERGED,
                _("Merged"),
                _("Question %(number)d asks the same; it is answered there.") % {"number": number},
                link=reverse("questions:question", args=[question.sitting.page_id, number]),
                link_words=_("To question %(number)d") % {"number": number},
            )
        case Outcome.PROMISED:
            return Told(
                Outcome.PROMISED,
                _("Answer promised"),
                _("There will be an answer by %(day)s.") % {"day": in_words(question.promised_on)},
                question.explanation,
            )
        case Outcome.DECLINED:
            reason = Reason(question.declined_because)
            return Told(
                Outcome.DECLINED,
                _("Not answered here"),
                _("Reason: %(reason)s.") % {"reason": reason.label},
                " ".join(filter(None, [question.explanation, str(ADVICE.get(reason, ""))])),
            )
    return _without_outcome(question)


def _without_outcome(question: Question) -> Told:
    if not question.is_approved:
        return Told(
            "waiting",
            _("Waiting for moderation"),
            _("It has been received and is shown in public once a moderator has read it."),
        )
    if _is_over(question.sitting):
        return Told("open", _("Not answered yet"), _("Every question gets an outcome here."))
    return Told("open", _("Shown, not answered yet"), _("The guests answer during the interview."))


def _is_over(sitting: Sitting) -> bool:
    return not sitting.stands.takes_questions
