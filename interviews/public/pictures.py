"""Pictures of the record, which no page holds: who may see the transcript may see them."""

from django.db.models import Q
from django.db.models.query import QuerySet

from attachments.shown.kinds import Kind
from interviews.models import Sitting
from interviews.states import BEFORE_LIVE


def pages_showing(kind: Kind, key: int) -> QuerySet | None:
    """Return the keys of interviews in whose transcript a picture is shown now."""
    if kind != Kind.PICTURE:
        return None
    in_turn = Q(turns__is_withdrawn=False, turns__pictures__image=key)
    beside_name = Q(turns__is_withdrawn=False, turns__speaker__photo=key)
    sittings = Sitting.objects.exclude(state__in=BEFORE_LIVE)
    return sittings.filter(in_turn | beside_name).values("page")
