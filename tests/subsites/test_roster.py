"""A roster: read whatever wrote it, and refused as a whole for whatever is wrong in it."""

import io

import openpyxl
import pytest

from subsites.codes import is_credit_code, is_site_code
from subsites.kinds import Kind, Level
from subsites.roster.reading import Taken, read_roster

HEAD = "单位名称,简称,单位性质,层级,路径,域名,网站标识码,统一社会信用代码,地址,电话,办公时间,建站"
TRAFFIC = (
    "云汀市交通运输局,市交通局,政府部门,市级,jiaotong,,,11430700006123407G,"
    "云汀市滨河路1号,0000-1,工作日9:00—17:00,是"
)
REST = "云汀市滨河路1号,0000-1,工作日"


def read(*lines: str, head: str = HEAD, encoding: str = "utf-8", taken: Taken | None = None):
    return read_roster("\n".join([head, *lines]).encode(encoding), taken)


def told(roster) -> list[tuple[int, str]]:
    return [(each.line, each.column) for each in roster.problems]


def row(
    name="云汀市水利局", kind="政府部门", level="市级", slug="shuili", host="", site="", code=""
):
    return f"{name},,{kind},{level},{slug},{host},{site},{code},{REST},"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_it_is_read_in_the_encodings_that_offices_write(encoding):
    [unit] = read(TRAFFIC, encoding=encoding).units
    assert (unit.name, unit.kind, unit.level) == (
        "云汀市交通运输局",
        Kind.DEPARTMENT,
        Level.CITY,
    )
    assert unit.wants_site


def test_a_workbook_is_as_good():
    book = openpyxl.Workbook()
    for line in (HEAD, TRAFFIC):
        book.active.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    assert read_roster(buffer.getvalue()).units == read(TRAFFIC).units


def test_a_path_is_made_of_the_short_name_where_none_is_given():
    [unit] = read(row(name="云汀市水利局", slug="")).units
    assert unit.slug == "yun-ting-shi-shui-li-ju"


WRONG = [
    # A credit code with a wrong check digit, with a letter that does not occur.
    ((row(code="11430700006123407H"),), [(2, "统一社会信用代码")]),
    ((row(code="11430700I06123407G"),), [(2, "统一社会信用代码")]),
    # A unit twice, a path twice.
    ((row(), row()), [(3, "单位名称"), (3, "路径")]),
    # Two units, one host; and its site code is used twice, too.
    (
        (
            row(host="sl.yunting.gov.cn", site="4307000012"),
            row("云汀市教育局", slug="edu", host="sl.yunting.gov.cn", site="4307000012"),
        ),
        [(3, "域名"), (3, "网站标识码")],
    ),
    # Kinds and levels that do not exist, or not together.
    ((row(kind="企业"),), [(2, "单位性质")]),
    ((row(level="国家级"),), [(2, "层级")]),
    ((row(kind="乡镇街道", level="市级"),), [(2, "层级")]),
    # G1: no sites for campaigns, none of their own for what is below city level.
    ((row(kind="专项活动"),), [(2, "单位性质")]),
    ((row(level="县级", host="sl.xian.gov.cn", site="4307230001"),), [(2, "域名")]),
    # G2: names of hosts.
    ((row(host="shuili.com", site="4307000012"),), [(2, "域名")]),
    ((row(host="www.shuili.gov.cn", site="4307000012"),), [(2, "域名")]),
    (
        (row("云阳县人民政府", "人民政府", "县级", host="x.yy.gov.cn", site="4307230001"),),
        [(2, "域名")],
    ),
    # G4: a site of its own has a code of the right form, and no other has one.
    ((row(host="sl.yunting.gov.cn"),), [(2, "网站标识码")]),
    ((row(host="sl.yunting.gov.cn", site="9907000012"),), [(2, "网站标识码")]),
    ((row(site="4307000012"),), [(2, "网站标识码")]),
    # What a card would be blank without.
    (("云汀市水利局,,政府部门,市级,,,,,,,,",), [(2, "地址"), (2, "电话")]),
]


@pytest.mark.parametrize(("lines", "expected"), WRONG)
def test_what_is_wrong_is_told_by_line_and_column_and_nothing_is_taken(lines, expected):
    roster = read(*lines)
    assert (told(roster), roster.units) == (expected, ())


def test_one_mistake_is_enough_to_take_nothing():
    roster = read(TRAFFIC, row(kind="企业"))
    assert roster.units == ()
    assert str(roster.problems[0]).startswith("第3行")


def test_columns_that_are_missing_or_unknown_are_named():
    roster = read("云汀市水利局,政府部门,市级,x", head="单位名称,单位性质,层级,颜色")
    assert told(roster) == [
        (1, "颜色"), (1, "统一社会信用代码"), (1, "地址"), (1, "电话"), (1, "办公时间"),
    ]  # fmt: skip


def test_a_department_stands_below_its_own_government():
    unit = row(host="sl.linshi.gov.cn", site="4307000012")
    assert told(read(unit, taken=Taken(main_host="www.yunting.gov.cn"))) == [(2, "域名")]
    below = row(host="sl.yunting.gov.cn", site="4307000012")
    assert read(below, taken=Taken(main_host="www.yunting.gov.cn")).units


def test_hosts_and_paths_of_others_are_taken():
    taken = Taken(hosts={"sl.yunting.gov.cn": ""}, slugs={"shuili": "云汀市水务集团"})
    roster = read(row(host="sl.yunting.gov.cn", site="4307000012"), taken=taken)
    assert told(roster) == [(2, "域名"), (2, "路径")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no book", b"a\0b"])
def test_what_is_no_table_is_refused(data):
    assert read_roster(data).problems


def test_check_digits():
    # The example that explanations of GB 32100-2015 use.
    assert is_credit_code("91350100M000100Y43")
    assert not is_credit_code("91350100M000100Y34")
    assert is_site_code("bm55000001")
    assert is_site_code("4300000077")
    assert not is_site_code("430000007")
