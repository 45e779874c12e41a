"""What there is to find in a small town."""

from datetime import date
from typing import Any

from findable import Entry, Kind
from home.models import ArticlePage
from search.index.columns import forget
from search.index.writing import store

OWNER = "town:1"


def entry(title: str, **said: Any) -> Entry:
    """Return an article, or what else is said of it."""
    given = {"key": title, "kind": Kind.ARTICLE, "url": "/news/one/", "day": date(2026, 5, 6)}
    return Entry(title=title, **(given | said))


def put(*entries: Entry, owner: str = OWNER) -> None:
    """Let the index hold these entries of an owner, and nothing else of it."""
    forget()
    store({owner: entries})


def put_page(page: ArticlePage) -> ArticlePage:
    """Let the index hold an article as it is now; return it."""
    said = entry(page.title, key=f"page:{page.pk}", url=page.url, text=page.summary)
    put(said, owner=f"page:{page.pk}")
    return page


PROCUREMENT = entry(
    "关于印发政府采购管理办法的通知",
    key="procurement",
    kind=Kind.DOCUMENT,
    url="/documents/procurement/",
    text="各部门：\n为规范政府采购行为，提高财政资金使用效益，制定本办法。",
    department="市财政局",
    column="政策文件",
    topic="财政",
    validity="有效",
    number="云政发〔2026〕12号",
    day=date(2026, 3, 1),
)
OLD_PROCUREMENT = entry(
    "政府采购管理暂行办法",
    key="old-procurement",
    kind=Kind.DOCUMENT,
    url="/documents/old-procurement/",
    text="本办法自发布之日起施行。",
    department="市财政局",
    column="政策文件",
    topic="财政",
    validity="已废止",
    day=date(2019, 3, 1),
)
BOARD = entry(
    "政府采购项目公开招标",
    key="board",
    url="/news/board/",
    text="市教育局公开招标采购课桌椅。",
    department="市教育局",
    column="通知公告",
    day=date(2026, 4, 1),
)
LOST_CARD = entry(
    "身份证丢失后怎样补办？",
    key="lost-card",
    kind=Kind.QUESTION,
    url="/interviews/police/#q3",
    text="市民：身份证丢了怎么办？",
    answer="请带户口簿到就近派出所办理，二十个工作日内领取新证。",
    department="市公安局",
    within="在线访谈：公安局长谈户籍服务",
    day=date(2026, 2, 3),
)
FIREWORKS = entry(
    "烟花爆竹安全管理规定",
    key="fireworks",
    url="/news/fireworks/",
    text="主城区全年禁止燃放烟花爆竹。",
    department="市公安局",
    column="通知公告",
)
TOWN = (PROCUREMENT, OLD_PROCUREMENT, BOARD, LOST_CARD, FIREWORKS)
