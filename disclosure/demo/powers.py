"""What two invented departments of an invented city may do. All texts are our own."""

from disclosure.causes import Cause

WATER = "云汀市水务局"
CULTURE = "云汀市文化和旅游局"
ORGANS = {WATER: "市水务局\n水务局", CULTURE: "市文化和旅游局\n市文旅局"}
INTRO = "依法行使的权力一项一页公开：依据、主体、流程、监督方式和每一次变动都可以查。"

REDRESS = "对办理结果不服的，可在六十日内申请行政复议，也可向监督电话反映。"
_PERMIT = {
    "kind": "行政许可",
    "level": "市级",
    "procedure": "受理→现场勘查→审查→决定→送达",
    "redress": REDRESS,
}
_CHECK = {"kind": "行政检查", "level": "市级、县级", "redress": REDRESS}
_PENALTY = {"kind": "行政处罚", "level": "市级、县级", "redress": REDRESS}


def _power(common: dict[str, str], name: str, code: str, basis: str, **more: str) -> dict[str, str]:
    return {"name": name, "code": code, "basis": basis, **common, **more}


POWERS: dict[str, list[dict[str, str]]] = {
    WATER: [
        _power(
            _PERMIT, "取水许可", "990119001000",
            "【法律】《中华人民共和国水法》第七条、第四十八条\n"
            "【行政法规】《取水许可和水资源费征收管理条例》第二条、第三条",
            office="水资源科", phone="0000-12345601", legal_days="45个工作日",
            promised_days="15个工作日", fees="不收费",
            materials="1.取水许可申请书；2.水资源论证报告；3.与第三者有利害关系的说明。",
            conditions="取水用途明确，水源可靠，退水不影响他人合法权益。",
            duty="受理、勘查、审查、决定和事后监管，公开办理结果。",
            accountability="不依法受理、超过期限或者收取费用的，依法追究责任。",
        ),
        _power(
            _PERMIT, "河道管理范围内建设项目工程建设方案审批", "990119002000",
            "【法律】《中华人民共和国水法》第三十八条", office="河湖管理科",
            phone="0000-12345601", legal_days="20个工作日", promised_days="10个工作日",
        ),
        _power(
            _CHECK, "对取用水单位的监督检查", "990619001000",
            "【法律】《中华人民共和国水法》第五十九条、第六十条", office="水政监察支队",
            phone="0000-12345602",
        ),
        _power(
            _PENALTY, "对未经批准擅自取水的处罚", "990219001000",
            "【法律】《中华人民共和国水法》第六十九条", office="水政监察支队",
            phone="0000-12345602",
        ),
        _power(
            _PENALTY, "对在饮用水水源保护区内设置排污口的处罚", "990219002000",
            "【法律】《中华人民共和国水法》第六十七条", office="水政监察支队",
            phone="0000-12345602",
        ),
    ],
    CULTURE: [
        _power(
            _PERMIT, "营业性演出审批", "990136001000",
            "【行政法规】《营业性演出管理条例》第十三条", office="市场管理科",
            phone="0000-12345611", legal_days="3日", promised_days="2日", fees="不收费",
        ),
        _power(
            _PERMIT, "旅行社设立许可", "990136002000",
            "【法律】《中华人民共和国旅游法》第二十八条", office="市场管理科",
            phone="0000-12345611", legal_days="20个工作日", promised_days="7个工作日",
        ),
        _power(
            _CHECK, "对娱乐场所的监督检查", "990636001000",
            "【行政法规】《娱乐场所管理条例》第三十二条", office="文化市场综合执法支队",
            phone="0000-12345612",
        ),
    ],
}  # fmt: skip

# Later changes: department, code, cause, what it says then, why, by which document, from when.
CHANGES: list[tuple[str, str, Cause, dict[str, str], str, str, str]] = [
    (
        WATER, "990119001000", Cause.ADJUSTED,
        {"promised_days": "10个工作日", "procedure": "受理→审查→决定→送达（免于现场勘查）"},
        "优化营商环境，压缩办理时限", "云政办发〔2026〕8号", "2026-05-01",
    ),
    (
        WATER, "990219002000", Cause.CANCELLED, {},
        "职责划转生态环境部门", "云政发〔2026〕3号", "2026-03-01",
    ),
    (
        CULTURE, "990636001000", Cause.DELEGATED, {},
        "下放县级文化和旅游部门", "云政发〔2026〕3号", "2026-03-01",
    ),
]  # fmt: skip
FIRST_DAY = "2025-01-01"
