"""What people see."""

import pytest
import requests

from tests.sandbox.callers import picture

TEXT = "通知<b>要闻</b> https://www.yunting.gov.cn/1/"


def page(url: str) -> requests.Response:
    response = requests.get(url, timeout=10)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "<script" not in response.text
    assert "<style" not in response.text
    return response


def article_url(wechat, **changes) -> tuple[str, str]:
    result = wechat.published(**changes)
    return result["article_id"], result["article_detail"]["item"][0]["article_url"]


def post_url(weibo) -> tuple[str, str]:
    post = weibo.shared(TEXT, files={"pic": ("a.jpg", picture(), "image/jpeg")})
    code = weibo.get("/2/statuses/querymid.json", id=post["idstr"]).json()["mid"]
    return post["idstr"], f"{weibo.sandbox.url}/{weibo.uid}/{code}"


def test_the_first_page_says_what_this_is_and_leads_on(wechat, weibo, sandbox):
    home = page(f"{sandbox.url}/")
    assert "这里不是真的微信/微博" in home.text
    assert f'href="/mp/{wechat.app_id}/"' in home.text
    assert f'href="/u/{weibo.uid}"' in home.text


def test_followers_see_an_article_with_its_name_date_and_source(wechat, sandbox):
    _, url = article_url(wechat, content='<p style="color:red">正文<script>1</script></p>')
    text = page(url).text
    assert "云汀市召开优化营商环境大会" in text
    assert '<p style="color:red">正文</p>' in text
    assert 'href="https://www.yunting.gov.cn/news/1/"' in text
    assert "阅读原文" in text
    listed = page(f"{sandbox.url}/mp/{wechat.app_id}/").text
    assert "云汀市召开优化营商环境大会" in listed


def test_a_title_is_not_markup(wechat, sandbox):
    _, url = article_url(wechat, title="<b>通知</b>")
    assert "&lt;b&gt;通知&lt;/b&gt;" in page(url).text
    assert "<b>通知" not in page(f"{sandbox.url}/mp/{wechat.app_id}/").text


@pytest.mark.parametrize(
    ("status", "words"), [("deleted", "该内容已被发布者删除"), ("blocked", "该内容因违规无法查看")]
)
def test_an_article_that_is_gone_says_so(wechat, sandbox, status, words):
    article_id, url = article_url(wechat)
    sandbox.control(f"wechat/articles/{article_id}/status", status=status)
    gone = page(url)
    assert gone.status_code == 410
    assert words in gone.text
    assert "正文" not in gone.text
    assert "云汀市召开" not in page(f"{sandbox.url}/mp/{wechat.app_id}/").text


def test_a_draft_has_a_preview(wechat):
    media_id = wechat.draft()
    url = wechat.post("draft/get", {"media_id": media_id})["news_item"][0]["url"]
    assert "预览" in page(url).text


def test_the_timeline_shows_posts_with_picture_and_link(weibo, sandbox):
    post_url(weibo)
    text = page(f"{sandbox.url}/u/{weibo.uid}").text
    assert "通知&lt;b&gt;要闻&lt;/b&gt;" in text
    assert 'href="https://www.yunting.gov.cn/1/"' in text
    assert '<img src="/media/weibo-' in text


def test_a_post_has_its_address_until_it_is_deleted(weibo, sandbox):
    number, url = post_url(weibo)
    assert "要闻" in page(url).text
    short = requests.get(f"{sandbox.url}/detail/{number}", timeout=10, allow_redirects=False)
    assert url.endswith(short.headers["Location"])
    weibo.post("/2/statuses/destroy.json", id=number)
    gone = page(url)
    assert gone.status_code == 410
    assert "该内容已被发布者删除" in gone.text
    assert "要闻" not in gone.text
    assert "要闻" not in page(f"{sandbox.url}/u/{weibo.uid}").text


def test_a_post_shows_its_comments_and_that_it_was_edited(weibo, sandbox):
    number, url = post_url(weibo)
    weibo.post("/2/comments/create.json", id=number, comment="更正<b>", rip="203.0.113.7")
    sandbox.control("weibo/users", uid="66", screen_name="市民")
    sandbox.control("weibo/comments", mid=number, uid="66", text="支持")
    assert "已编辑" not in page(url).text
    sandbox.control(f"weibo/posts/{number}", text="改过了", visible=1)
    text = page(url).text
    for words in ("更正&lt;b&gt;", "博主", "支持", "改过了", "已编辑", "仅自己可见"):
        assert words in text
    assert text.count("博主") == 1


def test_a_headline_article_is_a_card_in_the_timeline_and_a_page(weibo, sandbox):
    weibo.set(headline_articles=True)
    order = {"title": "报告<b>", "content": "%3Cp%3E%E6%AD%A3%E6%96%87%3C%2Fp%3E", "text": "全文"}
    order |= {"cover": "https://a.cn/c.jpg", "rip": "203.0.113.7", "summary": "导语"}
    url = weibo.post("/proxy/article/publish.json", **order).json()["data"]["url"]
    timeline = page(f"{sandbox.url}/u/{weibo.uid}").text
    assert f'href="{url.removeprefix(sandbox.url)}"' in timeline
    assert "报告&lt;b&gt;" in timeline
    text = page(url).text
    assert "<p>正文</p>" in text
    assert "报告&lt;b&gt;" in text


def test_readers_see_the_elected_comments(wechat, sandbox):
    _article_id, url = article_url(wechat, need_open_comment=1)
    assert "还没有精选的留言" in page(url).text
    (job,) = sandbox.state()["wechat"]["publish_jobs"]
    place = {"msg_data_id": job["msg_data_id"], "index": 0}
    for content in ("甲<b>", "乙"):
        told = sandbox.control("wechat/comments", app_id=wechat.app_id, content=content, **place)
        if content != "乙":
            number = {"user_comment_id": told["user_comment_id"]}
            wechat.post("comment/markelect", place | number)
            wechat.post("comment/reply/add", place | number | {"content": "谢谢"})
    text = page(url).text
    assert "甲&lt;b&gt;" in text
    assert "谢谢" in text
    assert "乙" not in text


def test_pages_that_do_not_exist(sandbox):
    for path in (
        "/mp/wx9999/chat",
        "/ttarticle/p/show?id=1",
        "/mp/wx9999/",
        "/s/none",
        "/u/1",
        "/1234567/z0",
        "/media/no.jpg",
        f"/detail/{10**30}",
        f"/1/{'z' * 30}",
    ):
        response = requests.get(f"{sandbox.url}{path}", timeout=10)
        assert response.status_code == 404, path


def test_the_style_sheet_is_served(sandbox):
    response = requests.get(f"{sandbox.url}/static/sandbox.css", timeout=10)
    assert response.headers["Content-Type"].startswith("text/css")
    assert requests.get(f"{sandbox.url}/static/other.css", timeout=10).status_code == 404
