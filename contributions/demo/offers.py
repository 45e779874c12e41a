"""What is offered, when, and what became of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offered:
    """`days` ago; `outcome`: "", "withdrawn", "reference", "copy", or why it was declined."""

    unit: str
    title: str
    days: int
    column: str = ""
    note: str = ""
    is_urgent: bool = False
    outcome: str = ""
    words: str = ""


OFFERS = (
    Offered("shengtai", "汀江三个断面水质保持二类", 39, "bumen", outcome="reference"),
    Offered(
        "wenlv", "关于征集非物质文化遗产代表性项目的公告", 36, "tongzhi",
        outcome="时效已过", words="征集截止日期已过，下一年度请在公布当天报送。",
    ),
    Offered("shuiwu", "关于滨江片区管网冲洗期间临时降压供水的通知", 20, "tongzhi",
            "影响面较大，请尽快刊登。", outcome="reference"),
    Offered("shuiwu", "市水务局完成汛后水闸检修", 9, "bumen"),
    Offered("wenlv", "钟楼街夜间开放延长至二十二时", 5, "yaowen",
            "市民和游客都很关心，建议配图。", outcome="copy"),
    Offered("linxi", "临溪区公布冬季道路保洁安排", 1, "bumen", outcome="withdrawn"),
    Offered("linxi", "临溪段水闸完成汛后检修", 1, "bumen"),
    Offered("shuiwu", "老城区二次供水泵房改造过半", 0, "yaowen",
            "年度民生实事项目，涉及1.3万户。", is_urgent=True),
)  # fmt: skip

# Written for this: nearly the text of another unit, so that the queue tells of it.
ALSO = (
    "linxi", "dongtai", 1, "临溪段水闸完成汛后检修",
    "入冬以来，市水务局对汀江沿线36座水闸逐一检修，更换止水橡皮21套，校准水位计12台，"
    "其中临溪段9座已全部完成，检修记录录入台账。",
)  # fmt: skip
# The original of a copy says more than when it was adopted.
CHANGED = (
    "wenlv", "钟楼街夜间开放延长至二十二时",
    "应游客建议，钟楼街历史文化街区夜间开放时间延长一小时，沿街八处展馆同步延时，"
    "周末另设非遗体验摊位。",
)  # fmt: skip
