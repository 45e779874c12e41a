"""Transcripts made elsewhere: from bytes or pasted text to turns, speakers and doubts.

`read` takes a file, `read_text` and `read_html` what somebody pasted. None of them knows a
database. What is in a transcript ends in one of three places: in the body of a turn, among its
marks (the label and the times that stood before or after it, as written), or in `left_out`.

    lines, word, subtitles, markup   from a format to `Line`s
    times, vocabulary, labels        what a line may begin with
    header, evidence                 which of that is a speaker, by the whole document
    turns                            the turns
"""

from interviews.reading.files import read, read_html, read_text
from interviews.reading.reading import (
    Doubt,
    Known,
    Picture,
    Reading,
    Role,
    Speaker,
    Turn,
    Unreadable,
)

__all__ = [
    "Doubt",
    "Known",
    "Picture",
    "Reading",
    "Role",
    "Speaker",
    "Turn",
    "Unreadable",
    "read",
    "read_html",
    "read_text",
]
