"""The demo's review: a column under three stages, its people, and an item at each of them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.demo.building import CITY
from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug
from reviews import emergencies
from reviews.content import digest_of
from reviews.governing import review_of
from reviews.models import Deputy
from reviews.names import name_of
from reviews.setting_up import LABELS, ROLES, StageSpec, set_up

COLUMN, REVIEW, PASSWORD = "yaowen", "要闻三审", "fabuting-demo"
WRITERS, DUTY, MANAGERS = "要闻·采编", "总值班室", "审校管理"
GROUPS = tuple(f"要闻·{label}" for label in LABELS)
# User name, family name, given name, groups.
PEOPLE = (
    ("caibian", "林", "小禾", (WRITERS,)),
    ("yishen", "周", "砚青", (GROUPS[0],)),
    ("ershen", "沈", "亦舟", (GROUPS[1],)),
    ("sanshen", "秦", "远山", (GROUPS[2],)),
    ("daishen", "许", "知秋", (MANAGERS,)),
    ("zhiban", "韩", "立夏", (DUTY, WRITERS)),
)


@dataclass(frozen=True, slots=True)
class Item:
    """An article, how many stages it has passed, and at which it was refused (0: at none)."""

    title: str
    text: str
    passed: int
    remark: str = ""
    refused: bool = False


ITEMS = (
    Item(
        "云汀市启动沿江步道夜间照明改造",
        "改造涉及汀江两岸步道11.6公里，采用防眩光灯具，预计明年3月底前分段亮灯。",
        0,
    ),
    Item(
        "全市首批社区食堂完成冬季菜单公示",
        "首批23家社区食堂公示冬季菜单和价格，60岁以上居民凭市民卡享受八折优惠。",
        1,
        "数字已与民政部门核对",
    ),
    Item(
        "市政府专题研究老旧小区供水管网更新",
        "会议明确，2027年更新老旧供水管网86公里，优先安排使用超过三十年的小区。",
        2,
        "文稿与会议纪要一致",
    ),
    Item(
        "云汀市将举办首届江岸读书节",
        "读书节拟于本月中旬在滨江图书馆开幕，设主会场一个、分会场十二个。",
        1,
        "开幕日期与主办单位通知不一致，请核实后再报",
        refused=True,
    ),
    Item(
        "望潮大桥东引桥完成年度体检",
        "检测结果显示，引桥各项指标符合规范要求，部分伸缩缝将于近期更换，更换期间夜间单侧通行。",
        3,
        "同意",
    ),
)
EMERGENCY = Item(
    "关于启动低温雨雪冰冻四级应急响应的通告",
    "受强冷空气影响，今天夜间到明天上午我市北部山区有冻雨。市防指决定即时启动四级应急响应，请减少外出。",
    0,
)


def build() -> int:
    """Build what is missing; return how many articles were written."""
    column = ColumnPage.objects.filter(slug=COLUMN).first()
    if column is None or not settings.SANDBOX_ALLOWED:
        return 0
    with override(settings.LANGUAGE_CODE):
        groups = {name: _group(name, column) for name in (*GROUPS, WRITERS, DUTY, MANAGERS)}
        people = {name: _person(name, *rest, groups) for name, *rest in PEOPLE}
        if review_of(column) is None:
            rows = zip(LABELS, ROLES, GROUPS, strict=True)
            specs = [StageSpec(label, role, [groups[name]]) for label, role, name in rows]
            set_up(column, REVIEW, specs, is_printed=True)
        _deputy(people)
        written = sum(_item(item, column, people) for item in ITEMS)
        return written + _emergency(column, people)


def _group(name: str, column: Page) -> Group:
    group, is_new = Group.objects.get_or_create(name=name)
    if not is_new:
        return group
    codes = ["access_admin"]
    codes += ["manage_reviews"] if name == MANAGERS else []
    codes += ["publish_emergency"] if name == DUTY else []
    group.permissions.add(*Permission.objects.filter(codename__in=codes))
    rights = ("change_page",) if name in {*GROUPS, MANAGERS} else ("add_page", "change_page")
    for code in rights:
        permission = Permission.objects.get(codename=code)
        GroupPagePermission.objects.create(group=group, page=column, permission=permission)
    for code in ("add_image", "choose_image", "add_document", "choose_document"):
        GroupCollectionPermission.objects.create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=code),
        )
    return group


def _person(
    name: str, family: str, given: str, groups: tuple[str, ...], made: dict[str, Group]
) -> Any:
    users = get_user_model().objects
    user = users.filter(username=name).first()
    if user is None:
        user = users.create_user(
            name, f"{name}@example.com", PASSWORD, first_name=given, last_name=family
        )
        user.groups.add(*(made[each] for each in groups))
    return user


def _deputy(people: dict[str, Any]) -> None:
    now = timezone.now()
    if not Deputy.objects.exists():
        Deputy.objects.create(
            principal=people["sanshen"], deputy=people["daishen"], begins_at=now,
            ends_at=now + timedelta(days=10), reason="赴省里参加培训",
            named_by=name_of(people["sanshen"]),
        )  # fmt: skip


def _written(item: Item, column: Page, writer: Any) -> ArticlePage | None:
    if ArticlePage.objects.child_of(column).filter(title=item.title).exists():
        return None
    article = column.add_child(
        instance=ArticlePage(
            title=item.title, slug=free_slug(item.title, column), source=f"{CITY}办公室",
            body=[("paragraph", f"<p>{item.text}</p>")], live=False, owner=writer,
        )
    )  # fmt: skip
    article.save_revision(user=writer)
    return article


@transaction.atomic
def _item(item: Item, column: Page, people: dict[str, Any]) -> int:
    article = _written(item, column, people["caibian"])
    if article is None:
        return 0
    article.get_workflow().start(article, people["caibian"])
    reviewers = [people[name] for name in ("yishen", "ershen", "sanshen")]
    for user in reviewers[: item.passed]:
        _decide(article, user, "approve", comment=item.remark)
    if item.refused:
        said = {"comment": item.remark, "reason": "事实有误"}
        _decide(article, reviewers[item.passed], "reject", **said)
    return 1


def _decide(article: Page, user: Any, action: str, **given: str) -> None:
    state = Page.objects.get(pk=article.pk).current_workflow_task_state
    state.task.specific.on_action(state, user, action, **given)


@transaction.atomic
def _emergency(column: Page, people: dict[str, Any]) -> int:
    article = _written(EMERGENCY, column, people["zhiban"])
    if article is None:
        return 0
    emergencies.publish(
        article, people["zhiban"],
        reason="冻雨今夜到达，须立即告知市民", answerable="值班长 高望舒",
        seen=digest_of(Page.objects.get(pk=article.pk).get_latest_revision_as_object()),
    )  # fmt: skip
    return 1
