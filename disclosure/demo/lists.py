"""The other lists of the invented city: duties, a sample of a negative list, projects. All texts
are our own; no real list says any of this.
"""

from disclosure.demo.powers import CULTURE, WATER
from disclosure.kinds import ListKind

REFORM = "云汀市发展和改革委员会"
REFORM_NAMES = "市发展改革委\n市发改委"
NEGATIVE_2024 = "样本清单（2024年版），演示用"
NEGATIVE_2026 = "样本清单（2026年版），演示用"
NEGATIVE_TITLE = "市场准入负面清单（演示样本）"
NEGATIVE_INTRO = "演示用的虚构条目。正式使用时，请导入国家公布的清单全文。"

DUTIES: dict[str, list[dict[str, str]]] = {
    WATER: [
        {
            "name": "水资源保护和节约",
            "sub_name": "取用水的许可和监管",
            "powers": "取水许可\n对取用水单位的监督检查\n990219001000",
            "duty": "受理取水申请，核定水量，检查计量设施，每年公布取水总量。",
            "duty_basis": "《中华人民共和国水法》第七条",
            "office": "水资源科",
            "boundary": "城市供水管网漏损由住房和城乡建设部门负责。",
            "accountability": "不依法许可、发现违法取水不查处的，依法追究责任。",
        },
        {
            "name": "河湖管理",
            "sub_name": "河道内建设项目的审查",
            "powers": "河道管理范围内建设项目工程建设方案审批",
            "duty": "审查工程建设方案，监督按批准的方案施工，汛前逐项复查。",
            "duty_basis": "《中华人民共和国水法》第三十八条",
            "office": "河湖管理科",
            "accountability": "越权审批或者怠于监督的，依法追究责任。",
        },
    ],
    CULTURE: [
        {
            "name": "文化市场监管",
            "sub_name": "营业性演出和娱乐场所",
            "powers": "营业性演出审批\n对娱乐场所的监督检查",
            "duty": "办理演出审批，巡查演出和娱乐场所，公开检查结果。",
            "office": "市场管理科",
            "accountability": "收受好处、通风报信的，依法追究责任。",
        },
    ],
}
_FORBIDDEN, _PERMITTED = "禁止准入类", "许可准入类"
NEGATIVE: list[dict[str, str]] = [
    {
        "item_number": "1",
        "code": "900001",
        "kind": _FORBIDDEN,
        "name": "法律、法规明确禁止的样本经营活动",
        "measures": "禁止开办样本经营活动",
        "body": "市场监管",
    },
    {
        "item_number": "2",
        "code": "901001",
        "kind": _PERMITTED,
        "sector": "水利、环境和公共设施管理业",
        "name": "未获得许可，不得从事样本取水活动",
        "measures": "样本取水许可\n\n样本河道工程许可",
        "body": "水利\n\n水利、交通运输",
        "local_measures": "—\n\n—",
    },
    {
        "item_number": "3",
        "code": "901002",
        "kind": _PERMITTED,
        "sector": "文化、体育和娱乐业",
        "name": "未获得许可，不得从事样本演出活动",
        "measures": "样本演出许可",
        "body": "文化和旅游",
    },
]
# What the later edition says otherwise, by code; nothing means that the entry is gone.
NEGATIVE_LATER: dict[str, dict[str, str]] = {
    "901001": {"measures": "样本取水许可", "body": "水利", "local_measures": ""},
    "901002": {},
}
LOCAL_HELP = {
    "901001": ("云汀市政务服务中心三号窗口，0000-12345601", "取水许可\n990119002000"),
}
PROJECTS: list[dict[str, str]] = [
    {
        "name": "跨县河流上的水库",
        "kind": "农业水利",
        "level": "市级",
        "body": REFORM,
        "remit": "库容一千万立方米以下的，由市级核准。",
        "change": "由省级下放",
        "basis": "《企业投资项目核准和备案管理条例》第三条",
    },
    {
        "name": "内河航道上的码头",
        "kind": "交通运输",
        "level": "市级",
        "body": REFORM,
        "remit": "千吨级以下泊位，由市级核准。",
        "change": "保留",
        "basis": "《企业投资项目核准和备案管理条例》第三条",
    },
    {
        "name": "城市道路桥梁",
        "kind": "城建",
        "level": "县级",
        "body": "县级发展改革部门",
        "remit": "除跨江大桥外，由县级核准。",
        "change": "由市级下放",
        "basis": "《企业投资项目核准和备案管理条例》第三条",
    },
]
NOTICE_TITLE = "关于调整市水务局权力清单的公告"
NOTICE_INTRO = (
    "为落实机构职责调整和优化营商环境的要求，现将市水务局权力清单的调整事项公告如下。\n"
    "每一事项的依据、流程和监督方式，请点击事项名称查看。"
)
NOTICE_SUMMARY = "取水许可承诺办结时限压缩为十个工作日，一项处罚权划转。"


def titles(organ: str, kind: ListKind) -> str:
    return {
        ListKind.POWERS: f"{organ}权力清单",
        ListKind.DUTIES: f"{organ}责任清单",
        ListKind.NEGATIVE: NEGATIVE_TITLE,
        ListKind.PROJECTS: "云汀市核准的投资项目目录",
    }[kind]
