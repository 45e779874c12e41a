"""自定义菜单: its limits, its codes, and how it is told again."""

import pytest

from tests.sandbox.callers import WeChat

SITE = "https://www.yunting.gov.cn/"
CLICK = {"type": "click", "name": "要闻", "key": "NEWS"}
VIEW = {"type": "view", "name": "官网", "url": SITE}
MENU = {"button": [CLICK, {"name": "服务", "sub_button": [VIEW, CLICK]}]}


def code(wechat: WeChat, *buttons) -> int:
    return wechat.post("menu/create", {"button": list(buttons)})["errcode"]


def below(*buttons):
    return {"name": "服务", "sub_button": list(buttons)}


def test_a_menu_is_kept_until_it_is_deleted(wechat):
    assert wechat.get("menu/get")["errcode"] == 46003
    assert wechat.post("menu/create", MENU)["errcode"] == 0
    assert wechat.get("menu/get") == {"menu": MENU}
    current = wechat.get("get_current_selfmenu_info")
    assert current["is_menu_open"] == 1
    first, second = current["selfmenu_info"]["button"]
    assert first == CLICK
    assert second["sub_button"] == {"list": [VIEW, CLICK]}
    assert wechat.get("menu/delete")["errcode"] == 0
    assert wechat.get("menu/get")["errcode"] == 46003
    assert wechat.get("get_current_selfmenu_info") == {"is_menu_open": 0}


def test_a_new_menu_replaces_the_old_one(wechat):
    wechat.post("menu/create", MENU)
    assert code(wechat, VIEW) == 0
    assert wechat.get("menu/get") == {"menu": {"button": [VIEW]}}


@pytest.mark.parametrize(("count", "expected"), [(0, 40016), (3, 0), (4, 40016)])
def test_one_to_three_entries(wechat, count, expected):
    assert code(wechat, *[CLICK] * count) == expected


@pytest.mark.parametrize(("count", "expected"), [(5, 0), (6, 40023)])
def test_up_to_five_below_each(wechat, count, expected):
    assert code(wechat, below(*[CLICK] * count)) == expected


@pytest.mark.parametrize(
    ("changes", "above", "under"),
    [
        ({"name": "十六字节名字字"}, 40018, 0),
        ({"name": "字" * 21}, 40018, 40025),
        ({"name": ""}, 40018, 40025),
        ({"type": "nonsense"}, 40017, 40024),
        ({"key": "k" * 129}, 40019, 40026),
        ({"key": ""}, 40019, 40026),
        ({"type": "view", "url": f"{SITE}{'x' * 1024}"}, 40020, 40027),
        ({"type": "view", "url": "yunting.gov.cn"}, 40020, 40027),
        ({"type": "view"}, 40020, 40027),
        ({"key": "k" * 128, "name": "五个汉字啊"}, 0, 0),
    ],
)
def test_names_keys_and_addresses_are_measured_in_bytes(wechat, changes, above, under):
    assert code(wechat, CLICK | changes) == above
    assert code(wechat, below(CLICK | changes)) == under


def test_escapes_are_refused(wechat):
    assert wechat.post("menu/create", MENU, escaped=True)["errcode"] == 40033


def test_addresses_lie_on_three_hosts_at_most(wechat):
    hosts = [VIEW | {"url": f"https://{name}.gov.cn/"} for name in "abcd"]
    assert code(wechat, below(*hosts[:3], VIEW | {"url": "https://a.gov.cn/2"})) == 0
    assert code(wechat, below(*hosts)) == 65316


def test_entries_can_show_materials_and_articles_that_are_there(wechat):
    media_id = wechat.cover()
    article_id = wechat.published()["article_id"]
    show = {"type": "media_id", "name": "地图"}
    read = {"type": "article_id", "name": "指南"}
    assert code(wechat, show | {"media_id": media_id}, read | {"article_id": article_id}) == 0
    assert code(wechat, show | {"media_id": "none"}) == 40007
    assert code(wechat, show) == 40007
    assert code(wechat, read | {"article_id": "none"}) == 53600


def test_menus_need_a_verified_account_unless_it_is_a_service_account(wechat):
    wechat.set(verified=False)
    assert code(wechat, CLICK) == 48001
    wechat.set(kind="SVC")
    assert code(wechat, CLICK) == 0
