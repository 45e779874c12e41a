"""A few titles of our own to search in."""

from datetime import date

from findable import Entry, Kind
from search.index.writing import store
from search.query.finding import Asked, Found, find
from search.query.parsing import plan_of
from search.query.synonyms import Synonyms

TITLES = (
    "市政府采购管理办法", "劳动合同管理规定", "物业管理条例", "住宅物业服务收费办法",
    "养犬管理条例", "烟花爆竹燃放管理规定", "公共场所控制吸烟条例", "居民身份证补领办事指南",
    "住房公积金提取须知", "民事诉讼法解读", "食品安全条例", "大气污染防治条例",
    "志愿服务条例", "道路交通安全管理办法", "义务教育入学指南", "城市绿化条例",
    "個人信息保護須知", "推动发(fā)展统(tǒng)一平台建设的意见", "气象灾害防御条例",
    "旅游市场管理办法", "自由贸易试验区条例", "养老服务条例",
)  # fmt: skip
TODAY = date(2026, 11, 30)
SYNONYMS = Synonyms({"放鞭炮": ("烟花爆竹",), "丢了": ("补领",)})


def fill() -> None:
    """Put the titles into the index, and a document that says something in its text."""
    offered = {
        f"test:{number}": [
            Entry(
                key=f"t{number}",
                kind=Kind.ARTICLE,
                title=title,
                url=f"/{number}/",
                text="这里说的是本市的有关规定。",
                department="市司法局" if number % 2 else "市民政局",
                day=date(2020 + number % 5, 1, 1 + number),
            )
            for number, title in [(number, title)]
        ]
        for number, title in enumerate(TITLES)
    }
    offered["test:notice"] = [
        Entry(
            key="notice",
            kind=Kind.DOCUMENT,
            title="关于加强窗口服务的通知",
            url="/notice/",
            text="各单位：\n请按照市办发〔2021〕15号文件的要求，在大厅设置母婴室和无障碍通道。",
            number="市办发〔2023〕7号",
            department="市政务服务局",
            day=date(2023, 5, 4),
        )
    ]
    store(offered)


def multiply(times: int) -> None:
    """Add every title again, so many times."""
    store(
        {
            f"more:{number}:{time}": [
                Entry(key=f"m{number}-{time}", kind=Kind.ARTICLE, title=title, url="/", text=title)
            ]
            for number, title in enumerate(TITLES)
            for time in range(times)
        }
    )


def ask(words: str, **narrowed: object) -> Found:
    return find(Asked(plan_of(words, SYNONYMS), **narrowed), today=TODAY)


def titles(words: str, **narrowed: object) -> list[str]:
    return [hit.entry.title for hit in ask(words, **narrowed).hits]
