"""A town with a page of every type, copied, and read through a server that only has files."""

import json
from urllib.parse import urljoin, urlsplit

import pytest
import requests

from mirror import markup
from tests.doors.marks import found_in
from tests.doors.test_doors import committed, looking, publish_all, town  # noqa: F401
from tests.mirror.conftest import bytes_of, exported

HOST = "localhost_8000"


def crawled(base: str) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return broken links with the pages that have them, and all answers, from the home page on."""
    waiting, broken, answers = {base + "/": ""}, {}, {}
    while waiting:
        url, by = waiting.popitem()
        answer = requests.get(url, timeout=5)
        answers[url] = answer.content
        if answer.status_code != 200:
            broken[url] = by
        elif answer.headers["Content-Type"].startswith("text/html"):
            for link in markup.links(answer.text)[0]:
                found = urljoin(answer.url, link).partition("#")[0]
                if found.startswith(base) and found not in answers:
                    waiting.setdefault(found, url)
    return broken, answers


@pytest.mark.django_db
def test_everything_that_is_linked_is_there(town, target, static_server):  # noqa: F811
    # Given a town with a page of every type, half of them with later drafts
    publish_all(town)
    for thing in town.things[::2]:
        committed(town.edit, thing)
    # When it is copied and served by a server that has nothing but files
    done = exported(target)
    # (what holds a reader's vote in a cookie stays outside, and is named)
    assert set(done.outside.values()) == {"is for one visitor"}
    assert all("/questions/" in each for each in done.outside)
    broken, _answers = crawled(static_server(target.folder / "sites" / HOST))
    # Then no link leads nowhere
    assert broken == {}
    # And nothing that is not public came out, and something of every page did
    copied = {path: (target.folder / "sites" / path).read_bytes() for path in bytes_of(target)}
    told = {mark for content in copied.values() for mark in found_in(content)}
    public = town.public_marks()
    assert told <= public
    for thing in town.things:
        assert f"{HOST}{urlsplit(thing.page.full_url).path}index.html" in copied
    # And pages say where search and forms are
    assert 'class="mirror-live"' in copied[f"{HOST}/index.html"].decode()
    assert not any(b"<form" in each for path, each in copied.items() if path.endswith(".html"))
    # And a second run finds nothing to do, and asking for everything anew makes the same bytes
    before = bytes_of(target)
    again = exported(target)
    assert (again.written, again.removed, again.is_new) == (0, [], False)
    assert exported(target, full=True).is_new is False
    assert bytes_of(target) == before
    manifest = json.loads((target.folder / "proof/manifest.json").read_text())
    assert {entry["path"] for entry in manifest["files"]} == {f"sites/{each}" for each in before}
