"""An editor sees what followers will see: the payload after the platform's stripping."""

import pytest
from django.urls import reverse

from syndication.admin.previewing import preview_modes, preview_of
from syndication.channels.options import PLAIN
from syndication.channels.registry import channel_for
from syndication.engine.wish import rendered
from tests.syndication.engine_room import picture, published, wechat_account, weibo_account


@pytest.fixture
def page(column):
    body = [("image", {"image": picture(), "alt_text": "步道", "caption": ""})]
    return published(column, title="滨江步道全线贯通", body=body)


def test_every_account_that_routes_lead_to_has_a_preview(home, sandbox, page):
    accounts = wechat_account(sandbox), weibo_account(sandbox)

    modes = {name for name, _label, _view in preview_modes(page)}

    assert modes == {f"syndication-{account.pk}" for account in accounts}
    assert modes < {name for name, _label in page.preview_modes}


def test_the_preview_is_drawn_from_the_payload_and_shows_its_pictures(home, sandbox, page):
    account = wechat_account(sandbox)
    body = rendered(account, page.syndication_story(), PLAIN)

    preview = preview_of(account, body)

    assert "滨江步道全线贯通" in preview.html
    assert "picture:" not in preview.html
    assert "/media/syndication/pictures/" in preview.html


def test_what_the_platform_removes_is_gone_from_the_preview_and_told(home, sandbox, page):
    account = wechat_account(sandbox)
    body = rendered(account, page.syndication_story(), PLAIN)
    edited = {**body, "content": f"{body['content']}<script>alert(1)</script>"}

    preview = preview_of(account, edited)

    assert "<script" not in preview.html
    assert any("脚本" in remark.text for remark in preview.remarks)


def test_weibo_shows_the_address_as_it_shortens_it(home, sandbox, page):
    account = weibo_account(sandbox)
    body = rendered(account, page.syndication_story(), PLAIN)

    preview = preview_of(account, body)

    assert "t.cn" in preview.html
    assert channel_for(account).words(body)["text"].startswith("【滨江步道全线贯通】")


def test_the_editor_offers_the_modes(home, sandbox, page, admin_client):
    account = wechat_account(sandbox)

    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert f"syndication-{account.pk}" in editor.content.decode()


def test_the_preview_may_be_laid_out_as_the_platform_lays_it_out(home, sandbox, page):
    account = wechat_account(sandbox)

    response = page.make_preview_request(preview_mode=f"syndication-{account.pk}")

    policy = response.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self'" in policy
