"""What there is already that is like an offered item: other offers, and what the main site has.

Candidates share some of a few numbers with the item (`models.prints`); then titles are compared by
character and texts by their samples. A fixed number of queries, for one item or for a whole list.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _
from wagtail.models import Page

from contributions.models import Adoption, Contribution, TextPrint
from home.places import places_of
from proofing.checks.titles import SHORT, is_near
from texts.likeness import likeness, unpacked

# Shorter texts are the same or they are not: samples say little of them.
SHORTEST = 40
NEAR = 0.5
MOST_CANDIDATES, MOST_SHOWN = 20, 5
# Of two texts that have half of their runs in common, fewer than one in twenty share only one.
FEWEST_SHARED, MOST_ROWS = 2, 20_000
SHARING = """
    SELECT own.of_id, other.of_id, COUNT(*) AS shared
    FROM contributions_mark AS own
    JOIN contributions_mark AS other ON other.value = own.value AND other.of_id <> own.of_id
    WHERE own.of_id IN ({})
    GROUP BY own.of_id, other.of_id HAVING COUNT(*) >= %s
    ORDER BY shared DESC LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Like:
    """Something that is like an item. `share` is that of the text, from 0 to 1, and 1 for the same;
    `offers` are its own contributions, `place` names site and column.
    """

    page: Page
    place: str
    share: float
    title_is: str
    offers: tuple[Contribution, ...] = field(default=())

    @property
    def words(self) -> str:
        said = []
        if self.share >= 1:
            said.append(_("same text"))
        elif self.share >= NEAR:
            said.append(_("%(percent)d%% of the text") % {"percent": min(99, self.share * 100)})
        if self.title_is == "same":
            said.append(_("same title"))
        elif self.title_is == "near":
            said.append(_("nearly the same title"))
        return "，".join(said)

    @property
    def is_grave(self) -> bool:
        """Whether it is, or nearly is, the same text."""
        return self.share >= 0.9


def likes_of(pages: Iterable[int]) -> dict[int, list[Like]]:
    """Return what is like each of these pages, the most like first."""
    own = {each.page_id: each for each in TextPrint.objects.filter(page__in=list(pages))}
    candidates = _candidates(own)
    keys = {key for found in candidates.values() for key in found}
    prints = TextPrint.objects.filter(pk__in=keys).select_related("page")
    others = {each.pk: each for each in prints}
    alike: dict[int, list[tuple[TextPrint, float, str]]] = {}
    for page, found in candidates.items():
        compared = (_compared(own[page], others[key]) for key in found if key in others)
        rows = sorted(filter(None, compared), key=lambda row: (-row[1], row[2]))
        alike[page] = rows
    return _told(alike)


def _candidates(own: dict[int, TextPrint]) -> dict[int, list[int]]:
    """Return the keys of the prints that share most numbers with each page's. One query: which of
    thousands that share a common phrase share more than that is counted where they are.
    """
    found: dict[int, list[int]] = {page: [] for page in own}
    if not own:
        return found
    pages = {each.pk: page for page, each in own.items()}
    with connection.cursor() as cursor:
        placeholders = ", ".join(["%s"] * len(pages))
        cursor.execute(SHARING.format(placeholders), [*pages, FEWEST_SHARED, MOST_ROWS])
        for key, other, _shared in cursor:
            if len(found[pages[key]]) < MOST_CANDIDATES:
                found[pages[key]].append(other)
    return found


def _compared(one: TextPrint, other: TextPrint) -> tuple[TextPrint, float, str] | None:
    if one.digest == other.digest and one.length:
        share = 1.0
    elif min(one.length, other.length) < SHORTEST:
        share = 0.0
    else:
        share = likeness(unpacked(bytes(one.sample)), unpacked(bytes(other.sample)))
        # A sample may be the same where the texts are not.
        share = min(share, 0.99)
    title = ""
    if one.said == other.said and len(one.said) >= SHORT:
        title = "same"
    elif is_near(one.said, other.said):
        title = "near"
    if share < NEAR and not title:
        return None
    return other, share if share >= NEAR else 0.0, title


def _told(alike: dict[int, list[tuple[TextPrint, float, str]]]) -> dict[int, list[Like]]:
    pages = {row[0].page_id: row[0].page for rows in alike.values() for row in rows}
    places = places_of(pages.values()) if pages else {}
    offers: dict[int, list[Contribution]] = defaultdict(list)
    for each in Contribution.objects.filter(page__in=pages):
        offers[each.page_id].append(each)
    made = Adoption.objects.filter(page__in=pages)
    copies = set(made.values_list("contribution__page", "page"))
    return {
        page: [
            Like(
                pages[row.page_id],
                "·".join(filter(None, (places[row.page_id].site, places[row.page_id].column))),
                share,
                title,
                tuple(offers[row.page_id]),
            )
            for row, share, title in rows
            # What was made of this very item is no duplicate of it.
            if (page, row.page_id) not in copies
        ][:MOST_SHOWN]
        for page, rows in alike.items()
    }
