"""Numbers of people are found however they are written, and nothing else is taken for one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attachments.personal import find, mask, masked
from attachments.personal.cards import is_luhn
from attachments.personal.identity import PROVINCES, check_character, is_identity
from tests.attachments.files import CARD, IDENTITY, MOBILE

SPOKEN = "，。：；、（）《》张三李四王五电话身份证联系人地址 \n"

provinces = st.sampled_from(sorted(PROVINCES))
days = st.dates(date(1900, 1, 1), date(2020, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
identities = st.builds(
    lambda province, county, day, serial: province + county + day + serial,
    provinces, st.from_regex(r"[0-9]{4}", fullmatch=True), days,
    st.from_regex(r"[0-9]{3}", fullmatch=True),
).map(lambda digits: digits + check_character(digits))  # fmt: skip
mobiles = st.builds(
    lambda segment, rest: segment + rest,
    st.sampled_from(["130", "139", "147", "158", "166", "177", "189", "199"]),
    st.from_regex(r"[0-9]{8}", fullmatch=True).filter(lambda rest: len(set(rest)) > 1),
)
around = st.text(st.sampled_from(SPOKEN), max_size=12)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
WRITTEN = {
    "as it is": lambda n: n,
    "in full width": lambda n: n.translate(WIDE),
    "in groups": lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
    "with hyphens": lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
    "with a small x": str.lower,
    "over two lines": lambda n: f"{n[:14]}\n{n[14:]}",
}


def found(text: str) -> list[tuple[str, str]]:
    return [(number.kind, number.value) for number in find(text)]


@settings(max_examples=60)
@given(number=identities, before=around, after=around, way=st.sampled_from(sorted(WRITTEN)))
def test_every_identity_number_is_found_however_it_is_written(number, before, after, way):
    assert ("identity", number) in found(f"{before}{WRITTEN[way](number)}{after}")


@settings(max_examples=60)
@given(number=identities, place=st.integers(0, 17), added=st.integers(1, 9))
def test_one_wrong_digit_makes_it_no_identity_number(number, place, added):
    """ISO 7064 MOD 11-2 misses no single mistake."""
    if number[place] == "X":
        wrong = number[:place] + str(added)
    else:
        wrong = number[:place] + str((int(number[place]) + added) % 10) + number[place + 1 :]
    assert not is_identity(wrong)


@settings(max_examples=60)
@given(number=mobiles, before=around, after=around, way=st.sampled_from("abcde"))
def test_every_mobile_number_is_found_however_it_is_written(number, before, after, way):
    written = {
        "a": number,
        "b": f"+86{number}",
        "c": f"+86 {number}",
        "d": f"{number[:3]} {number[3:7]} {number[7:]}",
        "e": f"{number[:3]}-{number[3:7]}-{number[7:]}",
    }[way]
    assert ("mobile", number) in found(f"{before}{written}{after}")


@settings(max_examples=40)
@given(
    bank=st.sampled_from(["622202", "621700", "625912"]),
    rest=st.text("0123456789", min_size=12, max_size=12).filter(lambda rest: len(set(rest)) > 3),
)
def test_every_card_number_is_found_and_one_with_a_wrong_digit_is_not(bank, rest):
    digits = bank + rest
    last = next(digit for digit in "0123456789" if is_luhn(digits + digit))
    wrong = str((int(last) + 1) % 10)
    assert ("card", digits + last) in found(f"卡号：{digits}{last}。")
    assert ("card", digits + wrong) not in found(f"卡号：{digits}{wrong}。")


FALSE_FRIENDS = {
    "统一社会信用代码": "91430100MA4L0XXXX1",
    "统一社会信用代码（全数字）": "114301000061216831",
    "12位权力事项编码": "430102013000",
    "31位权力事项编码": "4301020130004301020130004301020",
    "索引号": "000014349/2017-00110",
    "索引号（信用代码）": "11441700007280420Y/2021-00050",
    "索引号（年月）": "11341702486344515H/202110-00013",
    "索引号（机关代码）": "0142768-8/2022-00185",
    "发文字号": "云政办发〔2026〕13号",
    "政务热线": "12345",
    "监督热线": "12315、12388",
    "服务电话": "400-830-1234",
    "座机": "0731-88661234",
    "座机（三位区号）": "010-12345678",
    "传真带分机": "0731-88661234-8012",
    "日期时间": "2026-03-05 13:12:45",
    "日期区间": "20260305-20260405",
    "金额": "13812345678元",
    "金额（分位）": "13,812,345,678.00",
    "金额（小数）": "13812345678.50",
    "金额（万元）": "13812345678万元",
    "工商注册号": "注册号430100600123456",
    "项目代码": "2015-430102-47-03-012345",
    "项目代码（带日期）": "2022-430102-19900307-1234",
    "网址": "https://www.example.gov.cn/art/13812345678.html",
    "网址里的长数字": "https://www.example.gov.cn/430102/202603/t20260305_13812345678.html",
    "备案号": "湘公网安备 43010202001234号",
    "ICP": "湘ICP备12345678号-1",
    "设备号": "IMEI：867012345678905",
    "条形码": "6901234567892",
    "ISBN": "978-7-5197-1234-5",
    "长串": "138123456789",
    "经纬度": "112.13812345678",
    "哈希": "3f13812345678ab",
    "全零": "00000000000000000",
    "演示电话": "0000-12345678",
    "遮蔽后的身份证号": "430102********1234",
    "遮蔽后的手机号": "138****5678",
}


@pytest.mark.parametrize("name", FALSE_FRIENDS)
def test_a_number_of_the_public_life_is_no_number_of_a_person(name):
    assert found(f"编号为{FALSE_FRIENDS[name]}，") == []
    assert found(FALSE_FRIENDS[name]) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"1 {IDENTITY} {MOBILE} {CARD}", ["identity", "mobile", "card"]),
        (f"张三/{IDENTITY}/{MOBILE}", ["identity", "mobile"]),
        (f"{MOBILE}、13987654321", ["mobile", "mobile"]),
        (f"{IDENTITY}-{MOBILE}", ["identity"]),
        (f"{MOBILE}@163.com", ["mobile"]),
        ("430102900307123", ["identity"]),
        ("信用卡 4111 1111 1111 1111", []),
        ("卡号4539578763621486", ["card"]),
        ("代码4539578763621486", []),
        ("6222 0212 0200 1234 567", ["card"]),
        ("911124199003070023"[:17] + check_character("91112419900307002"), ["identity"]),
    ],
)
def test_what_stands_in_a_list_is_taken_apart(text, numbers):
    assert [kind for kind, _value in found(text)] == numbers


def test_a_number_that_a_spreadsheet_has_rounded_is_still_somebodys():
    assert [n.kind for n in find("430102199003071000", is_numeric=True)] == ["identity"]
    assert find("430102199003071000") == []


def test_masks_keep_the_first_and_last_as_the_rules_say():
    assert masked("identity", IDENTITY) == "430102********1234"
    assert masked("identity", "430102900307123") == "430102*****7123"
    assert masked("mobile", MOBILE) == "138****5678"
    assert masked("card", CARD) == "622202*********4567"


@settings(max_examples=60)
@given(
    texts=st.lists(st.one_of(identities, mobiles, around, st.just(CARD)), max_size=6),
    between=st.sampled_from(["，", " ", "\n", "/"]),
)
def test_what_is_masked_is_not_found_again_and_nothing_else_has_changed(texts, between):
    text = between.join(texts)
    hidden = mask(text, find(text))
    assert find(hidden) == []
    assert len(hidden) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, hidden, strict=True))
