"""The demo's words and queries: what an editor of search finds on the desk on a Monday morning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from search.log import weekly
from search.models import BestBet, ExampleQuery, QueryDay, Synonym
from search.models.index import Indexed, Shelf
from search.words.book import current
from search.words.examples import answer

TRAIL = "望潮大桥慢行系统建成开放，汀江两岸步行十五分钟可达"
TEA = "专家解读：为什么说老茶树是云汀的“活档案”"
FUND = "住房公积金提取"
BIRTH = "新生儿出生“一件事”"
SYNONYMS = (
    ("走路过江\n江上步道", "望潮大桥 慢行", {"走路过江": TRAIL}),
    ("老茶王", "老茶树", {"老茶王": TEA}),
)
BEST_BETS = (
    ("公积金\n取公积金", FUND, "购房、租房、还贷、加装电梯均可提取，全程网办", {"公积金": FUND}),
    ("生孩子要办什么\n新生儿", BIRTH, "出生证明、户口、医保一次办好", {"生孩子要办什么": BIRTH}),
)


@dataclass(frozen=True, slots=True)
class Query:
    """How often something is asked on a working day, and how often in vain."""

    said: str
    department: str
    askers: int
    nothing: bool = False
    clicked: int = 0


QUERIES = (
    Query("公积金提取", "市住房公积金管理中心", 31, clicked=27),
    Query("加装电梯", "云汀市住房和城乡建设局", 24, clicked=22),
    Query("教师招聘", "市教育局", 17, clicked=15),
    Query("停车收费", "市发展和改革委员会", 12, clicked=11),
    Query("越冬候鸟", "市林业局", 9, clicked=8),
    Query("居住证怎么办", "市公安局", 8, nothing=True),
    Query("电动车上牌", "市公安局", 6, nothing=True),
    Query("渔灯节几点开始", "市文化和旅游局", 5, nothing=True),
    Query("学区划分", "市教育局", 7),
)


@transaction.atomic
def write(today: date | None = None) -> int:
    """Write words, examples and the queries of two weeks, once; return how many words there are."""
    if Synonym.objects.exists() or BestBet.objects.exists():
        return 0
    for said, meant, examples in SYNONYMS:
        synonym = Synonym.objects.create(said=said, meant=meant)
        _examples(examples, synonym=synonym)
    for queries, title, note, examples in BEST_BETS:
        target = _titled([title]).get(title)
        if target:
            bet = BestBet.objects.create(
                queries=queries, key=target.key, address=target.url, note=note
            )
            _examples(examples, best_bet=bet)
    today = today or timezone.localdate()
    _ask(today)
    weekly.make(today)
    return Synonym.objects.count() + BestBet.objects.count()


def _titled(titles: Iterable[str]) -> Mapping[str, Indexed]:
    found = Indexed.objects.filter(shelf=Shelf.PUBLIC, title__in=titles)
    return {each.title: each for each in found}


def _examples(wanted: Mapping[str, str], **word: Synonym | BestBet) -> None:
    targets = _titled(wanted.values())
    for said, title in wanted.items():
        if title in targets:
            keys = {targets[title].key: 3}
            ndcg = answer(said, keys, current()).ndcg
            ExampleQuery.objects.create(said=said, wanted=keys, ndcg=ndcg, **word)


def _ask(today: date) -> None:
    monday = today - timedelta(days=today.weekday() + 7)
    days = [monday + timedelta(days=each) for each in range(14)]
    asked = (
        QueryDay(
            day=day, said=query.said, department=query.department,
            asked=query.askers + 2, askers=query.askers,
            nothing=query.askers + 2 if query.nothing else 0,
            shown=0 if query.nothing else query.askers, clicked=query.clicked,
        )
        for day in days if day < today
        for query in QUERIES
    )  # fmt: skip
    QueryDay.objects.bulk_create(asked, ignore_conflicts=True)
