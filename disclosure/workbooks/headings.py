"""What departments call the columns of their lists, and what each of these names means."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

# The fields of real lists in their groups.
POWERS: Mapping[str, tuple[str, ...]] = {
    "serial": ("序号", "编号", "项次", "顺序号", "序列", "总序号", "类序号", "no", "serial", "serialnumber"),
    "name": (
        "事项名称", "职权名称", "权力名称", "权力事项名称", "权力事项", "项目名称", "项目", "职权事项",
        "行政权力名称", "行政权力事项名称", "行政职权名称", "权责事项", "权责事项名称", "事项", "主项名称",
        "主项", "职权项目", "权责名称", "行政权力事项", "行政职权事项", "行政职权", "职权", "权力项目", "大项",
        "大项名称", "目录名称", "事项主项名称", "主项事项名称", "实施事项名称", "行政执法事项", "执法事项",
        "执法事项名称", "行政执法事项名称", "行政许可事项名称", "许可事项名称", "行政处罚事项名称", "名称", "事项目录名称",
        "一级事项", "name", "itemname", "item", "powername",
    ),
    "sub_name": (
        "子项名称", "子项", "小项名称", "业务办理项", "办理项名称", "小项", "事项子项名称", "子项事项名称",
        "业务办理项名称", "二级事项", "办理项", "子项目名称", "分项名称", "subitem", "subname",
    ),
    "code": (
        "职权编码", "事项编号", "事项编码", "权力编码", "项目编码", "基本编码", "职权编号", "权力编号",
        "实施编码", "编码", "统一编码", "事项代码", "职权代码", "权力代码", "主项编码", "子项编码", "目录编码",
        "权责编码", "权责编号", "权力事项编码", "行政权力编码", "基本目录编码", "事项基本编码", "实施清单编码",
        "事项唯一标识码", "国家基本编码", "代码", "code", "itemcode",
    ),
    "kind": (
        "权力类型", "职权类型", "事项类型", "权力类别", "职权类别", "类别", "事项类别", "行政权力类型",
        "权责类型", "类型", "行政权力类别", "行政职权类型", "行政职权类别", "权责类别", "项目类别", "权力分类",
        "执法类别", "执法类型", "type", "kind", "category",
    ),
    "body": (
        "行使主体", "责任主体", "实施主体", "实施机关", "实施机构", "执法主体", "行使机关", "实施部门",
        "责任单位", "实施单位", "行使部门", "职权部门", "责任部门", "权力部门", "主管部门", "行使单位", "职权单位",
        "部门名称", "单位名称", "部门", "单位", "机构名称", "实施主体名称", "行使主体名称", "责任机关", "执法单位",
        "牵头部门", "法定实施主体", "行使层级主体", "body", "department", "authority",
    ),
    "office": (
        "承办机构", "承办科室", "责任科室", "承办处室", "内设机构", "责任处室", "承办部门", "承办单位", "办理机构",
        "办理科室", "承办处科室", "承办股室", "责任股室", "具体承办机构", "实施科室", "科室", "处室", "责任内设机构",
    ),
    "level": (
        "实施层级", "行使层级", "实施层级及权限", "层级", "权限层级", "行使层级及权限", "层级及权限", "职权层级",
        "权力层级", "事项层级", "办理层级", "级别", "level",
    ),
    "remit": (
        "权限", "行使内容", "行使权限", "实施权限", "权限内容", "权限划分", "职责权限", "事权划分", "行使层级内容",
        "层级权限", "分级权限",
    ),
    "parent_body": ("隶属机构",),
    "superior_body": ("上级机构", "上级部门"),
    "division": ("所属行政区划", "行政区划", "区划", "行政区域"),
    "basis": (
        "实施依据", "职权依据", "设定依据", "法律依据", "权力依据", "行使依据", "法定依据", "设立依据", "依据",
        "法律法规依据", "事项依据", "权责依据", "执法依据", "设定和实施依据", "设定及实施依据", "法律法规规章依据",
        "设定依据及条款", "法律法规和规章依据", "职权来源", "权力来源", "依据名称及条款", "基本依据", "legalbasis", "basis",
    ),
    "department_duty": ("部门职责", "主要职责", "职责", "部门主要职责"),
    "duty": (
        "责任事项内容", "责任事项", "责任内容", "对应责任事项", "责任事项及内容", "责任", "责任清单", "责任清单内容",
        "对应责任", "职责内容", "履职责任", "事项责任",
    ),
    "duty_basis": ("责任事项依据", "责任事项的依据", "责任依据", "责任设定依据", "履责依据"),
    "accountable": ("追责对象范围", "追责对象", "问责对象", "责任追究对象"),
    "accountability": (
        "追责情形", "问责情形", "追责情形和方式", "责任追究情形", "追究情形", "追责情形及追责方式", "追责情形和追责方式",
        "责任追究", "追责", "追责事项", "问责事项", "责任追究方式", "追究责任情形", "不履行责任的追责情形",
    ),
    "accountability_basis": ("问责依据", "追责依据", "追责情形依据", "责任追究依据", "追究依据"),
    "conditions": ("申请条件", "办理条件", "受理条件", "实施条件", "许可条件", "审批条件"),
    "materials": ("申请材料", "办理材料", "申报材料", "提交材料", "所需材料", "申请材料目录"),
    "procedure": (
        "办理流程", "办理程序", "流程", "工作流程", "实施程序", "运行流程", "权力运行流程", "职权运行流程", "程序",
        "审批程序", "管理流程",
    ),
    "legal_days": (
        "法定期限", "法定时限", "法定办结时限", "法定期限天日", "法定办理时限", "法定办结期限", "办理时限", "办理期限",
        "办结时限", "法定办结时限工作日", "法定时限工作日", "时限",
    ),
    "promised_days": (
        "承诺期限", "承诺时限", "承诺办结时限", "承诺期限天日", "承诺办理时限", "承诺办结期限", "承诺办结时限工作日",
        "承诺时限工作日",
    ),
    "fees": (
        "收费依据和标准", "收费征收依据和标准", "收费依据", "收费标准", "收费依据及标准", "是否收费及依据", "是否收费",
        "收费标准及依据", "收费情况",
    ),
    "agents": ("中介服务", "是否有涉及中介服务项目", "中介服务项目", "中介服务事项"),
    "subjects": ("实施对象", "服务对象", "行政相对人", "办理对象", "职权对象", "相对人", "管理对象"),
    "quantity": ("办理数量", "数量限制", "有无数量限制"),
    "flow_chart": ("流程图", "权力运行流程图", "运行流程图", "职权运行流程图", "办理流程图", "外部流程图"),
    "risk_chart": ("廉政风险防控图", "廉政风险点", "风险防控图", "廉政风险"),
    "redress": ("诉求渠道", "救助渠道", "救济渠道", "救济途径", "投诉渠道", "监督方式", "监督投诉渠道", "监督渠道"),
    "phone": ("监督电话", "投诉电话", "监督投诉电话", "咨询电话", "投诉监督电话", "联系电话", "监督投诉方式"),
    "state": ("状态", "事项状态", "实施状态"),
    "is_public": ("是否公示", "是否公开"),
    "publicity": ("公开类型", "公开方式", "公开范围"),
    "note": ("备注", "说明", "备注说明", "remark", "remarks", "note"),
    "recorder": ("录入人", "填报人", "填表人"),
}  # fmt: skip
DUTIES: Mapping[str, tuple[str, ...]] = {
    "name": ("主要职责", "部门职责", "部门主要职责", "职责", "职责名称", "责任名称", "责任事项名称", "主要责任", "主要职责事项"),
    "sub_name": ("具体责任事项", "具体工作事项", "责任事项", "具体职责", "具体责任", "工作事项", "具体事项"),
    "duty": ("责任内容", "责任事项内容", "工作内容", "职责内容", "具体内容"),
    "powers": (
        "对应权力事项", "对应职权", "关联权力事项", "对应职权编码", "对应权力编码", "对应权力事项编码", "关联职权",
        "对应职权名称", "对应权力名称", "所涉权力事项", "权力事项", "职权事项", "对应权责事项",
    ),
    "duty_basis": ("职责依据", "依据", "法律依据", "法定依据", "责任依据", "责任事项依据", "设定依据"),
    "boundary": ("职责边界", "部门职责边界", "职责分工", "与相关部门的职责边界", "与其他部门的职责边界"),
}  # fmt: skip
NEGATIVE: Mapping[str, tuple[str, ...]] = {
    "item_number": ("项目号", "项目序号"),
    "name": ("禁止或许可事项", "禁止许可事项", "特别管理措施", "禁止事项", "许可事项", "负面清单事项"),
    "measures": ("禁止或许可准入措施描述", "准入措施描述", "措施描述", "禁止许可准入措施描述", "禁止准入措施描述", "许可准入措施描述"),
    "sector": ("领域", "行业", "所属行业", "行业门类", "门类", "所属领域"),
    "local_measures": ("地方性许可措施", "地方许可措施", "地方性措施"),
    "kind": ("类别", "清单类别", "准入类别", "类型"),
}  # fmt: skip
PROJECTS: Mapping[str, tuple[str, ...]] = {
    "name": ("项目", "项目名称", "核准项目", "核准事项", "投资项目", "项目类型", "具体项目"),
    "kind": ("领域", "行业", "类别", "行业类别", "所属领域", "门类", "项目类别"),
    "level": ("核准层级", "核准级别", "核准权限层级", "审批层级", "核准机关层级", "核准主体层级"),
    "body": ("核准机关", "核准部门", "核准主体", "投资主管部门", "项目核准机关"),
    "remit": ("核准权限", "核准内容", "权限划分", "核准范围", "核准权限及内容", "核准要求"),
    "change": ("调整情况", "调整内容", "取消下放情况", "变动情况", "调整类型", "调整意见"),
}  # fmt: skip
SECTION_NUMBER = re.compile(
    r"^\s*(?:[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+[类部章])\s*"
)
SECTION_COUNT = re.compile(r"[(（]?\s*(?:共|合计)?\s*\d+\s*[项条个大]+[)）]?\s*$")
POWER_KINDS = (
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付", "行政检查", "行政确认", "行政奖励", "行政裁决",
    "行政征用", "其他行政权力", "其他权力", "公共服务",
)  # fmt: skip
SHORT_KINDS = {kind.removeprefix("行政"): kind for kind in POWER_KINDS} | {
    "其他": "其他行政权力",
    "其它": "其他行政权力",
    "其他类": "其他行政权力",
}
BRACKETS = re.compile(r"\(.*?\)|【.*?】|\[.*?\]")
NOISE = re.compile(r"[\s　*★:;、,，。.·/\\\-—_“”\"'|&]+")
NUMBERED = re.compile(r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?=[、.．])")
LONGEST_HEADING = 60


@dataclass(frozen=True)
class Vocabulary:
    """The words of one kind of list. A row with one of `telling` speaks of something new."""

    fields: Mapping[str, tuple[str, ...]]
    telling: frozenset[str] = frozenset({"name", "sub_name"})
    bodies: frozenset[str] = frozenset({"body", "office", "level", "remit"})
    """What makes a row another exercise of what stands above it, and not the rest of its text."""
    paired: tuple[str, ...] = ()
    """What belongs together in each row of an entry that has several."""
    sections: Mapping[str, str] = field(default_factory=dict)
    """What a line across the sheet means, by how it is numbered: `一` or `(一)`."""

    @cached_property
    def meaning(self) -> dict[str, str]:
        return {word: name for name, words in self.fields.items() for word in words}

    def meaning_of(self, heading: str) -> str:
        """Return the field that a heading names, or an empty text."""
        if not heading or len(heading) > LONGEST_HEADING:
            return ""
        text = NUMBERED.sub("", unicodedata.normalize("NFKC", heading).lower().strip())
        whole = NOISE.sub("", text.replace("(", "").replace(")", ""))
        short = NOISE.sub("", BRACKETS.sub("", text))
        return self.meaning.get(whole) or self.meaning.get(short, "")


def _over(own: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the usual names with those of a kind of list, which win."""
    taken = {word for words in own.values() for word in words}
    usual = {name: tuple(w for w in words if w not in taken) for name, words in POWERS.items()}
    return {**usual, **{name: (*words, *usual.get(name, ())) for name, words in own.items()}}


VOCABULARIES: Mapping[str, Vocabulary] = {
    "powers": Vocabulary(POWERS),
    "duties": Vocabulary(_over(DUTIES), bodies=frozenset({"body"})),
    "negative": Vocabulary(
        _over(NEGATIVE),
        telling=frozenset({"name"}),
        bodies=frozenset(),
        paired=("measures", "body", "local_measures"),
        sections={"一": "kind", "(一)": "sector"},
    ),
    "projects": Vocabulary(_over(PROJECTS), sections={"一": "kind"}),
}


def power_kind(text: str) -> str:
    """Return the kind of power that a line or the name of a sheet means, or an empty text."""
    short = unicodedata.normalize("NFKC", text)
    short = NUMBERED.sub("", SECTION_NUMBER.sub("", SECTION_COUNT.sub("", short)).strip())
    short = re.sub(r"^[\d\s.、]+|\d+$", "", BRACKETS.sub("", short))
    short = NOISE.sub("", short)
    for end in ("", "类", "事项", "类事项", "清单", "类清单", "权责清单"):
        stem = short.removesuffix(end) if end else short
        if stem in POWER_KINDS:
            return stem
        if stem in SHORT_KINDS:
            return SHORT_KINDS[stem]
    return ""
