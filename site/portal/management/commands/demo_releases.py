"""Two joint releases: one that waits for its moment, and one that waits for what it lacks."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.utils import timezone

from home.models import ArticlePage, ColumnPage
from releases import composing
from releases.models import JointRelease
from releases.releasing import release_now

WAITING = {
    "云汀市老旧小区加装电梯补助办法修订发布": (
        "新办法把补助标准提高到每台25万元，申请材料由九件减为四件，自公布之日起施行。"
    ),
    "一图读懂：老旧小区加装电梯怎么补、补多少": (
        "谁能申请、向谁申请、多久到账，三步看明白新办法。"
    ),
}
HELD = {
    "滨江路夜市恢复营业首日安排": "夜市今晚六点开市，周边三条公交线路延长至二十三点。",
    "滨江路夜市摊位抽签结果": "中签者周明，联系电话13900139000，请于三日内办理手续。",
}


class Command(BaseCommand):
    help = "Write articles that go out together."

    def handle(self, *args: Any, **options: Any) -> None:
        # Not the news: those pass three stages first.
        column = ColumnPage.objects.live().filter(column_class="notice").order_by("path").first()
        editor = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
        if column is None or editor is None or JointRelease.objects.exists():
            return
        morning = timezone.localtime() + timedelta(days=1)
        morning = morning.replace(hour=9, minute=0, second=0, microsecond=0)
        waiting = composing.make("加装电梯新办法", morning, editor)
        self._fill(waiting, WAITING, column, editor)
        composing.schedule(waiting, editor)
        held = composing.make("滨江夜市恢复营业", None, editor)
        self._fill(held, HELD, column, editor)
        release_now(held, editor)

    @staticmethod
    def _fill(
        release: JointRelease, articles: dict[str, str], column: ColumnPage, editor: Any
    ) -> None:
        for title, text in articles.items():
            page = ArticlePage(
                title=title, summary=text, body=[("paragraph", f"<p>{text}</p>")], live=False,
                source="云汀市人民政府办公室",
            )  # fmt: skip
            column.add_child(instance=page)
            page.save_revision(user=editor)
            composing.add(release, page, editor)
