"""The sandbox as a program: start, stop, restart, independence."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from django.core.management import CommandError, call_command

from tests.sandbox.callers import WeChat, Weibo, eventually, picture
from tests.sandbox_process import ROOT, SandboxProcess

TEXT = "通知 https://www.yunting.gov.cn/1/"


@pytest.fixture
def own_sandbox(tmp_path: Path):
    with SandboxProcess(tmp_path) as sandbox:
        yield sandbox


def test_a_restart_keeps_posts_drafts_pictures_and_tokens(own_sandbox):
    wechat, weibo = WeChat(own_sandbox), Weibo(own_sandbox)
    media_id = wechat.draft()
    url = wechat.upload(picture())["url"]
    number = weibo.shared(TEXT)["idstr"]
    before = own_sandbox.url
    own_sandbox.restart()
    assert weibo.get("/2/statuses/show.json", id=number).json()["idstr"] == number
    assert wechat.post("draft/get", {"media_id": media_id})["news_item"]
    moved = requests.get(url.replace(before, own_sandbox.url), timeout=10)
    assert moved.content == picture()


def test_a_publication_under_way_survives_a_restart(own_sandbox):
    wechat = WeChat(own_sandbox, publish_delay=1.5)
    publish_id = wechat.submit(wechat.draft())
    own_sandbox.restart()
    assert wechat.result(publish_id)["publish_status"] == 0


def test_it_stops_by_itself_even_while_a_request_is_stalled(own_sandbox):
    weibo = Weibo(own_sandbox)
    own_sandbox.control("faults", match="/2/", kind="stall", params={"seconds": 60})
    failed = []

    def stalled() -> None:
        try:
            weibo.share(TEXT)
        except requests.ConnectionError as error:
            failed.append(error)

    thread = threading.Thread(target=stalled)
    thread.start()
    eventually(lambda: own_sandbox.state()["weibo"]["posts"])
    process = own_sandbox._process
    own_sandbox.stop()
    # It is killed if it has not ended in the time that is left to it.
    assert process.returncode != -signal.SIGKILL
    thread.join(5)
    assert failed


def test_the_same_post_from_many_threads_is_there_once(weibo, sandbox):
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: weibo.code(weibo.share(TEXT)), range(8)))
    assert sorted(codes) == [0] + [20019] * 7
    assert len(sandbox.state()["weibo"]["posts"]) == 1


def test_nothing_of_the_portal_is_imported():
    program = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "syndication.sandbox.settings"
os.environ["SANDBOX_DATA"] = sys.argv[1]
import django
django.setup()
import syndication.sandbox.server, syndication.sandbox.urls, syndication.sandbox.background
names = {name.split(".")[0] for name in sys.modules}
print(sorted(names & {"portal", "home", "story", "wagtail", "wechatpy", "celery"}))
print(sorted(
    name for name in sys.modules
    if name.startswith("syndication.") and not name.startswith("syndication.sandbox")
))
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "var")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split("\n")[:2] == ["[]", "[]"]


def test_the_migration_is_complete(tmp_path):
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "syndication.sandbox.settings",
        "SANDBOX_DATA": str(tmp_path),
    }
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    checked = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_the_command_refuses_where_the_sandbox_is_not_allowed(settings, monkeypatch):
    started = []
    monkeypatch.setattr(os, "execv", lambda program, args: started.append(args))
    monkeypatch.setenv("PYTHONPATH", "")
    settings.SANDBOX_ALLOWED = False
    with pytest.raises(CommandError):
        call_command("sandbox")
    assert started == []
    settings.SANDBOX_ALLOWED = True
    call_command("sandbox", port=8123)
    (command,) = started
    assert command[1:5] == ["-m", "syndication.sandbox", "--host", "127.0.0.1"]
    assert "8123" in command
