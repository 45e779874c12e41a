"""Many editors at once: autosave and preview wait for each other and never fail."""

import threading
import time
from pathlib import Path
from typing import Any

import pytest
import requests
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.installation import Installation, until
from tests.sandbox_process import SandboxProcess
from tests.syndication.engine_room import articles, posts

EDITORS, ROUNDS, PUBLISHED = 5, 5, 4


@pytest.fixture
def installation(tmp_path, sandbox):
    with Installation(tmp_path / "data", sandbox.url) as installation:
        installation.prepare()
        for name in ("portal", "worker", "scheduler"):
            installation.start(name)
        yield installation


class Editor:
    """One person with a browser of her own, and what the portal answered her."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = requests.Session()
        self.statuses: list[int] = []
        self.ask("GET", "/admin/login/")
        self.ask("POST", "/admin/login/", {"username": "admin", "password": "fabuting-demo"})

    def ask(self, method: str, path: str, data: Any = None, **headers: str) -> requests.Response:
        token = self.http.cookies.get("csrftoken", "")
        answer = self.http.request(
            method,
            f"{self.url}{path}",
            data=data,
            headers={"X-CSRFToken": token, **headers},
            timeout=60,
        )
        self.statuses.append(answer.status_code)
        return answer

    def write(self, column: int, title: str) -> int:
        """Begin an article by autosave; return its page."""
        path = f"/admin/pages/add/home/articlepage/{column}/"
        answer = self.ask("POST", path, article(title), Accept="application/json")
        return answer.json()["pk"]

    def go_on(self, page: int, rounds: int) -> None:
        """Autosave and look at the preview, as the editor does by itself while one types."""
        revision: dict[str, str] = {}
        for number in range(rounds):
            fields = {**article(f"第{number}稿"), **revision}
            self.ask("POST", f"/admin/pages/{page}/edit/preview/", fields)
            self.ask("GET", f"/admin/pages/{page}/edit/preview/?in_preview_panel=true")
            path = f"/admin/pages/{page}/edit/"
            answer = self.ask("POST", path, fields, Accept="application/json")
            saved = answer.json() if answer.ok else {}
            # A colleague was quicker: go on from what is there, as after loading it again.
            revision = {"overwrite_revision_id": saved["revision_id"]} if saved else {}

    def publish(self, column: int, title: str) -> None:
        path = f"/admin/pages/add/home/articlepage/{column}/"
        self.ask("POST", path, {**article(title), "action-publish": "1"})


def article(title: str) -> dict[str, Any]:
    body = [("paragraph", rich_text(f"<p>{title}的正文。</p>", features=["bold"]))]
    empty = [
        *["slug", "subtitle", "short_title", "summary", "source", "author", "responsible_editor"],
        *["displayed_at", "cover", "seo_title", "search_description", "go_live_at", "expire_at"],
    ]
    return nested_form_data(
        {
            **dict.fromkeys(empty, ""),
            "title": title,
            "body": streamfield(body),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )


def logs(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.glob("*.log"))


def test_autosave_and_preview_never_meet_a_locked_database(
    installation: Installation, sandbox: SandboxProcess
):
    column = int(
        installation.python(
            "from home.models import ColumnPage; print(ColumnPage.objects.get().pk)"
        )
    )
    editors = [Editor(installation.url) for _ in range(EDITORS)]
    page = editors[0].write(column, "大家一起写")

    def publish_all() -> None:
        for number in range(PUBLISHED):
            editors[-1].publish(column, f"第{number}条消息")
            time.sleep(0.3)

    threads = [
        threading.Thread(target=editor.go_on, args=[page, ROUNDS]) for editor in editors[:-1]
    ]
    threads.append(threading.Thread(target=publish_all))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = [status for editor in editors for status in editor.statuses]
    assert max(statuses) < 500, logs(installation.folder)
    # Whoever saves what a colleague has changed meanwhile is told (400); the others are served.
    assert set(statuses) <= {200, 302, 400}
    assert statuses.count(400) < len(statuses) / 2
    until(lambda: len(articles(sandbox)) == len(posts(sandbox)) == PUBLISHED, 60)
    said = logs(installation.folder)
    assert "database is locked" not in said, said
    assert "Traceback" not in said, said
