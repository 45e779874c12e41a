"""What was written into the index, told to whoever hands it on.

`entries_written` is sent inside the transaction, with `shelf` and `numbers`: the entries that are
new, say something else, or are gone.
"""

from django.dispatch import Signal

entries_written = Signal()
