"""2/statuses/share and destroy."""

import pytest
import requests

from tests.sandbox.callers import Weibo, picture

SITE = "https://www.yunting.gov.cn"


def test_a_post_is_answered_with_its_number_and_its_picture(weibo):
    data = picture()
    post = weibo.shared(f"通知 {SITE}/1/", files={"pic": ("a.jpg", data, "image/jpeg")})
    assert post["idstr"] == post["mid"] == str(post["id"])
    assert post["user"]["idstr"] == weibo.uid
    assert post["visible"]["type"] == 0
    assert requests.get(post["original_pic"], timeout=10).content == data


def test_a_post_comes_back_with_short_addresses_and_without_topics(weibo, sandbox):
    post = weibo.shared(f"#优化营商环境#通知 {SITE}/1/#part 见")
    assert post["text"].startswith("通知 http://t.cn/A6")
    assert post["text"].endswith(" 见")
    kept = sandbox.state()["weibo"]["posts"][0]
    assert list(kept["links"].values()) == [f"{SITE}/1/#part"]


def test_a_parameter_that_is_missing_or_wrong(weibo):
    def code(**data: str) -> int:
        return weibo.code(weibo.post("/2/statuses/share.json", **data))

    status = f"通知 {SITE}/1/"
    assert code(rip="203.0.113.7") == 10016
    assert code(status=status) == 10016
    assert code(status=status, rip="somewhere") == 10017
    assert code(status="  ", rip="203.0.113.7") == 20008


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("通知", 10017),
        ("通知 https://elsewhere.cn/1/", 10017),
        ("通知 https://yunting.gov.cn/1/", 10017),
        ("通知 https://elsewhere.cn/www.yunting.gov.cn", 10017),
        ("通知 www.yunting.gov.cn/1/", 10017),
        ("通知 https://www.yunting.gov.cn/1/，请阅", 0),
        ("通知 http://www.yunting.gov.cn", 0),
    ],
)
def test_a_post_has_an_address_on_a_safe_domain(weibo, text, code):
    response = weibo.share(text)
    assert weibo.code(response) == code
    if code:
        assert response.json()["error"] == "text not find domain!"


def test_an_application_without_safe_domains_cannot_post(weibo):
    weibo.set(safe_domains=[])
    assert weibo.share().json()["error"] == "appkey not bind domain!"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # An address counts ten, the space a half: 129 are left.
        (f"{'字' * 129} {SITE}/1/", 0),
        (f"{'字' * 130} {SITE}/1/", 20012),
        (f"{'a' * 259} {SITE}/1/", 0),
        (f"{'a' * 260} {SITE}/1/", 20012),
        (f"{'字' * 129} {SITE}/{'x' * 100}", 0),
        (f"{'😀' * 65} {SITE}/1/", 20012),
        (f"{'😀' * 64} {SITE}/1/", 0),
    ],
)
def test_text_is_counted_in_weighted_characters(weibo, text, code):
    assert weibo.code(weibo.share(text)) == code


def test_the_same_text_again_is_refused_for_a_while(weibo, sandbox):
    weibo.shared(f"通知 {SITE}/1/")
    weibo.shared(f"另一条 {SITE}/2/")
    refused = weibo.share(f"通知 {SITE}/1/")
    assert (refused.status_code, weibo.code(refused)) == (400, 20019)
    other = Weibo(sandbox, uid="5501234568")
    assert weibo.code(other.share(f"通知 {SITE}/1/")) == 0
    sandbox.control("clock", advance=601)
    assert weibo.code(weibo.share(f"通知 {SITE}/1/")) == 0


def test_whether_deleted_posts_are_remembered_can_be_chosen(weibo):
    post = weibo.shared(f"通知 {SITE}/1/")
    weibo.post("/2/statuses/destroy.json", id=post["idstr"])
    weibo.set(duplicates_count_deleted=True)
    assert weibo.code(weibo.share(f"通知 {SITE}/1/")) == 20019
    weibo.set(duplicates_count_deleted=False)
    assert weibo.code(weibo.share(f"通知 {SITE}/1/")) == 0


def test_pictures_are_jpg_gif_or_png_below_5_mb_in_a_file_part(weibo):
    def code(data: bytes) -> int:
        return weibo.code(weibo.share(files={"pic": ("a.jpg", data, "image/jpeg")}))

    assert code(b"no picture") == 20005
    assert code(picture("BMP")) == 20005
    large = picture()
    assert code(large + b"\0" * (5 * 1024 * 1024 - len(large))) == 20006
    assert code(large + b"\0" * (5 * 1024 * 1024 - len(large) - 1)) == 0
    assert weibo.code(weibo.share(data={"pic": "text"})) == 20007


def test_a_get_is_the_wrong_method_and_old_endpoints_are_closed(weibo):
    assert weibo.code(weibo.get("/2/statuses/share.json")) == 10021
    assert weibo.code(weibo.post("/2/statuses/update.json", status="x")) == 10014
    assert weibo.code(weibo.post("/2/statuses/nonsense.json")) == 10020


def test_posting_has_a_limit_per_hour(weibo, sandbox):
    weibo.set(quotas={"posts_hour": 2})
    codes = [weibo.code(weibo.share(f"第{n}条 {SITE}/{n}/")) for n in range(3)]
    assert codes == [0, 0, 20016]
    sandbox.control("clock", advance=3600)
    assert weibo.code(weibo.share(f"第三条 {SITE}/3/")) == 0


def test_all_calls_of_a_user_have_a_limit_per_day(weibo, sandbox):
    weibo.set(quotas={"user_day": 2})
    codes = [weibo.code(weibo.get("/2/account/get_uid.json")) for _ in range(3)]
    assert codes == [0, 0, 10023]
    status = weibo.get("/2/account/rate_limit_status.json").json()
    assert status["remaining_user_hits"] == 0
    other = Weibo(sandbox, uid="5501234568", quotas={"user_day": 2})
    assert weibo.code(other.get("/2/account/get_uid.json")) == 0


def test_all_calls_from_an_address_have_a_limit_per_hour(weibo):
    weibo.set(quotas={"ip_hour": 1})
    codes = [weibo.code(weibo.get("/2/account/get_uid.json")) for _ in range(2)]
    assert codes == [0, 10022]


def test_a_deleted_post_is_gone(weibo):
    number = weibo.shared(f"通知 {SITE}/1/")["idstr"]
    assert weibo.post("/2/statuses/destroy.json", id=number).json()["idstr"] == number
    assert weibo.code(weibo.post("/2/statuses/destroy.json", id=number)) == 20101
    assert weibo.code(weibo.get("/2/statuses/show.json", id=number)) == 20101


def test_only_the_owner_can_delete(weibo, sandbox):
    number = weibo.shared(f"通知 {SITE}/1/")["idstr"]
    other = Weibo(sandbox, uid="5501234568")
    assert weibo.code(other.post("/2/statuses/destroy.json", id=number)) == 20102
    assert weibo.get("/2/statuses/show.json", id=number).json()["idstr"] == number


def test_error_codes_are_numbers_or_quoted(weibo):
    refused = weibo.share("通知").json()
    assert refused["error_code"] == 10017
    assert refused["request"] == "/2/statuses/share.json"
    weibo.set(quoted_error_codes=True)
    assert weibo.share("通知").json()["error_code"] == "10017"
