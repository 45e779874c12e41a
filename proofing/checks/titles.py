"""Titles that a published page of the same kind and site has already, or nearly.

Near are titles that differ in few characters, and not in a number: the notice of 2025 is not that
of 2024, nor the second list the first. Candidates hold one of a few pieces of the title as it is;
whoever differs in fewer characters than there are pieces holds one of them.
"""

import re
from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from attachments.gate import Finding
from proofing.checks.telling import Teller
from proofing.folding import fold

# Shorter ones are names of columns and the like: only neighbours are compared.
SHORT = 8
# One different character in so many is still nearly the same; never more than MOST.
PER_DIFFERENCE, MOST = 10, 3
MOST_CANDIDATES = 200
NUMBER = re.compile(r"\d+|[〇零一二三四五六七八九十百千两]+")
SILENT = re.compile(r"[\W_]+")


def titles_like(page: Page, tell: Teller) -> Iterator[Finding]:
    if not tell.makes("same_title") and not tell.makes("near_title"):
        return
    own = said_in(page.title)
    for key, title in _candidates(page, own):
        other = said_in(title)
        name = "same_title" if other == own else "near_title"
        if tell.makes(name) and (other == own or is_near(own, other)):
            yield tell(
                name, key, own, other, what=_said(name, title), place=_place(page), path=("title",)
            )
            return


def said_in(title: str) -> str:
    """Return what a title says: without punctuation, width and case."""
    return SILENT.sub("", fold(title).text)


def is_near(one: str, other: str) -> bool:
    """Tell whether two titles, as `said_in` returns them, differ in few characters only."""
    if NUMBER.findall(one) != NUMBER.findall(other) or min(len(one), len(other)) < SHORT:
        return False
    return _distance(one, other, _allowed(one)) <= _allowed(one)


def _allowed(title: str) -> int:
    return min(MOST, len(title) // PER_DIFFERENCE)


def _distance(one: str, other: str, most: int) -> int:
    """Return how many characters differ, were added or left out; `most` + 1 if there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row = row, [i] + [far] * len(other)
        for j in range(max(1, i - most), min(len(other), i + most) + 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other[j - 1]), far)
    return row[-1]


def _candidates(page: Page, own: str) -> list[tuple[int, str]]:
    """Return keys and titles of live pages that may be alike, the same ones first; two queries."""
    if not own:
        return []
    rows = Page.objects.live().filter(content_type_id=page.cached_content_type.pk, alias_of=None)
    if page.pk:
        rows = rows.exclude(pk=page.pk)
    if len(own) < SHORT:
        parent = page.get_parent() if page.path else None
        rows = rows.child_of(parent) if parent else rows.none()
    else:
        rows = rows.filter(url_path__startswith=_root_of(page))
        holds = [Q(title__contains=piece) for piece in _pieces(own, page.title)]
        rows = rows.filter(reduce(or_, holds))
    found = rows.order_by("-pk").values_list("pk", "title")[:MOST_CANDIDATES]
    return sorted(found, key=lambda row: said_in(row[1]) != own)


def _pieces(own: str, title: str) -> list[str]:
    """Return pieces of a title as it is written, more than differences are allowed."""
    number = _allowed(own) + 1
    size = max(2, len(title) // number)
    pieces = [title[at : at + size] for at in range(0, len(title), size)]
    return [piece for piece in pieces if len(piece) > 1]


def _root_of(page: Page) -> str:
    """Return the path of the site that a page is in; the longest, should one lie within another."""
    paths = [root.root_path for root in Site.get_site_root_paths()]
    return max((path for path in paths if page.url_path.startswith(path)), key=len, default="/")


def _said(name: str, title: str) -> str:
    if name == "same_title":
        return _("A published page has this title: “%(title)s”") % {"title": title}
    return _("A published page has nearly this title: “%(title)s”") % {"title": title}


def _place(page: Page) -> str:
    return str(page._meta.get_field("title").verbose_name)
