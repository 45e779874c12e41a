"""What pages may say to whoever tells their story elsewhere, without knowing who that is.

`story_changed` is sent when the story of pages may have become another one although none of them
was published again. Sender: the page model; `pages`: an iterable of their keys. It is only a
hint: to send it once too often does no harm.
"""

from django.dispatch import Signal

story_changed = Signal()
