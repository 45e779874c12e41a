"""Which votes are turned away whatever they are for: from another site, or too many at once."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from interviews.asking import limits
from interviews.asking.visitors import address_of, is_from_here


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """`wait` in seconds; 0 where waiting does not help."""

    message: str
    status: int
    wait: int = 0

    def noted_in(self, response: HttpResponse) -> HttpResponse:
        """Return the response with the time after which a program may come again."""
        if self.wait:
            response.headers["Retry-After"] = str(self.wait)
        return response


def turned_away(request: HttpRequest) -> TurnedAway | None:
    """Count a vote that is about to be looked at; say why it is not."""
    if not is_from_here(request):
        return TurnedAway(
            _("The form was sent from another site. Please send it from here."), status=403
        )
    if limit := limits.count_vote(address_of(request)):
        told = _("Too many votes came from your network. Please try again in %(minutes)d minutes.")
        return TurnedAway(told % {"minutes": limit.minutes}, status=429, wait=limit.wait)
    return None
