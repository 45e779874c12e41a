"""The reasons for not adopting that come along; an installation keeps its own list."""

from typing import Any

from django.apps import apps as current

# Whether an explanation must be written.
USUAL = (
    ("与主站已有内容重复", False),
    ("不属于主站栏目的发布范围", False),
    ("时效已过", False),
    ("要素不全，请补充后再报", True),
    ("文字或格式需完善，请修改后再报", True),
    ("已由主站另行组稿", False),
    ("其他", True),
)


def make_usual_reasons(sender: Any = None, apps: Any = current, **kwargs: Any) -> None:
    """Receiver of post_migrate: make the usual reasons where there are none at all."""
    try:
        reasons = apps.get_model("contributions", "Reason").objects
    except LookupError:  # an early state of the database
        return
    if reasons.exists():
        return
    for order, (name, asks_words) in enumerate(USUAL):
        reasons.create(name=name, asks_words=asks_words, order=order)
