"""What others may want to know: sent with `page`, `note` (words for the public) and `user`.

`major_change` comes before a change that the public is told of goes live, in the same transaction.
"""

from django.dispatch import Signal

major_change = Signal()
