"""What pages may say to whoever tells their story elsewhere, without knowing who that is.

`story_changed` is sent when the story of pages may have become another one although none of them
was published again. Sender: the page model; `pages`: an iterable of their keys. It is only a
hint: to send it once too often does no harm.

`correction`, if given, says to the public what was wrong, and `by` who said so: then it is a change
that somebody has to decide about for each copy, as if the page had been published as a correction.
"""

from django.dispatch import Signal

story_changed = Signal()
