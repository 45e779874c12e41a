"""`make bench-portal`, as small as it can be: whole trees, pages asked for, loads counted."""

import shutil

import pytest
from django.core.cache import cache

from benchmarks.portal import __main__ as benchmark
from benchmarks.portal import fronts
from benchmarks.portal.asked import costs
from benchmarks.portal.load import load
from benchmarks.portal.trees import build
from home.listing import page_of
from home.models import ArticlePage, ColumnPage
from pagecache import triggers
from pagecache.serving import store
from tests.portal.test_public_queries import MOST


@pytest.fixture
def keeping_nothing():
    most = store.most_bytes
    yield
    store.most_bytes = most


def test_a_tree_is_as_if_it_had_been_written_by_hand_and_its_pages_are_asked(
    db, keeping_nothing, capsys
):
    cache.clear()
    addresses = build(60, 8000, subsites=2)
    assert ArticlePage.objects.count() == 60
    assert ArticlePage.find_problems() == ([], [], [], [], [])
    first = ColumnPage.objects.order_by("path")[0]
    assert page_of(first, None).paginator.count == ArticlePage.objects.child_of(first).count()
    assert not triggers.missing()

    asked = {name: getattr(addresses, name) for name in ("home", "column", "article", "subsite")}
    found = costs(asked, 8000, requests=1)
    assert all(0 < cost["queries"] <= MOST for cost in found.values())
    benchmark._print_growth({10: found, 60: found})
    assert "Cost of a page with 60 articles" in capsys.readouterr().out


@pytest.mark.skipif(fronts.nginx() is None, reason="no nginx on this machine (Debian: nginx)")
@pytest.mark.parametrize("has_wrk", [True, False])
def test_files_are_served_and_asked_for(tmp_path, monkeypatch, has_wrk):
    if not has_wrk:
        monkeypatch.setattr(shutil, "which", lambda name: None)
    elif shutil.which("wrk") is None:
        pytest.skip("no wrk on this machine (Debian: wrk)")
    with fronts.files(tmp_path / "nginx", {"/": "页".encode()}, 1) as served:
        told = load(f"{served.url}/", 1, 2, served.pid)
    assert told.rate > 0 and not told.wrong
    assert not (tmp_path / "nginx" / "nginx.pid").exists()
