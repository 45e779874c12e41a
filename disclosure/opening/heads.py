"""法定主动公开内容: the fifteen heads of 政府信息公开条例 art. 20, and where each of them leads."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from wagtail.models import Page


class Head(models.IntegerChoices):
    """The heads by the number of their item; called as columns of portals call them."""

    RULES = 1, "行政法规、规章和规范性文件"
    ORGANS = 2, "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名"
    PLANS = 3, "国民经济和社会发展规划、专项规划、区域规划及相关政策"
    STATISTICS = 4, "国民经济和社会发展统计信息"
    LICENSING = 5, "行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果"
    PENALTIES = 6, "行政处罚、行政强制的依据、条件、程序以及有一定社会影响的行政处罚决定"
    BUDGETS = 7, "财政预算、决算信息"
    FEES = 8, "行政事业性收费项目及其依据、标准"
    PROCUREMENT = 9, "政府集中采购项目的目录、标准及实施情况"
    PROJECTS = 10, "重大建设项目的批准和实施情况"
    LIVELIHOOD = 11, "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况"
    EMERGENCIES = 12, "突发公共事件的应急预案、预警信息及应对情况"
    INSPECTIONS = 13, "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况"
    RECRUITMENT = 14, "公务员招考的职位、名额、报考条件等事项以及录用结果"
    OTHERS = 15, "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息"


@dataclass(frozen=True, slots=True)
class Led:
    """A head and where it leads; nowhere if nothing was chosen or nothing of it is public."""

    head: Head
    entries: list[Any] = field(default_factory=list)

    @property
    def is_set(self) -> bool:
        return bool(self.entries)


def heads_of(page: Any) -> list[Led]:
    """Return all fifteen heads with the entries whose pages are public; one query for them."""
    entries = list(page.entries.all())
    public = public_pages(entry.target_id for entry in entries)
    for entry in entries:
        entry.page_shown = public.get(entry.target_id)
    return [
        Led(head, [each for each in entries if each.head == head and each.page_shown])
        for head in Head
    ]


def unset_heads(page: Any) -> list[Head]:
    return [each.head for each in heads_of(page) if not each.is_set]


def public_pages(keys: Iterable[int | None]) -> dict[int, Page]:
    """Return those of some pages that the public may read, by their key."""
    wanted = [key for key in keys if key]
    pages = apps.get_model("wagtailcore", "Page").objects.filter(pk__in=wanted).live().public()
    return {page.pk: page for page in pages}
