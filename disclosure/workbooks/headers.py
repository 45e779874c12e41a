"""Finding the row of headings, and what each heading means."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.workbooks.grid import Grid
from disclosure.workbooks.problems import Problem, Weight

# The fields of real lists in their groups, and what departments call them.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "serial": ("序号", "编号", "项次", "顺序号"),
    "name": (
        "事项名称", "职权名称", "权力名称", "权力事项名称", "权力事项", "项目名称", "项目", "职权事项",
        "行政权力名称", "行政权力事项名称", "行政职权名称", "权责事项", "权责事项名称", "事项", "主项名称",
        "主项", "职权项目",
    ),
    "sub_name": ("子项名称", "子项", "小项名称", "业务办理项", "办理项名称"),
    "code": (
        "职权编码", "事项编号", "事项编码", "权力编码", "项目编码", "基本编码", "职权编号", "权力编号",
        "实施编码", "编码", "统一编码",
    ),
    "kind": (
        "权力类型", "职权类型", "事项类型", "权力类别", "职权类别", "类别", "事项类别", "行政权力类型",
        "权责类型", "类型",
    ),
    "body": (
        "行使主体", "责任主体", "实施主体", "实施机关", "实施机构", "执法主体", "行使机关", "实施部门",
        "责任单位", "实施单位", "行使部门", "职权部门", "责任部门", "权力部门",
    ),
    "office": ("承办机构", "承办科室", "责任科室", "承办处室", "内设机构", "责任处室", "承办部门", "承办单位", "办理机构"),
    "level": ("实施层级", "行使层级", "实施层级及权限", "层级", "权限层级", "行使层级及权限", "层级及权限"),
    "remit": ("权限", "行使内容", "行使权限", "实施权限", "权限内容", "权限划分"),
    "parent_body": ("隶属机构",),
    "superior_body": ("上级机构", "上级部门"),
    "division": ("所属行政区划", "行政区划", "区划"),
    "basis": (
        "实施依据", "职权依据", "设定依据", "法律依据", "权力依据", "行使依据", "法定依据", "设立依据", "依据",
        "法律法规依据",
    ),
    "department_duty": ("部门职责", "主要职责", "职责"),
    "duty": ("责任事项内容", "责任事项", "责任内容", "对应责任事项", "责任事项及内容"),
    "duty_basis": ("责任事项依据", "责任事项的依据", "责任依据"),
    "accountable": ("追责对象范围", "追责对象", "问责对象", "责任追究对象"),
    "accountability": ("追责情形", "问责情形", "追责情形和方式", "责任追究情形", "追究情形", "追责情形及追责方式"),
    "accountability_basis": ("问责依据", "追责依据", "追责情形依据"),
    "conditions": ("申请条件", "办理条件", "受理条件", "实施条件"),
    "materials": ("申请材料", "办理材料", "申报材料"),
    "procedure": ("办理流程", "办理程序", "流程", "工作流程", "实施程序"),
    "legal_days": ("法定期限", "法定时限", "法定办结时限", "法定期限天日"),
    "promised_days": ("承诺期限", "承诺时限", "承诺办结时限", "承诺期限天日"),
    "fees": ("收费依据和标准", "收费征收依据和标准", "收费依据", "收费标准", "收费依据及标准", "是否收费及依据"),
    "agents": ("中介服务", "是否有涉及中介服务项目", "中介服务项目", "中介服务事项"),
    "subjects": ("实施对象", "服务对象", "行政相对人", "办理对象", "职权对象"),
    "quantity": ("办理数量", "数量限制", "有无数量限制"),
    "flow_chart": ("流程图", "权力运行流程图", "运行流程图"),
    "risk_chart": ("廉政风险防控图", "廉政风险点", "风险防控图"),
    "redress": ("诉求渠道", "救助渠道", "救济渠道", "救济途径", "投诉渠道", "监督方式"),
    "phone": ("监督电话", "投诉电话", "监督投诉电话", "咨询电话"),
    "state": ("状态", "事项状态", "实施状态"),
    "is_public": ("是否公示", "是否公开"),
    "publicity": ("公开类型", "公开方式", "公开范围"),
    "note": ("备注", "说明", "备注说明"),
    "recorder": ("录入人", "填报人", "填表人"),
}  # fmt: skip
MEANING = {word: field for field, words in FIELDS.items() for word in words}
# Without one of these a row says nothing about a power.
TELLING = frozenset({"name", "sub_name"})
FIRST_ROWS, FEWEST = 40, 3
BRACKETS = re.compile(r"\(.*?\)|【.*?】|\[.*?\]")
NOISE = re.compile(r"[\s　*★:;、,，。.·/\-—_]+")


@dataclass(frozen=True)
class Columns:
    """The headings of one sheet: where they end, and which column holds which field."""

    last_row: int
    fields: Mapping[str, int]
    repeated: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]


def meaning_of(heading: str) -> str:
    """Return the field that a heading names, or an empty text."""
    text = unicodedata.normalize("NFKC", heading)
    whole = NOISE.sub("", text.replace("(", "").replace(")", ""))
    short = NOISE.sub("", BRACKETS.sub("", text))
    return MEANING.get(whole) or MEANING.get(short, "")


def find(grid: Grid) -> tuple[Columns | None, list[Problem]]:
    """Find the headings among the first rows of a sheet; None if it is no list of powers."""
    best = max(
        range(min(FIRST_ROWS, len(grid.cells))), key=lambda row: _score(grid, row), default=0
    )
    if not grid.cells or _score(grid, best) < 3:
        return None, []
    columns = _columns(grid, best)
    if not TELLING & columns.fields.keys():
        return None, []
    return columns, _problems(grid, best, columns)


def _score(grid: Grid, row: int) -> int:
    return len({meaning_of(text) for text in grid.cells[row]} - {""})


def _columns(grid: Grid, row: int) -> Columns:
    deep = _depth(grid, row)
    fields: dict[str, int] = {}
    repeated: dict[str, list[int]] = {}
    unknown: dict[int, str] = {}
    for column in range(len(grid.cells[row])):
        heading, field = _heading(grid, row, deep, column)
        if field == "level" and "level" in fields and grid.is_covered(row, column):
            # 实施层级及权限 stands over two columns: the level, and what may be done at it.
            field = "remit"
        if field and field not in fields:
            fields[field] = column
        elif field:
            repeated.setdefault(field, []).append(column)
        elif heading or any(grid.own(below, column) for below in range(deep + 1, len(grid.cells))):
            unknown[column] = heading
    return Columns(deep, fields, {name: tuple(at) for name, at in repeated.items()}, unknown)


def _depth(grid: Grid, row: int) -> int:
    """Return the last row of headings: a heading may be merged downwards, or divided below."""
    bottom = max(
        (end[0] for start, end in grid.merges if start[0] == row and end[0] <= row + 2), default=row
    )
    below = row + 1
    if bottom > row or below >= len(grid.cells):
        return bottom
    return below if _score(grid, below) >= 2 and not _is_serial(grid, below) else row


def _is_serial(grid: Grid, row: int) -> bool:
    return any(text.isdigit() for text in grid.cells[row][:2])


def _heading(grid: Grid, row: int, deep: int, column: int) -> tuple[str, str]:
    """Return a column's heading and meaning, from the lowest row that has one."""
    seen = list(dict.fromkeys(grid.text(at, column) for at in range(row, deep + 1)))
    for text in [*reversed(seen), "".join(seen)]:
        if field := meaning_of(text):
            return text, field
    return "".join(seen), ""


def _problems(grid: Grid, row: int, columns: Columns) -> list[Problem]:
    problems = [
        Problem(
            Weight.WARNING, "heading_unknown" if heading else "heading_missing",
            grid.name, row, column, {"heading": heading},
        )
        for column, heading in columns.unknown.items()
    ]  # fmt: skip
    problems += [
        Problem(Weight.NOTE, "heading_repeated", grid.name, row, column, {"heading": field})
        for field, at in columns.repeated.items()
        for column in at
    ]
    return problems
