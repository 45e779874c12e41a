"""Hot words: what many people ask and find an answer to."""

from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import F, Max, Sum
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from search.log.limits import SEVERAL, limit
from search.log.masking import MARK
from search.models import HiddenWord, QueryDay

SHORTEST, LONGEST = 2, 20
MOST = 50
KEPT_SECONDS = 300
_KEY = "search:hot"


def hot_words(most: int = 10) -> list[str]:
    """Return what is asked most, hottest first: one query, and one more in five minutes.

    What editors hide is gone at once. Nothing that a single person could have made hot is in it.
    """
    words = cache.get(_KEY)
    if words is None:
        words = _asked_most(timezone.localdate())
        cache.set(_KEY, words, KEPT_SECONDS)
    hidden = set(HiddenWord.objects.filter(said__in=words).values_list("said", flat=True))
    return [word for word in words if word not in hidden][:most]


def forget() -> None:
    """Count anew when hot words are next asked for."""
    cache.delete(_KEY)


def _asked_most(today: date) -> list[str]:
    found = (
        QueryDay.objects.filter(day__gt=today - timedelta(days=limit("hot_days")))
        .exclude(said__contains=MARK)
        .values("said")
        .annotate(
            people=Sum("askers"),
            together=Max("askers"),
            times=Sum("asked"),
            failed=Sum("nothing"),
        )
        .filter(people__gte=limit("hot_askers"), together__gte=SEVERAL, failed__lt=F("times"))
        .order_by("-people", "-times", "said")
        .values_list("said", flat=True)
    )
    fitting = (said for said in found[: 4 * MOST] if SHORTEST <= len(said) <= LONGEST)
    return [said for said in fitting if not said.isdecimal()][:MOST]


@require_GET
def hot(request: HttpRequest) -> JsonResponse:
    """Answer with hot words as JSON: {"words": […]}."""
    response = JsonResponse({"words": hot_words()}, json_dumps_params={"ensure_ascii": False})
    patch_cache_control(response, public=True, max_age=60)
    response["Access-Control-Allow-Origin"] = "*"
    return response
