"""From publish to visible: how soon each place shows what was published, and what else was thrown
away for it.
"""

import json
import math
import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import requests

from tests.installation import Installation

# In a process of its own, as an editor's is. Publishing goes through Wagtail's revision.publish().
PUBLISH = """
import json, time
from home.models import ArticlePage, ColumnPage
from tests.home.factories import ArticlePageFactory
for number in range({rounds}):
    for pk in {columns}:
        column = ColumnPage.objects.get(pk=pk)
        page = ArticlePageFactory(parent=column, live=False, title=f"发布计时{{number:03}}{{pk}}")
        revision = ArticlePage.objects.get(pk=page.pk).save_revision()
        at = time.time()
        revision.publish()
        told = time.time()
        page = ArticlePage.objects.get(pk=page.pk)
        print(json.dumps([page.title, page.url, told - at, told]), flush=True)
        time.sleep({pause})
"""
LOC = re.compile(r"<loc>(.*?)</loc>")
TIMEOUT = 30.0
PUBLISHING = "publish() itself"


@dataclass(frozen=True, slots=True)
class Column:
    """Where is published; `front` is the home page of its site, called `front_name`."""

    key: int
    url: str
    front: str
    front_name: str


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    url: str
    sought: str


def waits(
    installation: Installation, columns: list[Column], rounds: int, pause: float
) -> dict[str, list[float]]:
    """Return by place the seconds from the end of `publish()` to the answer that has the article.

    All places are asked again and again at once.
    """
    found: dict[str, list[float]] = {}
    sitemaps = {column.key: _part_of_sitemap(installation.url, column) for column in columns}
    keys = [column.key for column in columns]
    code = PUBLISH.format(columns=keys, rounds=rounds, pause=pause)
    with installation.running(code) as told, ThreadPoolExecutor(8) as pool:
        for number in range(rounds * len(columns)):
            column = columns[number % len(columns)]
            title, url, took, at = json.loads(told.readline())
            found.setdefault(PUBLISHING, []).append(took)
            places = _places(installation.url, column, title, url, sitemaps[column.key])
            seen = pool.map(lambda place, at=at: _until_seen(place, at), places)
            for place, waited in zip(places, seen, strict=True):
                found.setdefault(place.name, []).append(waited)
    return found


def _places(root: str, column: Column, title: str, url: str, sitemap: str) -> list[Place]:
    return [
        Place("the page", f"{root}{url}", title),
        Place("its column", f"{root}{column.url}", title),
        Place(column.front_name, f"{root}{column.front}", title),
        Place("the feed of its column", f"{root}/feeds/{column.key}/atom.xml", title),
        Place("its part of the sitemap", sitemap, url),
        Place("search", f"{root}/search/?q={title}", url),
    ]


def _part_of_sitemap(root: str, column: Column) -> str:
    """Return the part that ends a column: parts go by the order of the tree."""
    parts = LOC.findall(requests.get(f"{root}/sitemap.xml", timeout=60).text)
    for part in reversed(parts):
        if f"{column.url}a-" in requests.get(part, timeout=60).text:
            return part
    return parts[-1]


def _until_seen(place: Place, at: float) -> float:
    while time.time() < at + TIMEOUT:
        answer = requests.get(place.url, timeout=60)
        if answer.status_code == 200 and place.sought in answer.text:
            return time.time() - at
        time.sleep(0.02)
    return math.inf


def thrown_away(root: str, urls: Mapping[str, str], act: Callable[[], object]) -> dict[str, bool]:
    """Return for each of these pages that is kept whether an act threw it away."""
    visitor = requests.Session()

    def is_kept(url: str) -> bool:
        answer = visitor.get(f"{root}{url}", timeout=60)
        return answer.headers.get("X-Cache") == "hit"

    for url in urls.values():
        visitor.get(f"{root}{url}", timeout=60)
    kept = {name: url for name, url in urls.items() if is_kept(url)}
    act()
    time.sleep(0.5)
    return {name: not is_kept(url) for name, url in kept.items()}


def articles_in(page: str, column: str) -> list[str]:
    """Return the addresses of articles below a column that a page links to, in their order."""
    return re.findall(rf'href="({re.escape(column)}[\w-]+/)"', page)
