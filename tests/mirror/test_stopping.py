"""Runs that are killed, that meet, or that find the portal in trouble."""

import io
import json
import os
import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from home.models import ArticlePage
from mirror.crawling import Broken
from mirror.target import Target
from tests.home.factories import ArticlePageFactory
from tests.mirror.conftest import bytes_of, exported


def killed_after(target: Target, writes: int) -> bool:
    """Export in a process of its own that is killed when it has written so many files. Return
    whether it was.
    """
    child = os.fork()
    if child:
        _child, status = os.waitpid(child, 0)
        return os.WIFSIGNALED(status)
    count = 0
    write = Target.write

    def counted(self: Target, path: str, content: bytes) -> tuple[int, int]:
        nonlocal count
        count += 1
        if count > writes:
            # In the middle of a file.
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.with_name(".draft~").write_bytes(content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, path, content)

    Target.write = counted
    # The parent's line to the database is not ours.
    connection.connection = None
    try:
        exported(target)
    finally:
        os._exit(0)


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_is_finished_by_the_next(column, article, target, tmp_path):
    # Given a copy, and changes since
    exported(target)
    ArticlePageFactory(parent=column)
    article.title = "改过的标题"
    article.save_revision().publish()
    before = json.loads((target.folder / "proof/manifest.json").read_text())
    # When runs are killed, each a little later
    for writes in (0, 1, 3):
        assert killed_after(target, writes)
        # Then readers see the manifest of before
        shown = json.loads((target.folder / "proof/manifest.json").read_text())
        assert shown == before
    # And the next one ends with what a run that nobody kills makes
    exported(target)
    anew = Target(tmp_path / "anew")
    exported(anew)
    assert bytes_of(target) == bytes_of(anew)
    call_command("verify_static", str(target.folder), stdout=io.StringIO())


@pytest.mark.django_db
def test_a_second_run_says_that_there_is_one(home, target):
    with target.locked(), pytest.raises(CommandError, match=f"process {os.getpid()}"):
        call_command("export_static", str(target.folder))


@pytest.mark.django_db
def test_another_folder_is_left_alone(home, tmp_path):
    (tmp_path / "letters").write_text("meine")
    with pytest.raises(CommandError, match="neither empty nor an earlier export"):
        call_command("export_static", str(tmp_path))


@pytest.mark.django_db
def test_nothing_is_removed_while_the_portal_fails(article, target, monkeypatch):
    # Given a copy of an article
    exported(target)
    before = bytes_of(target)
    # When the portal cannot show articles any more
    monkeypatch.setattr(ArticlePage, "template", "no/such/template.html")
    article.title = "改过"
    article.save_revision().publish()
    # Then the run ends, and the copy stays
    with pytest.raises(Broken, match="500"):
        exported(target)
    assert bytes_of(target).keys() == before.keys()
