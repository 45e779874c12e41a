"""Followers speak, the account's server answers within five seconds or not at all.

wechatpy is the other judge here: it reads what is pushed and writes the replies.
"""

import time

import pytest
from wechatpy import create_reply, parse_message
from wechatpy.replies import ArticlesReply
from wechatpy.utils import check_signature

from tests.sandbox.callers import WeChat, eventually
from tests.sandbox.receiver import AES_KEY, TOKEN, Receiver, crypto, with_callback

CARD = {"title": "社保卡办理", "description": "三步", "url": "https://www.yunting.gov.cn/1/"}
UNAVAILABLE = "该公众号暂时无法提供服务，请稍后再试"


def act(wechat: WeChat, does: str, openid: str = "oA", wait: float = 5, **what):
    order = {"app_id": wechat.app_id, "openid": openid, "does": does, "wait": wait}
    return wechat.sandbox.control("wechat/followers/act", **order, **what)


def following(wechat: WeChat, openid: str = "oA") -> WeChat:
    wechat.sandbox.control("wechat/followers", app_id=wechat.app_id, openid=openid)
    return wechat


def answering(receiver: Receiver, content, **changes) -> None:
    """Let the account reply as wechatpy would, with some elements changed."""

    def reply(query: dict[str, str], body: str) -> str:
        xml = create_reply(content, parse_message(body)).render()
        for tag, value in changes.items():
            begin, _, rest = xml.partition(f"<{tag}>")
            xml = f"{begin}<{tag}>{value}{rest[rest.index(f'</{tag}>') :]}"
        return xml

    receiver.reply = reply


def answer(told) -> tuple[str, dict]:
    return told["answer"]["kind"], told["answer"]["data"]


def test_somebody_follows_and_is_welcomed(sandbox, receiver):
    wechat = with_callback(sandbox, receiver)
    answering(receiver, "欢迎")
    told = act(wechat, "subscribe", openid="")
    assert answer(told) == ("text", {"text": "欢迎"})
    ((query, body),) = receiver.pushes
    check_signature(TOKEN, query["signature"], query["timestamp"], query["nonce"])
    message = parse_message(body)
    assert (message.type, message.event) == ("event", "subscribe")
    (follower,) = sandbox.state()["wechat"]["followers"]
    assert follower["openid"] == message.source
    assert follower["subscribed"] is True


def test_words_are_answered_with_a_card(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    answering(receiver, [CARD])
    kind, data = answer(act(wechat, "text", content="社保"))
    assert kind == "news"
    assert data["articles"] == [CARD | {"picture": ""}]
    message = parse_message(receiver.pushes[0][1])
    assert (message.type, message.content, message.source) == ("text", "社保", "oA")
    assert message.id


@pytest.mark.parametrize(
    ("does", "what", "event", "key"),
    [
        ("click", {"key": "NEWS"}, "click", "NEWS"),
        ("view", {"url": "https://www.yunting.gov.cn/"}, "view", "https://www.yunting.gov.cn/"),
        ("scan", {"scene": "12"}, "scan", "12"),
        ("subscribe", {"scene": "12"}, "subscribe_scan", "12"),
    ],
)
def test_events_carry_their_keys(sandbox, receiver, does, what, event, key):
    wechat = following(with_callback(sandbox, receiver))
    act(wechat, does, **what)
    message = parse_message(receiver.pushes[0][1])
    assert message.event == event
    told = {"click": "key", "view": "url"}.get(does, "scene_id")
    assert getattr(message, told) == key


@pytest.mark.parametrize("does", ["image", "location"])
def test_other_messages_are_pushed_too(sandbox, receiver, does):
    wechat = following(with_callback(sandbox, receiver))
    act(wechat, does)
    assert parse_message(receiver.pushes[0][1]).type == does


def test_who_has_left_says_nothing_and_hears_nothing(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    receiver.answers = [(200, b"nonsense")]
    assert act(wechat, "unsubscribe")["answer"] is None
    with pytest.raises(AssertionError, match="does not follow"):
        act(wechat, "text", content="你好")
    with pytest.raises(AssertionError, match="no such follower"):
        act(wechat, "text", openid="oX", content="你好")


def test_a_deed_has_a_name_and_what_it_needs(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    with pytest.raises(AssertionError, match="does must be one of"):
        act(wechat, "dance")
    with pytest.raises(AssertionError, match="key is missing"):
        act(wechat, "click")


@pytest.mark.parametrize("silence", [b"success", b""])
def test_silence_is_an_answer(sandbox, receiver, silence):
    wechat = following(with_callback(sandbox, receiver))
    receiver.answers = [(200, silence)]
    assert act(wechat, "text", content="你好")["answer"] is None
    assert sandbox.state()["wechat"]["callbacks"][0]["state"] == "delivered"


class TestSecureMode:
    @pytest.fixture
    def wechat(self, sandbox, receiver) -> WeChat:
        aes = {"callback_mode": "aes", "callback_aes_key": AES_KEY}
        return following(with_callback(sandbox, receiver, **aes))

    def sealed(self, wechat: WeChat, content: str, key=None):
        def reply(query: dict[str, str], body: str) -> str:
            plain = crypto(wechat).decrypt_message(
                body, query["msg_signature"], query["timestamp"], query["nonce"]
            )
            xml = create_reply(content, parse_message(plain)).render()
            return (key or crypto(wechat)).encrypt_message(xml, query["nonce"], "1600000000")

        return reply

    def test_message_and_reply_are_encrypted(self, wechat, receiver):
        receiver.reply = self.sealed(wechat, "你好")
        assert answer(act(wechat, "text", content="您好")) == ("text", {"text": "你好"})
        assert "您好" not in receiver.pushes[0][1]

    def test_an_open_reply_is_none(self, wechat, receiver, sandbox):
        open_reply = create_reply("你好", parse_message("<xml><MsgType>text</MsgType></xml>"))
        receiver.answers = [(200, open_reply.render().encode())]
        assert answer(act(wechat, "text", content="您好"))[1] == {"text": UNAVAILABLE}
        (attempt,) = sandbox.state()["wechat"]["callbacks"][0]["attempts"]
        assert attempt["error"] == "not encrypted"

    def test_nor_one_that_was_changed_on_its_way(self, wechat, receiver):
        seal = self.sealed(wechat, "你好")
        receiver.reply = lambda query, body: seal(query, body).replace("1600000000", "1600000001")
        assert answer(act(wechat, "text", content="您好"))[1] == {"text": UNAVAILABLE}

    def test_nor_one_sealed_for_another_account(self, wechat, receiver, sandbox):
        other = WeChat(sandbox, app_id="wx0002")
        receiver.reply = self.sealed(wechat, "你好", key=crypto(other))
        assert answer(act(wechat, "text", content="您好"))[1] == {"text": UNAVAILABLE}


BOMB = b'<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><ToUserName>&a;</ToUserName></xml>'


class TestMalformed:
    """The follower sees 该公众号暂时无法提供服务, and the push is not repeated."""

    @pytest.mark.parametrize(
        "reply", [b"ok", b"<html></html>", b"<xml>", BOMB, b"\xff\xfe", b'{"a": 1}']
    )
    def test_what_is_no_reply_at_all(self, sandbox, receiver, reply):
        wechat = following(with_callback(sandbox, receiver))
        receiver.answers = [(200, reply)]
        told = act(wechat, "text", content="你好")["answer"]
        assert (told["sender"], told["data"]) == ("platform", {"text": UNAVAILABLE})
        assert len(receiver.pushes) == 1
        assert sandbox.state()["wechat"]["callbacks"][0]["state"] == "refused"

    @pytest.mark.parametrize(
        ("reply", "changes", "reason"),
        [
            ("你好", {"ToUserName": "oX"}, "ToUserName is not the follower"),
            ("你好", {"FromUserName": "gh_other"}, "FromUserName is not the account"),
            ("你好", {"CreateTime": "yesterday"}, "CreateTime is not a number"),
            ("你好", {"MsgType": "poem"}, "MsgType 'poem'"),
            ("你好", {"Content": " "}, "Content is empty"),
            ("你好", {"Content": "长" * 683}, "Content has more than 2048 bytes"),
            ([CARD], {"ArticleCount": "2"}, "ArticleCount is not the number of articles"),
            ([CARD], {"Url": "ftp://a.cn/"}, "an article needs a Title and an http address"),
            ([CARD], {"Title": ""}, "an article needs a Title and an http address"),
        ],
    )
    def test_elements_that_do_not_fit(self, sandbox, receiver, reply, changes, reason):
        wechat = following(with_callback(sandbox, receiver))
        answering(receiver, reply, **changes)
        assert answer(act(wechat, "text", content="你好"))[1] == {"text": UNAVAILABLE}
        (attempt,) = sandbox.state()["wechat"]["callbacks"][0]["attempts"]
        assert attempt["error"] == reason


@pytest.mark.parametrize(("does", "shown"), [("text", 1), ("subscribe", 8), ("click", 8)])
def test_surplus_articles_are_cut(sandbox, receiver, does, shown):
    wechat = following(with_callback(sandbox, receiver))

    def nine(query: dict[str, str], body: str) -> str:
        reply = ArticlesReply(message=parse_message(body))
        for _ in range(9):
            reply.add_article(CARD)
        return reply.render()

    receiver.reply = nine
    _, data = answer(act(wechat, does, content="你好", key="K"))
    assert (len(data["articles"]), data["cut"]) == (shown, 9 - shown)


def test_a_reply_can_be_a_picture_of_the_accounts_own(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    media_id = wechat.cover()

    def reply(media: str):
        return lambda query, body: (
            f"<xml><ToUserName>oA</ToUserName><CreateTime>1</CreateTime>"
            f"<FromUserName>{parse_message(body).target}</FromUserName>"
            f"<MsgType>image</MsgType><Image><MediaId>{media}</MediaId></Image></xml>"
        )

    receiver.reply = reply(media_id)
    kind, data = answer(act(wechat, "text", content="地图"))
    assert kind == "image"
    assert data["path"].startswith("/media/")
    receiver.reply = reply("none")
    assert answer(act(wechat, "text", content="地图"))[1] == {"text": UNAVAILABLE}


def test_errors_of_the_server_are_asked_again_with_the_same_message(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    receiver.answers = [(500, b""), (502, b""), (200, b"success")]
    assert act(wechat, "text", content="你好")["answer"] is None
    assert len(receiver.pushes) == 3
    assert len({body for _, body in receiver.pushes}) == 1


def test_after_three_attempts_the_follower_is_told_so(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    receiver.answers = [(500, b"")]
    assert answer(act(wechat, "text", content="你好"))[1] == {"text": UNAVAILABLE}
    assert len(receiver.pushes) == 3


def test_five_seconds_are_the_limit(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver))
    answers = iter([5.3, 0])

    def late(query: dict[str, str], body: str) -> str:
        time.sleep(next(answers))
        return create_reply("你好", parse_message(body)).render()

    receiver.reply = late
    assert answer(act(wechat, "text", content="你好", wait=9)) == ("text", {"text": "你好"})
    first, second = sandbox.state()["wechat"]["callbacks"][0]["attempts"]
    assert (first["accepted"], second["accepted"]) == (False, True)


def test_a_message_pushed_twice_is_answered_once(sandbox, receiver):
    wechat = following(with_callback(sandbox, receiver, callback_copies=2))
    answering(receiver, "你好")
    act(wechat, "text", content="你好")
    eventually(lambda: len(receiver.pushes) == 2)
    assert len({parse_message(body).id for _, body in receiver.pushes}) == 1
    lines = sandbox.state()["wechat"]["chat"]
    assert [line["sender"] for line in lines] == ["follower", "account"]


def test_without_a_callback_address_nobody_answers(sandbox):
    wechat = following(WeChat(sandbox))
    assert act(wechat, "text", content="你好")["answer"] is None
    assert sandbox.state()["wechat"]["callbacks"] == []
