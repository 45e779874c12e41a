"""What the columns of a roster are called, and which of them it must have."""

from subsites.kinds import Kind, Level

# Field: its heading, then what else it is called.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "单位全称", "名称", "name"),
    "short_name": ("简称", "单位简称", "short_name"),
    "kind": ("单位性质", "性质", "单位类型", "kind"),
    "level": ("层级", "级别", "level"),
    "slug": ("路径", "目录", "slug"),
    "host": ("域名", "网站域名", "host"),
    "site_code": ("网站标识码", "标识码", "site_code"),
    "credit_code": ("统一社会信用代码", "信用代码", "credit_code"),
    "address": ("地址", "办公地址", "address"),
    "phone": ("电话", "联系电话", "办公电话", "phone"),
    "hours": ("办公时间", "工作时间", "hours"),
    "introduction": ("简介", "主要职责", "introduction"),
    "accounts": ("账号", "分发账号", "accounts"),
    "wants_site": ("建站", "是否建站", "wants_site"),
}
REQUIRED = ("name", "kind", "level", "credit_code", "address", "phone", "hours")
# Without them a card would be blank.
FILLED = ("name", "kind", "level", "address", "phone")

KINDS = {
    "人民政府": Kind.GOVERNMENT,
    "政府": Kind.GOVERNMENT,
    "政府部门": Kind.DEPARTMENT,
    "部门": Kind.DEPARTMENT,
    "党群机关": Kind.PARTY,
    "党委部门": Kind.PARTY,
    "群团组织": Kind.PARTY,
    "事业单位": Kind.INSTITUTION,
    "乡镇街道": Kind.TOWNSHIP,
    "乡镇": Kind.TOWNSHIP,
    "街道": Kind.TOWNSHIP,
    "专项活动": Kind.CAMPAIGN,
}
LEVELS = {
    "省级": Level.PROVINCE,
    "省": Level.PROVINCE,
    "市级": Level.CITY,
    "市": Level.CITY,
    "县级": Level.COUNTY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "乡级": Level.TOWNSHIP,
    "乡": Level.TOWNSHIP,
}
ANSWERS = {"是": True, "": True, "yes": True, "否": False, "no": False}


def heading_of(field: str) -> str:
    return HEADINGS[field][0]


def field_of(heading: str) -> str | None:
    wanted = heading.replace(" ", "").rstrip("*＊").lower()
    return next((name for name, said in HEADINGS.items() if wanted in said), None)
