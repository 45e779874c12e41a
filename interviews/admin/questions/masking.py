"""What was submitted, with the numbers of people in it marked: for moderators only."""

from dataclasses import dataclass

from attachments.personal import find
from interviews.models import Question


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_personal: bool = False


def marked(question: Question) -> list[Piece]:
    """Return the words as submitted in pieces; none if they are shown as they are."""
    if question.text == question.shown_text:
        return []
    pieces, end = [], 0
    for number in sorted(find(question.text), key=lambda each: each.start):
        if number.start < end:
            continue
        pieces += [
            Piece(question.text[end : number.start]),
            Piece(question.text[number.start : number.end], is_personal=True),
        ]
        end = number.end
    return [piece for piece in [*pieces, Piece(question.text[end:])] if piece.text]
