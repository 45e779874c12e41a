"""Why a list changed, and what state that leaves a power in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    IN_FORCE = "in_force", _("in force")
    DELEGATED = "delegated", _("delegated")
    MERGED = "merged", _("merged into another")
    CANCELLED = "cancelled", _("cancelled")


class Cause(models.TextChoices):
    """Why a list changed (中办发〔2015〕21号: lists are adjusted as laws and duties change)."""

    NEW = "new", _("new")
    ADJUSTED = "adjusted", _("adjusted")
    DELEGATED = "delegated", _("delegated")
    MERGED = "merged", _("merged")
    CANCELLED = "cancelled", _("cancelled")
    RESTORED = "restored", _("restored")

    @property
    def state(self) -> State:
        """Return the state that a power is in after such a change."""
        return {
            Cause.DELEGATED: State.DELEGATED,
            Cause.MERGED: State.MERGED,
            Cause.CANCELLED: State.CANCELLED,
        }.get(self, State.IN_FORCE)


# After these a power is not exercised by its department any more.
ENDED = (Cause.CANCELLED, Cause.MERGED, Cause.DELEGATED)
