"""Shapes that lists have come in: every row that is typed in them arrives, each in its place."""

import io

import pytest
from openpyxl import load_workbook

from tests.disclosure.sheets import DAMS, NAMES, SAND, codes, names, one, saved, sheets, told
from tests.disclosure.workbook import HEADS, ROW, workbook

# --- headings -------------------------------------------------------------------------------


def test_headings_in_two_rows_divided_over_groups():
    sheet = one(
        ["序号", "职权名称", "职权依据", None, "责任事项", None, "追责", None],
        [None, None, "依据名称及条款", "类型", "内容", "依据", "情形", "依据"],
        [1, "取水许可", "《水法》", "行政许可", "受理", "《许可法》", "不受理的", "《监察法》"],
        merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:H1"],
    )

    [record] = sheet.records
    assert record.fields["basis"] == "《水法》"
    assert record.fields["kind"] == "行政许可"
    assert record.fields["duty"] == "受理"
    assert record.fields["duty_basis"] == "《许可法》"
    assert record.fields["accountability"] == "不受理的"
    assert record.fields["accountability_basis"] == "《监察法》"


def test_headings_in_two_rows_that_nobody_merged():
    sheet = one(
        ["序号", "事项名称", "权力类型", "责任", None],
        [None, None, None, "责任事项", "追责情形"],
        [1, "取水许可", "行政许可", "受理责任", "不依法受理的"],
    )

    assert told(sheet, "name", "duty", "accountability") == [
        ("取水许可", "受理责任", "不依法受理的")
    ]


def test_headings_in_three_rows():
    sheet = one(
        ["序号", "权力", None, None, "责任", None],
        [None, "事项名称", "权力类型", None, "责任事项", "追责情形"],
        [None, None, None, None, None, None],
        [1, "取水许可", "行政许可", None, "受理责任", "不依法受理的"],
        merges=["A1:A3", "B1:D1", "E1:F1", "B2:B3", "C2:D3", "E2:E3", "F2:F3"],
    )

    assert told(sheet, "name", "kind", "duty") == [("取水许可", "行政许可", "受理责任")]


def test_headings_again_on_every_printed_page():
    sheet = one(["某局权责清单"], HEADS, ROW, HEADS, SAND, ["某局权责清单"], HEADS, DAMS)

    assert names(sheet) == NAMES
    assert sorted(codes(sheet)) == ["headings_again", "headings_again", "remark"]


def test_a_power_goes_on_below_headings_that_are_there_again():
    sheet = one(HEADS, ROW, HEADS, [None, None, None, "《取水许可条例》第二条", None])

    [record] = sheet.records
    assert record.fields["basis"].endswith("\n《取水许可条例》第二条")


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        (["序号", "职权名称", "职权类别", "职权依据", "责任主体"], "name kind basis body"),
        (["序号", "权责事项", "权责类型", "设定和实施依据", "行使层级"], "name kind basis level"),
        (["序号", "主项名称", "事项类型", "设定依据", "实施层级"], "name kind basis level"),
        (["序号", "权力事项", "权力类别", "行使依据", "责任部门"], "name kind basis body"),
        (["序号", "行政职权名称", "行政职权类型", "法律依据", "实施部门"], "name kind basis body"),
        (["No.", "Item Name", "Type", "Legal Basis", "Department"], "name kind basis body"),
        (["１．序号", "２．事项名称", "３．类型", "４．依据", "５．部门"], "name kind basis body"),
        (["序　号", "事\n项\n名\n称", "类\r\n型", "依 据", "部　门"], "name kind basis body"),
        (
            ["序号*", "事项名称（必填）", "类型【代码】", "依据[全文]", "部门："],
            "name kind basis body",
        ),
        (["序号", "执法事项名称", "执法类别", "执法依据", "执法主体"], "name kind basis body"),
    ],
)
def test_headings_of_many_provinces(heads, fields):
    [record] = one(heads, ROW).records

    assert record.fields.keys() == {"serial", *fields.split()}


def test_main_item_sub_item_time_limits_and_levels():
    sheet = one(
        ["主项名称", "子项", "事项类型", "行使层级", "法定办结时限", "承诺办结时限", "是否收费"],
        ["民办学校审批", "设立", "行政许可", "市级", "20个工作日", "5个工作日", "否"],
        ["民办学校审批", "变更", "行政许可", "市级", "10个工作日", "3个工作日", "否"],
    )

    assert told(sheet, "name", "sub_name", "level", "legal_days", "promised_days", "fees") == [
        ("民办学校审批", "设立", "市级", "20个工作日", "5个工作日", "否"),
        ("民办学校审批", "变更", "市级", "10个工作日", "3个工作日", "否"),
    ]


def test_empty_columns_between_the_others():
    sheet = one(
        ["序号", None, "事项名称", None, None, "权力类型", "实施依据"],
        [1, None, "取水许可", None, None, "行政许可", "《水法》"],
    )

    assert told(sheet, "name", "kind", "basis") == [("取水许可", "行政许可", "《水法》")]
    assert codes(sheet) == []


def test_a_list_that_begins_far_down_and_far_right():
    sheet = one(*[[None]] * 55, [None] * 30 + HEADS, [None] * 30 + ROW)

    assert names(sheet) == ["取水许可"]


def test_a_list_of_nothing_but_names():
    sheet = one(["序号", "事项名称"], [1, "取水许可"], [2, "采砂许可"], [3, "大坝检查"])

    assert names(sheet) == NAMES


def test_a_sheet_of_two_hundred_columns_loses_none():
    extra = [f"附加{number}" for number in range(200)]
    sheet = one([*HEADS, *extra], [*ROW, *(f"值{number}" for number in range(200))])

    assert sheet.records[0].extra == {f"附加{n}": f"值{n}" for n in range(200)}


# --- rows -----------------------------------------------------------------------------------


def test_lines_between_the_powers_say_their_kind():
    heads = ["序号", "事项名称", "实施依据", "行使主体"]
    sheet = one(
        heads,
        ["一、行政许可（共2项）"],
        [1, "取水许可", "《水法》", "市水务局"],
        [2, "采砂许可", "《水法》", "市水务局"],
        ["二、行政检查（共1项）"],
        [1, "大坝检查", "《条例》", "市水务局"],
        merges=["A2:D2", "A5:D5"],
    )

    assert told(sheet, "name", "kind") == [
        ("取水许可", "行政许可"),
        ("采砂许可", "行政许可"),
        ("大坝检查", "行政检查"),
    ]
    assert set(codes(sheet)) == {"section"}


def test_a_line_with_a_department_says_who_exercises_what_is_below():
    sheet = one(
        ["序号", "事项名称", "权力类型"],
        ["市水务局"],
        [1, "取水许可", "行政许可"],
        ["市林业和草原局"],
        [1, "采伐许可", "行政许可"],
    )

    assert told(sheet, "name", "body") == [("取水许可", "市水务局"), ("采伐许可", "市林业和草原局")]


def test_a_line_of_another_sort_is_kept_with_each_power_below_it():
    sheet = one(HEADS, ["（一）水资源管理"], ROW, ["（二）河道管理"], SAND)

    assert [record.extra for record in sheet.records] == [
        {"所属分类": "水资源管理"},
        {"所属分类": "河道管理"},
    ]


@pytest.mark.parametrize("name", ["行政许可", "1.行政许可（2项）", "许可类", "行政许可事项"])
def test_a_sheet_for_each_kind_says_it_in_its_name(name):
    book = load_workbook(io.BytesIO(workbook([HEADS[:2] + HEADS[3:], ROW[:2] + ROW[3:]])))
    book.active.title = name

    [sheet] = sheets(saved(book))

    assert told(sheet, "name", "kind") == [("取水许可", "行政许可")]


def test_the_kind_of_a_row_wins_over_the_name_of_its_sheet():
    book = load_workbook(io.BytesIO(workbook([HEADS, DAMS])))
    book.active.title = "行政许可"

    [sheet] = sheets(saved(book))

    assert told(sheet, "kind") == [("行政检查",)]


def test_names_merged_downwards_over_several_bases():
    sheet = one(
        HEADS,
        ROW,
        [None, None, None, "《取水许可条例》第二条", None],
        [None, None, None, "《取水许可管理办法》第三条", None],
        SAND,
        merges=["A2:A4", "B2:B4", "C2:C4", "E2:E4"],
    )

    assert names(sheet) == NAMES[:2]
    assert sheet.records[0].fields["basis"].count("\n") == 2


def test_sub_items_below_a_row_that_names_the_main_item_only():
    sheet = one(
        ["序号", "事项名称", "子项名称", "权力类型", "实施依据"],
        [1, "民办学校审批", None, None, None],
        [None, None, "设立", "行政许可", "《民办教育促进法》第十二条"],
        [None, None, "变更", "行政许可", "《民办教育促进法》第五十四条"],
    )

    assert told(sheet, "name", "sub_name") == [
        ("民办学校审批", ""),
        ("民办学校审批", "设立"),
        ("民办学校审批", "变更"),
    ]


def test_a_name_merged_over_its_sub_items_column_is_no_sub_item():
    sheet = one(
        ["序号", "事项名称", "子项名称", "权力类型"],
        [1, "取水许可", None, "行政许可"],
        merges=["B2:C2"],
    )

    assert told(sheet, "name", "sub_name") == [("取水许可", "")]


@pytest.mark.parametrize(
    "line",
    [
        ["注：本清单由市委编办负责解释。"],
        ["备注：以上事项自2025年起施行"],
        [None, "填表人：张三", None, "审核人：李四", "联系电话：0000-1234"],
        ["合计", 1],
        [None, "合  计"],
        ["第1页　共3页"],
        ["说明:1.本表一式两份。"],
    ],
    ids=lambda line: next(filter(None, line)),
)
def test_lines_at_the_end_are_no_powers_and_are_told_of(line):
    sheet = one(HEADS, ROW, line)

    assert names(sheet) == ["取水许可"]
    assert codes(sheet) == ["remark"]


def test_a_power_of_which_only_the_name_is_typed_arrives():
    sheet = one(["事项名称", "权力类型", "实施依据"], ["取水许可", None, None])

    assert names(sheet) == ["取水许可"]


def test_hidden_rows_and_columns_arrive_and_a_hidden_sheet_is_told_of():
    book = load_workbook(io.BytesIO(workbook([HEADS, ROW, SAND], [HEADS, DAMS])))
    first, second = book.worksheets
    first.row_dimensions[3].hidden = True
    first.column_dimensions["D"].hidden = True
    second.sheet_state = "hidden"

    shown, hidden = sheets(saved(book))

    assert names(shown) == NAMES[:2]
    assert shown.records[1].fields["basis"] == SAND[3]
    assert (hidden.records, codes(hidden)) == ((), ["sheet_hidden"])


# --- tables ---------------------------------------------------------------------------------


def test_several_tables_below_each_other_with_other_columns():
    sheet = one(
        ["一、行政许可"],
        ["序号", "事项名称", "实施依据"],
        [1, "取水许可", "《水法》"],
        ["二、行政处罚"],
        ["序号", "处罚依据", "事项名称", "行使主体"],
        [1, "《水法》第六十九条", "擅自取水的处罚", "市水务局"],
    )

    assert names(sheet) == ["取水许可", "擅自取水的处罚"]
    assert sheet.records[1].extra == {"处罚依据": "《水法》第六十九条"}
    assert told(sheet, "kind")[1] == ("行政处罚",)


def test_two_tables_beside_each_other():
    sheet = one(
        ["序号", "事项名称", "权力类型", None, "序号", "事项名称", "权力类型"],
        [1, "取水许可", "行政许可", None, 3, "大坝检查", "行政检查"],
        [2, "采砂许可", "行政许可", None, None, None, None],
    )

    assert sorted(names(sheet)) == sorted(NAMES)


def test_a_small_table_that_lies_on_its_side():
    rows = [[HEADS[at], ROW[at], SAND[at], DAMS[at]] for at in range(5)]

    sheet = one(*rows)

    assert names(sheet) == NAMES
    assert told(sheet, "body") == [("市水务局",)] * 3


def test_a_form_for_each_power():
    sheet = one(
        ["职权编码", "0001", "权力类型", "行政许可"],
        ["职权名称", "取水许可", "行使主体", "市水务局"],
        ["设定依据", "《水法》第四十八条"],
        [],
        ["职权名称", "大坝检查", "行使主体", "市水务局"],
        ["权力类型", "行政检查", "改革举措", "双随机"],
    )

    assert told(sheet, "name", "kind", "code", "basis") == [
        ("取水许可", "行政许可", "0001", "《水法》第四十八条"),
        ("大坝检查", "行政检查", "", ""),
    ]
