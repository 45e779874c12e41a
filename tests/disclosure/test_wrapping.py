"""Breaks at the edge of a column are taken out; breaks between one thing and the next stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.fields import LABELS
from disclosure.workbooks.wrapping import unwrapped

WRAPPED = [
    ("kind", "行政\n处罚", "行政处罚"),
    ("name", "对擅自占\n用河道的\n处罚", "对擅自占用河道的处罚"),
    ("name", "Ⅱ类 CT\nscan 许可", "Ⅱ类 CT scan 许可"),
    ("body", "市水\n务局", "市水务局"),
    ("office", "水资\n源科、\n河道\n科", "水资源科、河道科"),
    ("publicity", "主动\n公开", "主动公开"),
    (
        "duty",
        "受理责任：\n1.公示应当提交的\n材料，一次性告知\n补正材料。\n2.依法受理。",
        "受理责任：\n1.公示应当提交的材料，一次性告知补正材料。\n2.依法受理。",
    ),
    ("basis", "根据2024\n年9月1日\n公布的条\n例，制定。", "根据2024年9月1日公布的条例，制定。"),
]
KEPT = [
    ("office", "水资源管理科\n河道管理科"),
    ("superior_body", "省水利厅\n云汀市人民政府"),
    ("materials", "身份证\n户口本\n申请表"),
    ("materials", "1.申请书；\n2.身份证明；\n3.场地证明。"),
    ("legal_days", "告知承诺制：20个工作日\n非告知承诺制：10个工作日"),
    ("name", "1.取水许可\n2.取水许可变更"),
    ("basis", "【法律】《水法》第七条。\n【法规】《取水条例》第二条。"),
    (
        "basis",
        "【法律】《水法》（2016年7月2日修正）\n    第四十八条：直接从江河取水的，应当申领许可证。",
    ),
    ("measures", "不得新建\n\n省发展改革委"),
]


@pytest.mark.parametrize(("name", "typed", "meant"), WRAPPED)
def test_a_break_where_the_column_ended_is_none(name, typed, meant):
    assert unwrapped({name: typed}) == {name: meant}


@pytest.mark.parametrize(("name", "typed"), KEPT)
def test_a_break_between_two_things_stays(name, typed):
    assert unwrapped({name: typed}) == {name: typed}


@given(
    st.sampled_from(sorted(LABELS)),
    st.text(st.sampled_from("甲乙科局1.、，。；：（）【】ab \n"), max_size=80),
)
def test_nothing_that_can_be_seen_is_lost_or_moved(name, typed):
    once = unwrapped({name: typed})[name]

    assert re.sub(r"\s", "", once) == re.sub(r"\s", "", typed)
    assert once.count("\n") <= typed.count("\n")
