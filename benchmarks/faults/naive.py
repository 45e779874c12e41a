"""The same load as many a script sends it: whatever goes wrong is tried again.

A call is made up to three times, then the whole job is, up to three times. Run as
`python -m benchmarks.faults.naive URL JOBS DONE`, a process that is killed at random like the
portal's workers. It writes down each job that is over and goes on after the last one.
"""

import io
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import requests
from PIL import Image

from benchmarks.faults.load import APP_KEY, SECRET
from tests.sandbox_process import SandboxProcess

TRIES, PAUSE, TIMEOUT = 3, 0.3, 3
POLLS = 10


class Failed(Exception):
    """The answer is not the one that was hoped for."""


def again(act: Callable[[], Any]) -> Any:
    """Do something until it succeeds, three times at most. Raises Failed."""
    for _ in range(TRIES):
        try:
            return act()
        except (requests.RequestException, ValueError, KeyError, Failed):
            time.sleep(PAUSE)
    raise Failed


def cover() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 383), "firebrick").save(buffer, "JPEG")
    return buffer.getvalue()


class Sender:
    """Sends one account's jobs in their order."""

    def __init__(self, url: str, account: dict[str, str]) -> None:
        self.url, self.account = url, account
        self.token = self.cover = ""
        self.http = requests.Session()
        self.http.trust_env = False

    def send(self, job: dict[str, str]) -> None:
        """Raises Failed when it has been tried often enough."""
        send = self._wechat if "app_id" in self.account else self._weibo
        again(lambda: send(job))

    def _wechat(self, job: dict[str, str]) -> None:
        if not self.cover:
            files = {"media": ("cover.jpg", cover(), "image/jpeg")}
            self.cover = self._post("material/add_material?type=image", files=files)["media_id"]
        article = {
            "title": job["title"],
            "digest": job["summary"],
            "content": f"<p>{job['summary']}</p>",
            "content_source_url": job["url"],
            "thumb_media_id": self.cover,
        }
        draft = self._post("draft/add", {"articles": [article]})["media_id"]
        publish_id = self._post("freepublish/submit", {"media_id": draft})["publish_id"]
        for _ in range(POLLS):
            status = self._post("freepublish/get", {"publish_id": publish_id})["publish_status"]
            if status == 0:
                return
            if status != 1:
                raise Failed(status)
            time.sleep(PAUSE)
        raise Failed("no result")

    def _post(self, endpoint: str, body: Any = None, files: Any = None) -> dict[str, Any]:
        return again(lambda: self._post_once(endpoint, body, files))

    def _post_once(self, endpoint: str, body: Any, files: Any) -> dict[str, Any]:
        if not self.token and endpoint != "stable_token":
            asked = {"grant_type": "client_credential", "appid": self.account["app_id"]}
            answer = self._post_once("stable_token", {**asked, "secret": SECRET}, None)
            self.token = answer["access_token"]
        sign = "&" if "?" in endpoint else "?"
        response = self.http.post(
            f"{self.url}/cgi-bin/{endpoint}{sign}access_token={self.token}",
            data=json.dumps(body, ensure_ascii=False).encode() if body else None,
            files=files,
            timeout=TIMEOUT,
        )
        answer = json.loads(response.content)
        if answer.get("errcode"):
            # The token may be what is wrong.
            self.token = ""
            raise Failed(answer)
        return answer

    def _weibo(self, job: dict[str, str]) -> None:
        again(lambda: self._share(job))

    def _share(self, job: dict[str, str]) -> None:
        if not self.token:
            sandbox = SandboxProcess.at(self.url)
            given = sandbox.control("weibo/tokens", app_key=APP_KEY, uid=self.account["uid"])
            self.token = given["access_token"]
        response = self.http.post(
            f"{self.url}/2/statuses/share.json",
            headers={"Authorization": f"OAuth2 {self.token}"},
            data={
                "status": f"【{job['title']}】{job['summary']} {job['url']}",
                "rip": "203.0.113.7",
            },
            timeout=TIMEOUT,
        )
        if "error_code" in response.json():
            self.token = ""
            raise Failed(response.json())


def main(url: str, jobs: Path, done: Path) -> None:
    """Send what is not done yet, one thread per account."""
    is_done = set(done.read_text().split()) if done.exists() else set()
    per_account: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in jobs.read_text().splitlines():
        job = json.loads(line)
        if job["id"] not in is_done:
            per_account[json.dumps(job["account"])].append(job)
    with done.open("a") as book:

        def work(account: str) -> None:
            sender = Sender(url, json.loads(account))
            for job in per_account[account]:
                # Given up, it is over too: a script has nobody to ask.
                with suppress(Failed):
                    sender.send(job)
                book.write(f"{job['id']}\n")
                book.flush()

        threads = [threading.Thread(target=work, args=(account,)) for account in per_account]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
