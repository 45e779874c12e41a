"""What people do in the console behind an API's back."""

import pytest
import requests

from tests.sandbox.callers import WeChat, eventually


@pytest.fixture
def article_id(wechat) -> str:
    return wechat.published()["article_id"]


def item(wechat: WeChat, article_id: str):
    return wechat.post("freepublish/getarticle", {"article_id": article_id})["news_item"][0]


def test_an_edited_article_reads_differently_everywhere(wechat, article_id, sandbox):
    sandbox.control("clock", advance=60)
    changes = {"title": "人工更正", "content": "<p>更正后的正文</p>"}
    sandbox.control(f"wechat/articles/{article_id}", article=changes)
    told = item(wechat, article_id)
    assert (told["title"], told["content"]) == ("人工更正", "<p>更正后的正文</p>")
    answer = wechat.post("freepublish/batchget", {"offset": 0, "count": 1, "no_content": 0})
    (listed,) = answer["item"]
    assert listed["content"]["news_item"][0]["content"] == "<p>更正后的正文</p>"
    content = listed["content"]
    assert listed["update_time"] == content["update_time"] >= content["create_time"] + 59
    assert "更正后的正文" in requests.get(told["url"], timeout=10).text


def test_an_edit_names_fields_an_article_has(article_id, sandbox):
    with pytest.raises(AssertionError, match="unknown: titel"):
        sandbox.control(f"wechat/articles/{article_id}", article={"titel": "人工更正"})
    with pytest.raises(AssertionError, match="index must be below 1"):
        sandbox.control(f"wechat/articles/{article_id}", article={"title": "x"}, index=1)
    with pytest.raises(AssertionError, match="no such article"):
        sandbox.control("wechat/articles/none", article={"title": "x"})


def test_what_was_sent_to_followers_can_be_edited_and_deleted_too(wechat, sandbox):
    wechat.set(mass_delay=0)
    sandbox.control("wechat/mass", app_id=wechat.app_id, media_id=wechat.draft())
    send = eventually(lambda: next(iter(sends(sandbox)), None))
    path = f"wechat/articles/{send['article']['article_id']}"
    sandbox.control(path, article={"title": "人工更正"})
    assert "人工更正" in requests.get(send["article"]["url"], timeout=10).text
    sandbox.control(f"{path}/status", status="deleted")
    told = wechat.post("message/mass/get", {"msg_id": send["msg_id"]})
    assert told["msg_status"] == "DELETE"


def sends(sandbox) -> list[dict]:
    return [row for row in sandbox.state()["wechat"]["mass_sends"] if row["article"]]


def test_a_blocked_article_is_still_listed_as_gone(wechat, article_id, sandbox):
    sandbox.control(f"wechat/articles/{article_id}/status", status="blocked")
    assert item(wechat, article_id)["is_deleted"] is True
    sandbox.control(f"wechat/articles/{article_id}/status", status="live")
    assert item(wechat, article_id)["is_deleted"] is False


def test_the_draft_box_is_opened_once_for_all(wechat):
    wechat.set(draft_box=False)
    assert wechat.post("draft/switch?checkonly=1", {}) == {"is_open": 0}
    assert wechat.post("draft/switch", {}) == {"is_open": 1}
    assert wechat.post("draft/switch?checkonly=1", {}) == {"is_open": 1}


class TestMaterials:
    def test_they_are_counted_and_listed(self, wechat):
        first, second = wechat.cover(), wechat.cover()
        wechat.upload(b"x")
        counts = wechat.get("material/get_materialcount")
        assert counts == {
            "voice_count": 0,
            "video_count": 0,
            "image_count": 2,
            "news_count": 0,
        }
        answer = wechat.post(
            "material/batchget_material", {"type": "image", "offset": 0, "count": 1}
        )
        assert (answer["total_count"], answer["item_count"]) == (2, 1)
        (listed,) = answer["item"]
        assert listed["media_id"] == second
        assert listed["name"] == "image.jpg"
        assert requests.get(listed["url"], timeout=10).status_code == 200
        assert first != second

    def test_a_list_has_a_type_and_twenty_entries_at_most(self, wechat):
        order = {"type": "image", "offset": 0, "count": 21}
        assert wechat.post("material/batchget_material", order)["errcode"] == 40097
        order |= {"type": "poem", "count": 20}
        assert wechat.post("material/batchget_material", order)["errcode"] == 40004

    def test_a_deleted_one_is_no_cover_any_more_but_stays_in_articles(self, wechat, sandbox):
        media_id = wechat.cover()
        wechat.published(cover=media_id)
        assert wechat.post("material/del_material", {"media_id": media_id})["errcode"] == 0
        assert wechat.refusal(cover=media_id) == 40007
        assert wechat.post("material/del_material", {"media_id": media_id})["errcode"] == 40007
        article = sandbox.state()["wechat"]["articles"][0]["articles"][0]
        picture = requests.get(f"{sandbox.url}{article['thumb_path']}", timeout=10)
        assert picture.status_code == 200

    def test_one_the_menu_shows_is_kept(self, wechat):
        media_id = wechat.cover()
        entry = {"type": "media_id", "name": "地图", "media_id": media_id}
        wechat.post("menu/create", {"button": [entry]})
        assert wechat.post("material/del_material", {"media_id": media_id})["errcode"] == 48005
