"""What a release tells others. Sent within its transaction; a receiver that fails undoes it."""

from django.dispatch import Signal

# A release was made or renamed (release=…).
kept = Signal()
# Its pages are live (release=…).
released = Signal()
# It will not go out (release=…).
called_off = Signal()
