"""An answer as the page shows it: its words and its tone."""

from dataclasses import dataclass

from django.utils.functional import Promise

from syndication.verification.answers import Answer, Reason, Verdict
from syndication.verification.wording import heading, sentence

TONES = {
    Verdict.CURRENT: "good",
    Verdict.ACCOUNT: "good",
    Verdict.CORRECTED: "warning",
    Verdict.WITHDRAWN: "bad",
    Verdict.NOT_OURS: "bad",
}


@dataclass(frozen=True, slots=True)
class Shown:
    answer: Answer
    heading: Promise
    sentence: Promise
    tone: str

    @property
    def wants_advice(self) -> bool:
        return self.answer.verdict == Verdict.NOT_OURS and not self.answer.is_undecided


def shown(answer: Answer) -> Shown:
    doubtful = answer.is_undecided or answer.reason == Reason.NOT_IN_USE
    return Shown(
        answer,
        heading(answer),
        sentence(answer),
        "open" if doubtful else TONES[answer.verdict],
    )
