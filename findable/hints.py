"""What owners of entries say when these may have changed, without knowing who listens.

`findable_changed` is sent inside the transaction that changes something, with `owners`: the names
of what may say something else now, be new, or be gone. Sender: whoever says so. To send it once
too often does no harm.
"""

from django.dispatch import Signal

findable_changed = Signal()
