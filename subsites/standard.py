"""The template that the project ships: the columns that the rules ask of any department's site.

国办发〔2017〕47号 and the census of 2019 (国办秘函〔2019〕19号) name them, and how long they may
sleep: two weeks for news, half a year for notices and documents, a year for what is fixed.
"""

from typing import Any

from django.apps import apps as current

NAME = "部门子网站标准栏目"
COLUMNS = (
    ("机构概况", "jigou", "overview", 366, "主要职责、内设机构、负责人、办公地址和联系方式。"),
    ("部门动态", "dongtai", "news", 14, "本单位的工作动态。"),
    ("通知公告", "tongzhi", "notice", 180, "本单位发布的通知、公告、公示。"),
    ("政策文件", "zhengce", "policy", 180, "本单位制定的规范性文件和其他文件。"),
    ("政策解读", "jiedu", "interpretation", 180, "与政策文件同步发布的解读。"),
    ("办事服务", "fuwu", "service", 366, "本单位事项的办事指南和常用表格。"),
    ("数据发布", "shuju", "data", 180, "本单位职责范围内的统计数据。"),
    ("专题专栏", "zhuanti", "topic", 366, "阶段性工作的专题。"),
)


def make_standard_template(sender: Any = None, apps: Any = current, **kwargs: Any) -> None:
    """Receiver of post_migrate: make the shipped template where there is none at all."""
    try:
        templates = apps.get_model("subsites", "SubsiteTemplate").objects
        columns = apps.get_model("subsites", "TemplateColumn").objects
    except LookupError:  # an early state of the database
        return
    if templates.exists():
        return
    template = templates.create(name=NAME, is_default=True)
    for order, (title, slug, column_class, cycle, intro) in enumerate(COLUMNS):
        columns.create(
            template=template, sort_order=order, title=title, slug=slug, intro=intro,
            column_class=column_class, update_cycle=cycle, in_menu=column_class != "topic",
        )  # fmt: skip
