"""What may happen in a record, and what a turn is to a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Kinds of entries; beside each, what its `data` holds."""

    # speaker, text, pictures, said_at, second, after, part, question
    SAID = "said", _("said")
    # text, pictures
    EDITED = "edited", _("edited")
    # speaker
    ATTRIBUTED = "attributed", _("given to another speaker")
    # part, question
    LINKED = "linked", _("linked to a question")
    # reason
    WITHDRAWN = "withdrawn", _("withdrawn")
    RESTORED = "restored", _("restored")
    # after
    MOVED = "moved", _("moved")
    # note
    CORRECTED = "corrected", _("correction marked")
    # second
    TIMED = "timed", _("video time set")
    # number, name, post, role, photo, shortcut
    SPEAKER = "speaker", _("speaker entered or changed")
    # from, to, reason; ballot where a vote on topics begins or ends (topics.ballots)
    STATE = "state", _("state changed")


class Part(models.TextChoices):
    SPEECH = "speech", _("speech")
    ASKS = "asks", _("puts a question")
    ANSWERS = "answers", _("answers a question")
