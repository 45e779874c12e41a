"""One page for each thing that can become of a page. What is there already is left alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from lifecycle import first_publication
from lifecycle.changing import Said, say
from lifecycle.models import ChangeKind, Meaning, RefusedDate, Withdrawal
from lifecycle.withdrawing import Decision, deciding

OFFICE = "云汀市人民政府办公室"
# Title, source, paragraphs.
NOTICE = (
    "关于举办2026年冬季供暖政策宣讲会的通知", "云汀市住房和城乡建设局",
    ["宣讲会定于12月8日上午9时在市民中心二楼报告厅举行，市民可凭身份证件入场。",
     "宣讲内容包括供暖缴费、温度标准和投诉渠道，现场安排答疑。"],
)  # fmt: skip
BUS = (
    "云汀市公交线路冬季运行时间调整公告", "云汀市交通运输局",
    ["自12月1日起，2路、7路、15路末班车时间调整为21时30分。",
     "其他线路运行时间不变，请市民合理安排出行。"],
)  # fmt: skip
FIGURES = (
    "云汀市前三季度社会消费品零售情况", "云汀市统计局",
    ["前三季度，全市社会消费品零售总额保持增长，乡村市场增速快于城镇。"],
)  # fmt: skip
HALF = (
    "云汀市便民服务点名单（第一批）", OFFICE,
    ["第一批便民服务点共12处，分布在6个街道，均可办理社保、医保等高频事项。"],
)  # fmt: skip
WHOLE = (
    "云汀市便民服务点名单（全市汇总）", OFFICE,
    ["全市便民服务点共31处，本名单合并各批次内容并统一更新。"],
)  # fmt: skip
FAIR = (
    "云汀市秋季招聘会温馨提示", "云汀市人力资源和社会保障局",
    ["秋季招聘会为期三天，请求职者带好简历，按指引有序入场。"],
)  # fmt: skip


def build() -> int:
    """Build what is missing; return how many pages were made."""
    column = apps.get_model("home", "ColumnPage").objects.filter(slug="tongzhi").first()
    if column is None:
        return 0
    user = get_user_model().objects.filter(is_superuser=True).first()
    steps: list[tuple[tuple, Callable[[Any, Any], None]]] = [
        (NOTICE, _correct), (BUS, _change), (WHOLE, _nothing), (FIGURES, _explain),
        (HALF, _merge), (FAIR, _take_away),
    ]  # fmt: skip
    # What every new Wagtail brings along, and the demo took away.
    Withdrawal.objects.filter(title__startswith="Welcome to your new Wagtail").delete()
    return sum(_made(column, said, then, user) for said, then in steps)


@transaction.atomic
def _made(column: Page, said: tuple, then: Callable[[Any, Any], None], user: Any) -> bool:
    article = apps.get_model("home", "ArticlePage")
    title, source, lines = said
    if article.objects.child_of(column).filter(title=title).exists():
        return False
    page = article(title=title, source=source, live=False, body=_body(lines))
    column.add_child(instance=page)
    moment = timezone.now() - timedelta(days=40)
    # Old enough that the demo's accounts do not take it for news.
    first_publication.carry_over(page, moment, "云汀市旧版网站的发布记录（演示）")
    page.displayed_at = moment
    page.save_revision(user=user).publish(user=user)
    then(article.objects.get(pk=page.pk), user)
    return True


def _body(lines: list[str]) -> list[tuple[str, str]]:
    return [("paragraph", "".join(f"<p>{line}</p>" for line in lines))]


def _correct(page: Any, user: Any) -> None:
    _title, _source, (first, second) = NOTICE
    page.body = _body([first.replace("12月8日", "12月18日"), second])
    say(page, Said(ChangeKind.CORRECTION, "12月8日上午9时", "12月18日上午9时"))
    page.save_revision(user=user).publish(user=user)


def _change(page: Any, user: Any) -> None:
    _title, _source, (first, second) = BUS
    page.body = _body([first.replace("21时30分", "22时"), second])
    say(page, Said(ChangeKind.MAJOR, "根据市民意见，末班车时间由21时30分改为22时。"))
    page.save_revision(user=user).publish(user=user)
    tried = timezone.now() - timedelta(days=60)
    what = RefusedDate.What.DISPLAYED
    first_publication.refuse(page, what, tried, first_publication.floor_of(page), user)


def _nothing(page: Any, user: Any) -> None:
    """What others are merged into."""


def _explain(page: Any, user: Any) -> None:
    words = "部分数据口径有误，已撤下核实，核实后的数据将在“数据发布”栏目另行公布。"
    _take_down(page, user, Decision(Meaning.EXPLAINED, words, "云汀市统计局", user=user))


def _merge(page: Any, user: Any) -> None:
    whole = page.get_siblings().get(title=WHOLE[0])
    _take_down(page, user, Decision(Meaning.MERGED, target=whole, user=user))


def _take_away(page: Any, user: Any) -> None:
    _take_down(page, user, Decision(Meaning.GONE, user=user))


def _take_down(page: Any, user: Any, decision: Decision) -> None:
    with deciding(decision):
        page.unpublish(user=user)
