"""群发: orders, repetitions, quotas, the administrator, the outcome, recall and preview."""

import pytest
import requests

from tests.sandbox.callers import WeChat, eventually
from tests.sandbox.receiver import with_callback


def order(media_id: str, **changes):
    everyone = {"filter": {"is_to_all": True}}
    return everyone | {"mpnews": {"media_id": media_id}, "msgtype": "mpnews"} | changes


def send(wechat: WeChat, media_id: str = "", **changes):
    """Return what sendall answers, for a new draft if none is given."""
    return wechat.post("message/mass/sendall", order(media_id or wechat.draft(), **changes))


def status(wechat: WeChat, msg_id: int) -> str:
    return wechat.post("message/mass/get", {"msg_id": msg_id})["msg_status"]


def sent(wechat: WeChat, media_id: str = "", **changes) -> int:
    """Return the msg_id of a send that has ended."""
    msg_id = send(wechat, media_id, **changes)["msg_id"]
    eventually(lambda: status(wechat, msg_id) != "SENDING")
    return msg_id


def the_send(sandbox):
    (row,) = sandbox.state()["wechat"]["mass_sends"]
    return row


@pytest.fixture
def wechat(sandbox) -> WeChat:
    return WeChat(sandbox, mass_delay=0.05)


def test_an_order_is_answered_at_once_and_carried_out_later(wechat, sandbox):
    wechat.set(mass_delay=0.4)
    answer = send(wechat)
    assert (answer["errcode"], answer["errmsg"]) == (0, "send job submission success")
    assert isinstance(answer["msg_id"], int)
    assert isinstance(answer["msg_data_id"], int)
    assert status(wechat, answer["msg_id"]) == "SENDING"
    assert eventually(lambda: status(wechat, answer["msg_id"]) == "SEND_SUCCESS")
    assert the_send(sandbox)["status"] == "send success"


def test_what_was_sent_to_all_has_left_the_draft_box_and_no_call_lists_it(wechat, sandbox):
    media_id = wechat.draft()
    sent(wechat, media_id)
    assert wechat.get("draft/count") == {"total_count": 0}
    assert wechat.post("freepublish/batchget", {"offset": 0, "count": 1})["total_count"] == 0
    article = the_send(sandbox)["article"]
    told = wechat.post("freepublish/getarticle", {"article_id": article["article_id"]})
    assert told["errcode"] == 53600
    assert requests.get(article["url"], timeout=10).status_code == 200


def test_a_send_to_a_tag_keeps_the_draft_and_reaches_only_the_tag(wechat, sandbox):
    for openid, tags in (("oA", [2]), ("oB", [])):
        sandbox.control("wechat/followers", app_id=wechat.app_id, openid=openid, tags=tags)
    sent(wechat, filter={"is_to_all": False, "tag_id": 2})
    assert the_send(sandbox)["reached"] == ["oA"]
    assert wechat.get("draft/count") == {"total_count": 1}
    wechat.set(kind="SVC")
    assert send(wechat, filter={"is_to_all": False, "tag_id": 9})["errcode"] == 40152


def test_the_same_clientmsgid_sends_once_and_answers_the_earlier_number(wechat, sandbox):
    media_id = wechat.draft()
    first = send(wechat, media_id, clientmsgid="digest-1")
    assert send(wechat, media_id, clientmsgid="digest-1")["errcode"] == 45066
    sandbox.control("clock", advance=61)
    again = send(wechat, media_id, clientmsgid="digest-1")
    assert (again["errcode"], again["msg_id"]) == (45065, first["msg_id"])
    assert "msg_data_id" not in again
    wechat.set(mass_retry_pause=0)
    assert send(wechat, media_id, clientmsgid="digest-1")["errcode"] == 45065
    assert the_send(sandbox)["clientmsgid"] == "digest-1"


def test_a_clientmsgid_is_remembered_for_a_day(wechat, sandbox):
    sent(wechat, clientmsgid="digest-1")
    sandbox.control("clock", advance=86_401)
    wechat._token = ""
    assert send(wechat, clientmsgid="digest-1")["errcode"] == 0


def test_without_a_clientmsgid_range_and_content_are_compared(wechat, sandbox):
    wechat.set(kind="SVC", mass_retry_pause=0)
    article = wechat.article()
    first, second = (
        wechat.post("draft/add", {"articles": [article]})["media_id"] for _ in range(2)
    )
    msg_id = send(wechat, first)["msg_id"]
    again = send(wechat, second)
    assert (again["errcode"], again["msg_id"]) == (45065, msg_id)
    assert send(wechat, second, filter={"is_to_all": False, "tag_id": 2})["errcode"] == 0


def test_a_clientmsgid_has_at_most_32_bytes(wechat):
    assert send(wechat, clientmsgid="长" * 11)["errcode"] == 45067
    assert send(wechat, clientmsgid="x" * 33)["errcode"] == 45067
    assert send(wechat, clientmsgid="x" * 32)["errcode"] == 0


def test_a_subscription_account_sends_once_a_day(wechat, sandbox):
    sent(wechat)
    assert send(wechat)["errcode"] == 45028
    assert send(wechat, filter={"is_to_all": False, "tag_id": 2})["errcode"] == 45028
    sandbox.control("clock", advance=86_400)
    wechat._token = ""
    assert send(wechat)["errcode"] == 0


def test_a_send_from_the_console_counts_as_well(wechat, sandbox):
    media_id = wechat.draft()
    sandbox.control("wechat/mass", app_id=wechat.app_id, media_id=media_id)
    assert send(wechat)["errcode"] == 45028
    with pytest.raises(AssertionError, match="45028"):
        sandbox.control("wechat/mass", app_id=wechat.app_id, media_id=wechat.draft())


def test_a_service_account_sends_four_times_a_month(wechat, sandbox):
    wechat.set(kind="SVC")
    codes = [send(wechat, clientmsgid=str(n))["errcode"] for n in range(5)]
    assert codes == [0, 0, 0, 0, 45028]
    sandbox.control("clock", advance=31 * 86_400)
    wechat._token = ""
    assert send(wechat)["errcode"] == 0


def test_sends_to_a_tag_fail_for_followers_who_had_four(wechat, sandbox):
    wechat.set(kind="SVC")
    tag = {"is_to_all": False, "tag_id": 2}
    sandbox.control("wechat/followers", app_id=wechat.app_id, openid="oA", tags=[2])
    media_id = wechat.draft()
    for number in range(4):
        sent(wechat, media_id, filter=tag, clientmsgid=str(number))
    sandbox.control("wechat/followers", app_id=wechat.app_id, openid="oB", tags=[2])
    sent(wechat, media_id, filter=tag, clientmsgid="5")
    last = sandbox.state()["wechat"]["mass_sends"][-1]
    assert (last["total"], last["reached"]) == (2, ["oB"])


def test_sixty_orders_a_minute(wechat, sandbox):
    sandbox.control("clock", advance=60 - sandbox.state()["now"] % 60)
    codes = [send(wechat, "none")["errcode"] for _ in range(61)]
    assert codes == [40007] * 60 + [45011]
    sandbox.control("clock", advance=60)
    assert send(wechat, "none")["errcode"] == 40007


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"msgtype": "nonsense"}, 45162),
        ({"msgtype": "text", "text": {"content": "x"}}, 48008),
        ({"mpnews": {"media_id": "none"}}, 40007),
        ({"mpnews": {}}, 40007),
        ({"filter": None}, 40097),
    ],
)
def test_an_order_that_is_wrong(wechat, changes, code):
    assert send(wechat, "none", **changes)["errcode"] == code


def test_a_picture_is_no_news(wechat):
    assert send(wechat, wechat.cover())["errcode"] == -1


def test_a_draft_saved_by_the_system_cannot_be_sent_but_published(wechat, sandbox):
    media_id = wechat.draft()
    sandbox.control(f"wechat/drafts/{media_id}", obstacle=48021)
    assert send(wechat, media_id)["errcode"] == 48021
    assert wechat.post("freepublish/submit", {"media_id": media_id})["errcode"] == 0


def test_the_right_to_send_is_the_verified_accounts(wechat):
    wechat.set(rights={"message/mass": False})
    assert send(wechat)["errcode"] == 48001
    wechat.set(rights={"message/mass/sendall": True, "message/mass": False})
    assert send(wechat)["errcode"] == 0
    wechat.set(rights={}, verified=False)
    assert wechat.post("message/mass/speed/get", {})["errcode"] == 48001


class TestAdministrator:
    """API群发保护: an administrator confirms what goes to all."""

    @pytest.fixture
    def wechat(self, wechat) -> WeChat:
        wechat.set(mass_protection=True)
        return wechat

    def decide(self, sandbox, decision: str) -> None:
        sandbox.control(f"wechat/mass/{the_send(sandbox)['msg_id']}", decision=decision)

    def test_nothing_goes_out_before_the_administrator_confirms(self, wechat, sandbox):
        assert send(wechat, clientmsgid="a")["errcode"] == 89503
        assert the_send(sandbox)["state"] == "waiting"
        self.decide(sandbox, "confirm")
        eventually(lambda: the_send(sandbox)["status"] == "send success")

    def test_the_number_comes_with_a_repetition_once_it_is_decided(self, wechat, sandbox):
        media_id = wechat.draft()
        wechat.set(mass_retry_pause=0)
        send(wechat, media_id, clientmsgid="a")
        assert send(wechat, media_id, clientmsgid="a")["errcode"] == 89503
        self.decide(sandbox, "confirm")
        again = send(wechat, media_id, clientmsgid="a")
        assert (again["errcode"], again["msg_id"]) == (45065, the_send(sandbox)["msg_id"])

    def test_the_administrator_can_refuse(self, wechat, sandbox):
        send(wechat)
        self.decide(sandbox, "refuse")
        row = the_send(sandbox)
        assert (row["state"], row["status"]) == ("failed", "err(40001)")
        assert status(wechat, row["msg_id"]) == "SEND_FAIL"
        assert wechat.get("draft/count") == {"total_count": 1}

    def test_half_an_hour_without_an_answer_is_a_refusal(self, wechat, sandbox):
        send(wechat)
        sandbox.control("clock", advance=1790)
        assert the_send(sandbox)["state"] == "waiting"
        sandbox.control("clock", advance=11)
        eventually(lambda: the_send(sandbox)["status"] == "err(40002)")
        with pytest.raises(AssertionError, match="no such send is waiting"):
            self.decide(sandbox, "confirm")

    def test_an_order_may_be_answered_as_usual_meanwhile(self, wechat, sandbox):
        wechat.set(mass_protection_code=0)
        msg_id = send(wechat)["msg_id"]
        assert status(wechat, msg_id) == "SENDING"
        self.decide(sandbox, "confirm")
        eventually(lambda: status(wechat, msg_id) == "SEND_SUCCESS")

    def test_a_tag_needs_no_confirmation(self, wechat):
        assert send(wechat, filter={"is_to_all": False, "tag_id": 2})["errcode"] == 0


@pytest.mark.parametrize(
    ("verdict", "ignore", "outcome"),
    [
        ("err(20001)", 0, "err(20001)"),
        ("send fail", 0, "send fail"),
        ("reprint", 0, "err(30003)"),
        ("reprint", 1, "send success"),
        ("forbidden", 1, "err(30002)"),
    ],
)
def test_the_outcome_can_be_ordered(wechat, sandbox, verdict, ignore, outcome):
    wechat.set(mass_verdicts=[verdict])
    msg_id = sent(wechat, send_ignore_reprint=ignore)
    assert the_send(sandbox)["status"] == outcome
    expected = "SEND_SUCCESS" if outcome == "send success" else "SEND_FAIL"
    assert status(wechat, msg_id) == expected


def test_a_fresh_number_may_be_unknown_for_a_while(wechat, sandbox):
    wechat.set(replication_delay=5)
    cover = wechat.cover()
    sandbox.control("clock", advance=6)
    msg_id = send(wechat, wechat.draft(cover=cover))["msg_id"]
    assert wechat.post("message/mass/get", {"msg_id": msg_id})["errcode"] == 40059
    sandbox.control("clock", advance=6)
    eventually(lambda: status(wechat, msg_id) == "SEND_SUCCESS")
    assert wechat.post("message/mass/get", {"msg_id": 1})["errcode"] == 40059


class TestRecall:
    def test_a_recalled_article_is_gone_while_its_card_stays(self, wechat, sandbox):
        msg_id = sent(wechat)
        assert wechat.post("message/mass/delete", {"msg_id": msg_id})["errcode"] == 0
        assert status(wechat, msg_id) == "DELETE"
        url = the_send(sandbox)["article"]["url"]
        assert requests.get(url, timeout=10).status_code == 410
        history = requests.get(f"{sandbox.url}/mp/{wechat.app_id}/", timeout=10).text
        assert "云汀市召开优化营商环境大会" in history
        assert "已失效" in history
        assert wechat.post("message/mass/delete", {"msg_id": msg_id})["errcode"] == 40059

    def test_one_article_of_several_by_number_or_by_address(self, wechat, sandbox):
        articles = [wechat.article(title=title) for title in "一二三"]
        media_id = wechat.post("draft/add", {"articles": articles})["media_id"]
        msg_id = sent(wechat, media_id)
        order = {"msg_id": msg_id}
        assert wechat.post("message/mass/delete", order | {"article_idx": 4})["errcode"] == 40060
        assert wechat.post("message/mass/delete", order | {"article_idx": 2})["errcode"] == 0
        urls = [each["url"] for each in the_send(sandbox)["article"]["articles"]]
        assert wechat.post("message/mass/delete", {"url": urls[2]})["errcode"] == 0
        codes = [requests.get(url, timeout=10).status_code for url in urls]
        assert codes == [200, 410, 410]
        assert status(wechat, msg_id) == "SEND_SUCCESS"

    def test_sends_of_one_draft_die_together(self, wechat):
        wechat.set(kind="SVC")
        media_id, tag = wechat.draft(), {"is_to_all": False, "tag_id": 2}
        first, second = (sent(wechat, media_id, filter=tag, clientmsgid=str(n)) for n in range(2))
        wechat.post("message/mass/delete", {"msg_id": first})
        assert [status(wechat, first), status(wechat, second)] == ["DELETE", "DELETE"]

    def test_what_was_not_sent_by_api_cannot_be_recalled(self, wechat, sandbox):
        told = sandbox.control("wechat/mass", app_id=wechat.app_id, media_id=wechat.draft())
        eventually(lambda: status(wechat, told["msg_id"]) == "SEND_SUCCESS")
        order = {"msg_id": told["msg_id"]}
        assert wechat.post("message/mass/delete", order)["errcode"] == 40059
        assert wechat.post("message/mass/delete", {"url": "https://a.cn/s/x"})["errcode"] == 40066

    def test_ten_a_day(self, wechat):
        codes = [wechat.post("message/mass/delete", {"msg_id": 1})["errcode"] for _ in range(11)]
        assert codes == [40059] * 10 + [45009]


class TestPreview:
    def test_a_named_person_sees_it_and_nobody_else(self, wechat, sandbox):
        for openid, wxid in (("oA", "wang"), ("oB", "li")):
            sandbox.control("wechat/followers", app_id=wechat.app_id, openid=openid, wxid=wxid)
        media_id = wechat.draft()
        preview = {"mpnews": {"media_id": media_id}, "msgtype": "mpnews"}
        both = preview | {"towxname": "wang", "touser": "oB"}
        assert wechat.post("message/mass/preview", both)["errcode"] == 0
        assert wechat.post("message/mass/preview", preview | {"touser": "oB"})["errcode"] == 0
        lines = sandbox.state()["wechat"]["chat"]
        assert [(line["openid"], line["kind"]) for line in lines] == [
            ("oA", "preview"),
            ("oB", "preview"),
        ]
        assert wechat.get("draft/count") == {"total_count": 1}
        page = requests.get(f"{sandbox.url}/mp/{wechat.app_id}/chat?as=oA", timeout=10).text
        assert f'href="/draft/{media_id}?item=1"' in page

    def test_only_followers_can_be_shown_one(self, wechat, sandbox):
        sandbox.control("wechat/followers", app_id=wechat.app_id, openid="oA", subscribed=False)
        preview = {"mpnews": {"media_id": wechat.draft()}, "msgtype": "mpnews"}
        for to, code in (({"touser": "oA"}, 43004), ({"touser": "oX"}, 40003)):
            assert wechat.post("message/mass/preview", preview | to)["errcode"] == code
        assert wechat.post("message/mass/preview", preview | {"towxname": "x"})["errcode"] == 43004

    def test_a_hundred_a_day(self, wechat):
        quota = wechat.post("openapi/quota/get", {"cgi_path": "/cgi-bin/message/mass/preview"})
        assert quota["quota"]["daily_limit"] == 100


def test_the_speed_can_be_set(wechat):
    assert wechat.post("message/mass/speed/get", {}) == {"speed": 0, "realspeed": 80}
    assert wechat.post("message/mass/speed/set", {"speed": 3})["errcode"] == 0
    assert wechat.post("message/mass/speed/get", {}) == {"speed": 3, "realspeed": 30}
    assert wechat.post("message/mass/speed/set", {"speed": 5})["errcode"] == 45083
    assert wechat.post("message/mass/speed/set", {})["errcode"] == 45084


class TestEvent:
    """MASSSENDJOBFINISH"""

    def test_the_outcome_is_pushed_with_counts_and_addresses(self, sandbox, receiver):
        wechat = with_callback(sandbox, receiver, mass_delay=0)
        sandbox.control("wechat/followers", app_id=wechat.app_id, openid="oA")
        msg_id = sent(wechat)
        (event,) = eventually(lambda: receiver.told("MASSSENDJOBFINISH"))
        assert event["MsgID"] == str(msg_id)
        assert event["Status"] == "send success"
        assert [event[f"{name}Count"] for name in ("Total", "Sent", "Error")] == ["1", "1", "0"]
        _, body = receiver.pushes[0]
        assert the_send(sandbox)["article"]["url"] in body
        assert "<CheckState>1</CheckState>" in body

    def test_a_reprint_is_named_article_by_article(self, sandbox, receiver):
        wechat = with_callback(sandbox, receiver, mass_delay=0, mass_verdicts=["reprint"])
        sent(wechat)
        (event,) = eventually(lambda: receiver.told("MASSSENDJOBFINISH"))
        assert event["Status"] == "err(30003)"
        _, body = receiver.pushes[0]
        assert "<CheckState>2</CheckState>" in body
        assert "<CanReprint>1</CanReprint>" in body
        assert "<ArticleUrlResult><Count>0</Count>" in body

    def test_the_lists_may_be_empty(self, sandbox, receiver):
        wechat = with_callback(sandbox, receiver, mass_delay=0, mass_event_bare=True)
        sent(wechat)
        (event,) = eventually(lambda: receiver.told("MASSSENDJOBFINISH"))
        assert event["Status"] == "send success"
        assert "ArticleUrl>" not in receiver.pushes[0][1].replace("ArticleUrlResult>", "")

    @pytest.mark.parametrize("copies", [0, 2])
    def test_it_can_be_lost_or_doubled(self, sandbox, receiver, copies):
        wechat = with_callback(sandbox, receiver, mass_delay=0, callback_copies=copies)
        sent(wechat)
        eventually(lambda: len(receiver.told("MASSSENDJOBFINISH")) == copies)
        assert len(sandbox.state()["wechat"]["callbacks"]) == copies
