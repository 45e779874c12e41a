"""proxy/article/publish: 头条文章."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
import requests

from tests.sandbox.callers import Weibo, picture

PATH = "/proxy/article/publish.json"
HTML = "<p>各位代表：</p>"


@pytest.fixture
def weibo(sandbox) -> Weibo:
    return Weibo(sandbox, headline_articles=True)


@pytest.fixture
def covers() -> Iterator[str]:
    """A site on this machine with a cover and something that is none."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = picture() if self.path.startswith("/cover") else b"no picture"
            self.send_response(404 if self.path == "/none.jpg" else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def order(**changes: str) -> dict[str, str]:
    return {
        "title": "政府工作报告",
        "content": quote(HTML, safe=""),
        "cover": "https://www.yunting.gov.cn/cover.jpg",
        "text": "全文发布",
        "rip": "203.0.113.7",
    } | changes


def publish(weibo: Weibo, **changes: str) -> dict:
    return weibo.post(PATH, **order(**changes)).json()


def articles(sandbox) -> list[dict]:
    return sandbox.state()["weibo"]["articles"]


def test_an_article_is_published_with_a_short_post(weibo, sandbox):
    response = weibo.post(PATH, **order(summary="导语"))
    answer = response.json()
    assert (response.status_code, answer["code"], answer["msg"]) == (200, "100000", "")
    assert answer["data"]["object_id"].startswith("1022:2309")
    page = requests.get(answer["data"]["url"], timeout=10).text
    assert HTML in page
    assert "导语" in page
    (post,) = weibo.get("/2/statuses/user_timeline.json").json()["statuses"]
    assert post["idstr"] == answer["data"]["mid"]
    assert post["text"].startswith("全文发布 http://t.cn/")
    (article,) = articles(sandbox)
    assert (article["content"], article["mid"]) == (HTML, post["idstr"])
    assert list(sandbox.state()["weibo"]["posts"][0]["links"].values()) == [article["url"]]


def test_the_right_is_given_to_each_application(weibo, sandbox):
    weibo.set(headline_articles=False)
    response = weibo.post(PATH, **order())
    assert (response.status_code, weibo.code(response)) == (403, 10014)
    assert articles(sandbox) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 33}, "title"),
        ({"content": ""}, "content"),
        ({"content": HTML}, "content"),
        ({"content": "%E6%AD%A3%20%zz"}, "content"),
        ({"content": "x" * 90_001}, "content"),
        ({"cover": "cover.jpg"}, "cover"),
        ({"cover": "file:///etc/passwd"}, "cover"),
        ({"text": " "}, "text"),
        ({"text": "长" * 1901}, "text"),
        ({"rip": "somewhere"}, "rip"),
    ],
)
def test_a_parameter_that_is_not_valid_is_named(weibo, sandbox, changes, name):
    answer = publish(weibo, **changes)
    assert (answer["code"], answer["msg"]) == ("10008", f"parameter {name} invalid")
    assert articles(sandbox) == []
    assert sandbox.state()["weibo"]["posts"] == []


def test_the_limits_can_be_used_to_the_full(weibo):
    answer = publish(weibo, title="长" * 32, content=quote("长" * 90_000), text="长" * 1900)
    assert answer["code"] == "100000"


def test_content_may_be_taken_as_it_comes_instead(weibo, sandbox):
    weibo.set(article_encoding="plain")
    publish(weibo, content=HTML)
    publish(weibo, content=quote("正文", safe=""))
    assert [row["content"] for row in articles(sandbox)] == [HTML, "%E6%AD%A3%E6%96%87"]
    with pytest.raises(AssertionError, match="article_encoding"):
        weibo.set(article_encoding="rot13")


def test_scripts_forms_and_foreign_pictures_are_dropped(weibo, sandbox):
    html = (
        '<h2 onclick="x()" style="color:red">标题</h2><script>1</script><pre>代码</pre>'
        '<img src="https://elsewhere.cn/a.jpg"><a href="javascript:1">甲</a>'
        '<a href="https://www.yunting.gov.cn/">乙</a><form><input></form><!-- 注 -->'
    )
    publish(weibo, content=quote(html, safe=""))
    kept = '<h2>标题</h2>代码<a>甲</a><a href="https://www.yunting.gov.cn/">乙</a>'
    assert articles(sandbox)[0]["content"] == kept


class TestCover:
    def test_one_on_this_machine_is_fetched(self, weibo, sandbox, covers):
        assert publish(weibo, cover=f"{covers}/cover.jpg")["code"] == "100000"
        (article,) = articles(sandbox)
        assert requests.get(article["cover"]["url"], timeout=10).content == picture()

    @pytest.mark.parametrize("path", ["/text.jpg", "/none.jpg"])
    def test_what_cannot_be_fetched_is_no_cover(self, weibo, covers, path):
        assert publish(weibo, cover=f"{covers}{path}")["msg"] == "parameter cover invalid"

    def test_nor_what_does_not_answer(self, weibo):
        assert publish(weibo, cover="http://127.0.0.1:1/cover.jpg")["code"] == "10008"

    def test_one_elsewhere_is_believed(self, weibo, sandbox):
        publish(weibo)
        assert articles(sandbox)[0]["cover"] is None


@pytest.mark.parametrize(
    ("code", "written", "posted"),
    [(10001, 0, 0), (11001, 0, 0), (11002, 1, 0), (11003, 1, 1)],
)
def test_what_goes_wrong_may_be_half_done(weibo, sandbox, code, written, posted):
    weibo.set(article_troubles=[code])
    assert publish(weibo)["code"] == str(code)
    state = sandbox.state()["weibo"]
    assert (len(state["articles"]), len(state["posts"])) == (written, posted)
    assert all(row["mid"] == "" for row in state["articles"])
    assert publish(weibo)["code"] == "100000", "an order holds for one article"


def test_trouble_strikes_here_too_in_either_envelope(weibo, sandbox):
    params = {"code": 11001, "msg": "too frequently"}
    sandbox.control("faults", match="/proxy/", kind="refuse", params=params)
    response = weibo.post(PATH, **order())
    assert response.status_code == 200
    assert response.json() == {"code": "11001", "msg": "too frequently", "data": ""}
    sandbox.control("faults", match="/proxy/", kind="refuse", params={"error_code": 10001})
    response = weibo.post(PATH, **order())
    assert (response.status_code, weibo.code(response)) == (400, 10001)
    sandbox.control("faults", match="/proxy/", kind="silent")
    with pytest.raises(requests.ConnectionError):
        weibo.post(PATH, **order())
    assert len(articles(sandbox)) == 1


def test_the_token_may_be_a_field_and_must_be_one(weibo):
    response = weibo.post(PATH, token="", **order(), access_token=weibo.token)
    assert response.json()["code"] == "100000"
    assert weibo.code(weibo.post(PATH, token="", **order())) == 10006
    assert weibo.code(weibo.get(PATH)) == 10021
    assert weibo.code(weibo.post("/proxy/article/nonsense.json")) == 10020


def test_an_owner_deletes_an_article_while_its_post_stays(weibo, sandbox):
    data = publish(weibo)["data"]
    sandbox.control(f"weibo/articles/{data['object_id']}/delete")
    assert requests.get(data["url"], timeout=10).status_code == 410
    assert weibo.code(weibo.get("/2/statuses/show.json", id=data["mid"])) == 0


def test_an_article_stays_when_its_post_is_deleted(weibo):
    data = publish(weibo)["data"]
    weibo.post("/2/statuses/destroy.json", id=data["mid"])
    assert requests.get(data["url"], timeout=10).status_code == 200


def test_its_post_counts_as_one(weibo):
    weibo.set(quotas={"posts_hour": 1})
    assert publish(weibo)["code"] == "100000"
    assert publish(weibo)["error_code"] == 20016
