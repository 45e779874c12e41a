"""An editor's place of work: a browser, and a way in."""

import os
import shutil

import pytest
from playwright.sync_api import Page, expect

from tests.installation import Installation

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")

in_a_browser = [
    # One lane: browsers side by side would be slower than one after the other.
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (Debian: chromium)"),
]

SOON = 20_000
expect.set_options(timeout=SOON)


def log_in(page: Page, installation: Installation) -> None:
    page.goto(f"{installation.url}/admin/")
    page.get_by_label("用户名").fill("admin")
    page.get_by_label("密码").fill("fabuting-demo")
    page.get_by_role("button", name="登录").click()
    expect(
        page.get_by_role("link", name="分发").or_(page.get_by_role("button", name="分发")).first
    ).to_be_visible()
