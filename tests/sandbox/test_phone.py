"""An account on a follower's phone: history, menu, and a chat in which a person plays him."""

import os
import re
import shutil

import pytest
import requests
from playwright.sync_api import Page, expect, sync_playwright
from wechatpy import create_reply, parse_message

from tests.sandbox.callers import WeChat, eventually, picture
from tests.sandbox.receiver import Receiver, with_callback

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
MENU = {
    "button": [
        {"type": "click", "name": "要闻", "key": "NEWS"},
        {
            "name": "服务",
            "sub_button": [
                {"type": "click", "name": "办事", "key": "SERVICES"},
                {"type": "view", "name": "官网", "url": "https://www.yunting.gov.cn/"},
                {"type": "scancode_push", "name": "扫一扫", "key": "SCAN"},
            ],
        },
    ]
}


def page(wechat: WeChat, path: str = "chat", **params: str) -> str:
    url = f"{wechat.sandbox.url}/mp/{wechat.app_id}/{path}"
    response = requests.get(url, params=params, timeout=10)
    assert response.status_code == 200
    assert "<script" not in response.text
    return response.text


def play(wechat: WeChat, headers=None, action: str = "play", **form: str) -> requests.Response:
    url = f"{wechat.sandbox.url}/mp/{wechat.app_id}/{action}"
    return requests.post(url, data=form, headers=headers, timeout=10, allow_redirects=False)


def echo(query: dict[str, str], body: str) -> str:
    """Answer a follower with the words, or with the event and its key."""
    if "MASSSENDJOBFINISH" in body:
        return "success"
    message = parse_message(body)
    words = getattr(message, "content", "") or f"{message.event} {getattr(message, 'key', '')}"
    return create_reply(f"收到<{words.strip()}>", message).render()


@pytest.fixture
def wechat(sandbox, receiver: Receiver) -> WeChat:
    receiver.reply = echo
    wechat = with_callback(sandbox, receiver, mass_delay=0, kind="SVC")
    wechat.post("menu/create", MENU)
    sandbox.control("wechat/followers", app_id=wechat.app_id, openid="oA", nickname="王芳")
    return wechat


def test_what_was_sent_and_what_was_published_are_told_apart(wechat, sandbox):
    wechat.published(title="只是发布")
    articles = [wechat.article(title=title) for title in ("群发头条", "群发次条")]
    media_id = wechat.post("draft/add", {"articles": articles})["media_id"]
    order = {"filter": {"is_to_all": True}, "msgtype": "mpnews", "mpnews": {"media_id": media_id}}
    wechat.post("message/mass/sendall", order)
    eventually(lambda: "群发头条" in page(wechat, ""))
    sent, published = page(wechat, "").split("已发布文章")
    assert "群发次条" in sent
    assert "只是发布" not in sent
    assert "只是发布" in published
    assert re.search(r'<img src="/media/[^"]+" alt="">', sent)
    chat = page(wechat)
    assert "群发头条" in chat
    assert "只是发布" not in chat


def test_somebody_follows_speaks_and_leaves(wechat, sandbox):
    arrived = play(wechat, nickname="李<b>建国")
    assert arrived.status_code == 302
    openid = re.search(r"as=([\w-]+)#now$", arrived.headers["Location"])[1]
    shown = page(wechat, **{"as": openid})
    assert "李&lt;b&gt;建国" in shown
    assert "收到&lt;subscribe&gt;" in shown
    play(wechat, **{"as": openid}, does="text", content="社保<b>")
    assert "收到&lt;社保&lt;b&gt;&gt;" in page(wechat, **{"as": openid})
    play(wechat, **{"as": openid}, does="unsubscribe")
    assert "重新关注" in page(wechat, **{"as": openid})
    play(wechat, **{"as": openid}, does="text", content="还在吗")
    assert "还在吗" not in page(wechat, **{"as": openid})
    play(wechat, **{"as": openid}, does="subscribe")
    assert "取消关注" in page(wechat, **{"as": openid})


def test_the_menu_is_shown_and_works(wechat, receiver):
    shown = page(wechat)
    for name in ("要闻", "服务", "办事", "官网"):
        assert name in shown
    assert re.search(r"disabled[^>]*>扫一扫", shown)
    play(wechat, **{"as": "oA"}, does="menu", entry="1.0")
    assert "收到&lt;click SERVICES&gt;" in page(wechat)
    left = play(wechat, **{"as": "oA"}, does="menu", entry="1.1")
    assert left.headers["Location"] == "https://www.yunting.gov.cn/"
    assert receiver.told("VIEW")[0]["EventKey"] == "https://www.yunting.gov.cn/"
    for nothing in ("1.2", "1.9", "7", "x", "1"):
        assert play(wechat, **{"as": "oA"}, does="menu", entry=nothing).status_code == 302
    assert len(receiver.pushes) == 2


def test_only_a_form_of_the_sandbox_itself_is_obeyed(wechat, sandbox, receiver):
    order = {"as": "oA", "does": "text", "content": "社保"}
    for origin in ("https://elsewhere.cn", "null"):
        assert play(wechat, {"Origin": origin}, **order).status_code == 400
        assert play(wechat, {"Origin": origin}, "decide", msg_id="1").status_code == 400
    assert receiver.pushes == []
    assert play(wechat, {"Origin": sandbox.url}, **order).status_code == 302
    url = f"{sandbox.url}/mp/{wechat.app_id}/play"
    assert requests.get(url, timeout=10).status_code == 400


def test_a_page_that_waits_for_an_answer_comes_again_by_itself(wechat, receiver, sandbox):
    receiver.reply = None
    receiver.answers = [(500, b"")]
    order = {"app_id": wechat.app_id, "openid": "oA", "does": "text", "content": "你好"}
    sandbox.control("wechat/followers/act", **order)
    assert 'http-equiv="refresh"' in page(wechat)
    eventually(lambda: "该公众号暂时无法提供服务" in page(wechat))
    assert 'http-equiv="refresh"' not in page(wechat)


def test_silence_and_a_missing_address_are_told(wechat, receiver, sandbox):
    receiver.reply = None
    play(wechat, **{"as": "oA"}, does="text", content="你好")
    assert "已送达，公众号没有回复" in page(wechat)
    wechat.set(callback_url="")
    assert "没有登记回调地址" in page(wechat)


@pytest.mark.parametrize(
    ("decision", "status"), [("confirm", "send success"), ("refuse", "err(40001)")]
)
def test_an_administrator_decides_on_the_page(wechat, sandbox, decision, status):
    wechat.set(mass_protection=True)
    order = {"filter": {"is_to_all": True}, "msgtype": "mpnews"}
    wechat.post("message/mass/sendall", order | {"mpnews": {"media_id": wechat.draft()}})
    shown = page(wechat, "")
    assert "群发等待管理员确认" in shown
    msg_id = re.search(r'name="msg_id" value="(\d+)"', shown)[1]
    assert play(wechat, action="decide", msg_id=msg_id, decision=decision).status_code == 302
    eventually(lambda: sandbox.state()["wechat"]["mass_sends"][0]["status"] == status)
    assert "群发等待管理员确认" not in page(wechat, "")


def by_followers(receiver: Receiver) -> list[dict[str, str]]:
    return [fields for fields in receiver.told() if fields["FromUserName"] == "oA"]


@pytest.fixture
def browser_page(wechat) -> Page:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine (Debian: chromium)")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser.new_page(viewport={"width": 390, "height": 844})
        browser.close()


@pytest.mark.browser
def test_a_person_plays_a_follower_in_a_browser(wechat, receiver, browser_page):
    """The forms work under the pages' own policy, and the newest line is in sight."""
    media_id = wechat.upload(picture(size=(300, 200)), kind="image")["media_id"]
    order = {"filter": {"is_to_all": True}, "msgtype": "mpnews"}
    for number in range(3):
        draft = wechat.draft(cover=media_id, title=f"第{number}次群发")
        wechat.post("message/mass/sendall", order | {"mpnews": {"media_id": draft}})
    phone = browser_page
    phone.goto(f"{wechat.sandbox.url}/mp/{wechat.app_id}/")
    phone.get_by_role("link", name="会话").click()
    phone.get_by_role("textbox", name="消息", exact=True).fill("社保")
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("收到<社保>")).to_be_in_viewport()
    phone.get_by_text("服务", exact=True).click()
    phone.get_by_role("button", name="办事").click()
    expect(phone.get_by_text("收到<click SERVICES>")).to_be_in_viewport()
    expect(phone.get_by_role("button", name="办事")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    told = [fields.get("Event", "text") for fields in receiver.told()]
    assert [kind for kind in told if kind != "MASSSENDJOBFINISH"] == ["text", "CLICK"]
