"""What is told when an entry has been committed."""

from django.dispatch import Signal

# sitting: its key; number: the entry's. Whoever listens cannot fail whoever wrote.
appended = Signal()
