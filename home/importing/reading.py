"""From a file to a draft, and what whoever brings the file should know about it."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath

from django.utils.translation import gettext as _

from home.importing import docx_reader, html_reader, text_reader
from home.importing.draft import Draft, Unreadable
from home.importing.html_blocks import Beside
from home.importing.normalise import destroyed, glosses, normalised

MAX_BYTES = 100 * 1024 * 1024
# What the narrowest channel takes; a longer article is for the portal and other channels only.
WECHAT_TITLE, WECHAT_TEXT = 32, 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft; `digest` changes with whatever would make another one of its file."""

    draft: Draft
    digest: str
    stripped: int = 0

    def notes(self) -> list[str]:
        """Say what a person should look at before the article is published."""
        notes = [
            _("destroyed: …%(place)s…") % {"place": place.strip()}
            for words in self.draft.words()
            for place in destroyed(words)
        ]
        notes += [_("left out: %(what)s") % {"what": what} for what in self.draft.left_out]
        if len(self.draft.title) > WECHAT_TITLE:
            notes.append(
                _(
                    "the title has %(length)d characters and WeChat takes %(most)d: "
                    "give the article a short title"
                )
                % {"length": len(self.draft.title), "most": WECHAT_TITLE}
            )
        if (length := self.draft.length()) >= WECHAT_TEXT:
            notes.append(
                _("the text has %(length)d characters and WeChat takes fewer than %(most)d")
                % {"length": length, "most": WECHAT_TEXT}
            )
        return notes


def read(
    name: str,
    data: bytes,
    *,
    beside: Beside = lambda name: None,
    normalise: bool = False,
    title: str = "",
) -> Reading:
    """Read a file by its name's ending. Raises Unreadable."""
    draft = _read(name, data, beside)
    if title:
        draft = replace(draft, title=title)
    digest = hashlib.sha256(f"{normalise}|{title}|".encode() + data).hexdigest()
    if not normalise:
        return Reading(draft, digest)
    stripped = sum(len(glosses(text)) for text in draft.texts())
    return Reading(draft.map_text(normalised), digest, stripped)


def _read(name: str, data: bytes, beside: Beside) -> Draft:
    suffix = PurePath(name).suffix.lower()
    match suffix:
        case ".docx":
            return docx_reader.read(data)
        case ".html" | ".htm":
            return html_reader.read(data, beside)
        case ".txt":
            return text_reader.read(data)
    raise Unreadable(_("it is not a .docx, .html or .txt file"))
