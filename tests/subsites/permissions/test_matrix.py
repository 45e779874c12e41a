"""Role × address × own or other site, tried over HTTP: nobody reaches another department's things.

`make permissions` tries more sites against each other, and their own addresses too.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from home.models import HomePage
from tests.subsites.permissions.addresses import (
    KEPT_CENTRALLY,
    POSTED,
    addresses,
    bulk,
    listings,
)
from tests.subsites.permissions.world import Place, make_place

SITES = int(os.environ.get("PERMISSION_SITES", "0"))
FEWEST_CELLS = 5000

# They answer everybody, and say nothing of whose thing it is: they lead to what somebody may see,
# list by type or start at the root, or do nothing to what is not one's own.
HARMLESS = frozenset(
    {
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_pages:type_use",
        "wagtailadmin_pages:type_use_results",
        "wagtailadmin_pages:choose_parent",
        "wagtailadmin_pages:revisions_index",
        "wagtailadmin_editing_sessions:release",
        "wagtailadmin_password_reset_confirm",
        "syndication:correction_of",
    }
)
# Nobody of a department changes these, be they their own.
CENTRAL = re.compile(
    r"^(contribution_reasons|contributions:(adopt|decline|reopen|changed|look|undo)|"
    r"organs|units|subsites|subsite_templates|account|route|wagtailsites|wagtailusers_\w+|"
    r"wagtailadmin_collections|wagtailadmin_workflows|wagtailadmin_password_reset_confirm)\b"
)
# What an editor does every day; without these, a matrix of refusals would prove nothing.
DAILY = frozenset(
    {
        "attachments:checks",
        "contributions:offer",
        "contributions:one",
        "disclosure:powers",
        "disclosure:propose_change",
        "interview_console:console",
        "interview_questions:one",
        "interview_questions:queue",
        "interviews:steps",
        "releases:one",
        "syndication:copies",
        "wagtailadmin_api:documents:detail",
        "wagtailadmin_api:images:detail",
        "wagtailadmin_explore",
        "wagtailadmin_pages:add_subpage",
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:history",
        "wagtailadmin_pages:view_draft",
        "wagtaildocs:edit",
        "wagtailimages:edit",
    }
)
SEARCHES = (
    "/admin/pages/search/?q=草稿",
    "/admin/choose-page/search/?q=草稿",
    "/admin/choose-page/search/?q=动态",
    "/admin/choose-page/?page_type=home.ArticlePage",
    "/admin/choose-page/?page_type=interviews.InterviewPage",
    "/admin/images/?q=图",
    "/admin/images/chooser/results/?q=图",
    "/admin/documents/?q=文件",
    "/admin/documents/chooser/results/?q=文件",
    "/admin/api/main/pages/?search=草稿",
    "/admin/api/main/images/?search=图",
    "/admin/api/main/documents/?search=文件",
)
# It raises an exception on purpose.
ALARM = "/admin/failwhale/"


@dataclass(frozen=True, slots=True)
class Cell:
    role: str
    method: str
    name: str
    path: str


@pytest.fixture
def places(home: HomePage) -> list[Place]:
    made = [make_place(number, home) for number in range(1, max(SITES, 2) + 1)]
    call_command("update_index", verbosity=0)
    return made


def cells(role: str, of: Place) -> Iterator[Cell]:
    for address in addresses():
        for method in ("get", "post"):
            yield Cell(role, method, address.name, address.of(of))
    for path in bulk(of):
        for method in ("get", "post"):
            yield Cell(role, method, path.partition("?")[0], path)


def logged_in(place: Place, role: str) -> Client:
    # What falls over half filled forms of one's own was let in.
    client = Client(raise_request_exception=False)
    client.force_login(place.people[role])
    return client


def tried(client: Client, method: str, path: str, name: str = "") -> HttpResponse:
    """Return the answer; whatever was done is undone."""
    with transaction.atomic():
        try:
            return client.post(path, POSTED.get(name)) if method == "post" else client.get(path)
        finally:
            transaction.set_rollback(True)


def is_refused(response: HttpResponse) -> bool:
    if response.status_code == 302:
        return response["Location"].partition("?")[0] in {"/admin/", "/admin/login/"}
    return response.status_code in {403, 404, 405}


def text_of(response: HttpResponse) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="ignore")


def answer(client: Client, cell: Cell) -> HttpResponse:
    return tried(client, cell.method, cell.path, cell.name)


def unexpected(client: Client, cell: Cell, other: Place) -> str:
    """Return what is wrong with an answer about another's thing; "" if it is refused."""
    response = answer(client, cell)
    if is_refused(response):
        return ""
    if cell.name not in HARMLESS:
        return f"{cell} → {response.status_code}"
    return f"{cell} names it" if other.mark in text_of(response) else ""


@pytest.mark.parametrize("role", ["editors", "reviewers"])
def test_nothing_of_another_site_is_open(places, role):
    mine, other = places[:2]
    client = logged_in(mine, role)
    found = [unexpected(client, cell, other) for cell in cells(role, other)]
    assert len(found) > 400
    assert list(filter(None, found)) == []


def test_no_listing_search_or_report_names_another_site(places):
    mine, other = places[:2]
    client = logged_in(mine, "reviewers")
    named = [
        path
        for path in [*listings(), *SEARCHES]
        if path != ALARM and other.mark in text_of(tried(client, "get", path))
    ]
    assert named == []


def test_what_somebody_does_every_day_is_open_on_their_own_site(places):
    client = logged_in(places[0], "editors")
    daily = [address for address in addresses() if address.name in DAILY]
    shut = [
        address.name
        for address in daily
        if tried(client, "get", address.of(places[0])).status_code != 200
    ]
    assert (len(daily), shut) == (len(DAILY), [])


def test_people_find_what_is_their_own(places):
    client = logged_in(places[0], "editors")
    empty = [
        path
        for path in SEARCHES
        if "InterviewPage" not in path and places[0].mark not in text_of(tried(client, "get", path))
    ]
    assert empty == []


def test_what_is_kept_centrally_is_shut_on_the_own_site_too(places):
    client = logged_in(places[0], "reviewers")
    own = [
        cell
        for cell in cells("reviewers", places[0])
        if CENTRAL.match(cell.name) and cell.name not in HARMLESS
    ]
    opened = [cell for cell in own if not is_refused(answer(client, cell))]
    assert opened == []


@pytest.mark.skipif(not SITES, reason="takes minutes: make permissions")
def test_the_whole_matrix(places, admin_user):
    """Every role of every site against every site, and the superuser, to whom nothing is shut."""
    number, wrong = 0, []
    for mine in places:
        for role in mine.people:
            client = logged_in(mine, role)
            for other in places:
                for cell in cells(role, other):
                    number += 1
                    if mine is not other:
                        wrong.append(unexpected(client, cell, other))
                    elif CENTRAL.match(cell.name) and cell.name not in HARMLESS:
                        response = answer(client, cell)
                        wrong.append("" if is_refused(response) else f"{cell}: own, yet central")
                    else:
                        answer(client, cell)
    wrong += list(_shut_to_everybody(places[0], admin_user))
    found = list(filter(None, wrong))
    print(f"\n{number} cells; {len(found)} unexpected")  # noqa: T201
    assert found == []
    assert number >= FEWEST_CELLS


# What even a superuser is refused, for there is nothing to be done with the thing at hand.
NOTHING_TO_DO = frozenset(
    {
        "reviews:decide_borrowed",
        "wagtailadmin_pages:convert_alias",
        "wagtailadmin_tag_model_autocomplete",
        "humantask:delete",
        "wagtailadmin_workflows:add_task",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
    }
)


def _shut_to_everybody(place: Place, superuser) -> Iterator[str]:
    """Yield the addresses where a refusal says nothing, because everybody is refused there."""
    client = Client(raise_request_exception=False)
    client.force_login(superuser)
    for address in addresses():
        if KEPT_CENTRALLY.match(address.name) or address.name in NOTHING_TO_DO:
            continue
        path = address.of(place)
        answers = [tried(client, method, path, address.name) for method in ("get", "post")]
        if all(is_refused(answer) for answer in answers):
            yield f"{address.name} is shut to everybody"
