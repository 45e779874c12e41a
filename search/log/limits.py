"""The numbers of the log. `SEARCH_LOG` changes them."""

from collections.abc import Mapping

from django.conf import settings

USUAL: Mapping[str, int] = {
    # Searches and clicks of one address in a minute that one process counts; the rest is a robot's.
    # An address may be a whole office or a mobile network's exit.
    "searches_a_minute": 60,
    "clicks_a_minute": 120,
    # For how many seconds counts may wait in memory.
    "write_seconds": 2,
    # Queries that one person asked on one day are forgotten after so many days, all after so many.
    "rare_days": 14,
    "kept_days": 400,
    # Of how many days hot words are, and how many people must have asked.
    "hot_days": 7,
    "hot_askers": 5,
    # A query is owed an answer if so many asked it in a week, or saw its results and left.
    "owed_askers": 2,
    "unclicked": 3,
    # How many queries one department's weekly task lists.
    "owed_queries": 50,
}

# Askers are told apart within one day only: so many on one day are surely not one and the same,
# which one a day, however many days, may be.
SEVERAL = 2


def limit(name: str) -> int:
    return int(settings.SEARCH_LOG.get(name, USUAL[name]))
