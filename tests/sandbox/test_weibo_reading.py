"""What can be read back: five posts, counts, addresses, people."""

import re

import pytest

from tests.sandbox.callers import Weibo

SITE = "https://www.yunting.gov.cn"


def numbered(weibo: Weibo, count: int) -> list[str]:
    return [weibo.shared(f"第{n}条 {SITE}/{n}/")["idstr"] for n in range(count)]


def timeline(weibo: Weibo, **params) -> list[str]:
    answer = weibo.get("/2/statuses/user_timeline.json", **params).json()
    return [post["idstr"] for post in answer["statuses"]]


def test_the_timeline_has_the_five_newest_and_no_more(weibo):
    numbers = numbered(weibo, 7)
    assert timeline(weibo, count=100) == numbers[:1:-1]
    assert weibo.get("/2/statuses/user_timeline.json").json()["total_number"] == 7
    ids = weibo.get("/2/statuses/user_timeline/ids.json").json()["statuses"]
    assert ids == numbers[:1:-1]


def test_the_timeline_can_be_narrowed(weibo):
    numbers = numbered(weibo, 4)
    assert timeline(weibo, since_id=numbers[1]) == [numbers[3], numbers[2]]
    assert timeline(weibo, max_id=numbers[1]) == [numbers[1], numbers[0]]
    assert timeline(weibo, count=1, page=2) == [numbers[2]]


def test_deleted_posts_make_room_in_the_timeline(weibo):
    numbers = numbered(weibo, 6)
    weibo.post("/2/statuses/destroy.json", id=numbers[5])
    assert timeline(weibo) == numbers[4::-1]


def test_base_app_leaves_out_posts_of_other_applications(weibo, sandbox):
    mine = numbered(weibo, 1)
    other = Weibo(sandbox, app_key="9999")
    theirs = other.shared(f"别的应用 {SITE}/9/")["idstr"]
    assert timeline(weibo) == [theirs, *mine]
    assert timeline(weibo, base_app=1) == mine


def test_trim_user_leaves_only_the_users_number(weibo):
    numbered(weibo, 1)
    answer = weibo.get("/2/statuses/user_timeline.json", trim_user=1).json()
    assert answer["statuses"][0]["uid"] == int(weibo.uid)
    assert "user" not in answer["statuses"][0]


def test_nobody_reads_the_timeline_of_another(weibo, sandbox):
    other = Weibo(sandbox, uid="5501234568")
    response = weibo.get("/2/statuses/user_timeline.json", uid=other.uid)
    assert weibo.code(response) == 21335


def test_counts_leave_out_what_is_gone(weibo):
    numbers = numbered(weibo, 2)
    weibo.post("/2/statuses/destroy.json", id=numbers[0])
    answer = weibo.get("/2/statuses/count.json", ids=",".join([*numbers, "1"])).json()
    assert [entry["id"] for entry in answer] == [int(numbers[1])]
    endless = "9" * 30
    assert weibo.code(weibo.get("/2/statuses/count.json", ids=endless)) == 10008
    assert weibo.code(weibo.get("/2/statuses/show.json", id=endless)) == 10017
    too_many = weibo.get("/2/statuses/count.json", ids=",".join("1" * 101))
    assert weibo.code(too_many) == 10008


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("3504803600502730", "z20XK26My"),
        ("3500330408906190", "z08AUBmUe"),
        ("3501756485200075", "z0JH2lOMb"),
        ("3501703397689247", "z0Ijpwgk7"),
        ("5349862107251384", "RkV8KuqpO"),
    ],
)
def test_numbers_and_the_codes_in_addresses(weibo, number, code):
    assert weibo.get("/2/statuses/querymid.json", id=number, type=1).json() == {"mid": code}
    answer = weibo.get("/2/statuses/queryid.json", mid=code, type=1, isBase62=1).json()
    assert answer == {"id": number}


def test_a_number_holds_the_moment_of_its_post(weibo, sandbox):
    number = int(numbered(weibo, 1)[0])
    assert abs((number >> 22) + 515_483_463 - sandbox.state()["now"]) <= 2


def test_moments_are_told_in_english(weibo):
    post = weibo.shared(f"通知 {SITE}/1/")
    assert re.fullmatch(
        r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d \+0800 \d{4}",
        post["created_at"],
    )


def test_go_leads_to_the_post(weibo):
    number = numbered(weibo, 1)[0]
    code = weibo.get("/2/statuses/querymid.json", id=number).json()["mid"]
    response = weibo.get("/2/statuses/go", uid=weibo.uid, id=number)
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{weibo.uid}/{code}"


def test_a_user_can_be_looked_up(weibo):
    answer = weibo.get("/2/users/show.json", uid=weibo.uid).json()
    assert (answer["idstr"], answer["verified"]) == (weibo.uid, True)
    assert weibo.code(weibo.get("/2/users/show.json", uid="1")) == 20003
    assert weibo.get("/2/account/get_uid.json").json() == {"uid": int(weibo.uid)}


def test_a_user_has_a_kind_of_verification(weibo, sandbox):
    def kind() -> tuple[bool, int]:
        answer = weibo.get("/2/users/show.json", uid=weibo.uid).json()
        return answer["verified"], answer["verified_type"]

    assert kind() == (True, 1)
    sandbox.control("weibo/users", uid=weibo.uid, verified_type=3)
    assert kind() == (True, 3)
    sandbox.control("weibo/users", uid=weibo.uid, verified=False, verified_type=None)
    assert kind() == (False, -1)


def test_an_owner_edits_a_post_by_hand(weibo, sandbox):
    number = numbered(weibo, 1)[0]
    sandbox.control(f"weibo/posts/{number}", text=f"人工修改 {SITE}/2/")
    text = weibo.get("/2/statuses/show.json", id=number).json()["text"]
    assert text.startswith("人工修改 http://t.cn/")
    (post,) = sandbox.state()["weibo"]["posts"]
    assert list(post["links"].values()) == [f"{SITE}/2/"]
    assert post["sent_text"] == f"第0条 {SITE}/0/"
    answer = weibo.get("/2/statuses/user_timeline.json").json()
    assert answer["statuses"][0]["text"] == text


def test_an_owner_shows_a_post_to_fewer_people(weibo, sandbox):
    number = numbered(weibo, 1)[0]
    sandbox.control(f"weibo/posts/{number}", visible=1)
    assert weibo.get("/2/statuses/show.json", id=number).json()["visible"]["type"] == 1


def test_counts_tell_the_comments(weibo):
    numbers = numbered(weibo, 2)
    weibo.post("/2/comments/create.json", id=numbers[0], comment="一", rip="203.0.113.7")
    weibo.post("/2/comments/create.json", id=numbers[0], comment="二", rip="203.0.113.7")
    answer = weibo.get("/2/statuses/count.json", ids=",".join(numbers)).json()
    assert [entry["comments"] for entry in answer] == [2, 0]
    posts = weibo.get("/2/statuses/user_timeline.json").json()["statuses"]
    assert [post["comments_count"] for post in posts] == [0, 2]
