"""Building the demo's portal. Every step looks whether it has been done, so it can be repeated."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from openpyxl import Workbook
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from home.demo.manuscripts import Facts, Manuscript, folders
from home.demo.pictures import PICTURES, draw
from home.models import ArticlePage, ColumnPage, HomePage
from home.slugs import free_slug
from lifecycle.first_publication import carry_over

CITY = "云汀市人民政府"
HOME_FACTS = {
    "organ": CITY,
    "introduction": "云汀市人民政府门户网站（演示）。城市、机构和内容均为虚构。",
    "sponsor": "云汀市人民政府办公室",
    "undertaker": "云汀市大数据中心",
    "contact": "0000-12345678（演示）",
    "site_code": "0000000000",
    "icp_number": "演ICP备00000000号",
    "mark_url": "https://mark.example.gov.cn/yunting",
    "errors_url": "https://errors.example.gov.cn/?site_code=0000000000",
    "police_number": "演公网安备 00000000000000号",
}


def build() -> int:
    """Build what is missing of the demo's portal; return how many articles were written."""
    home = _home()
    written = 0
    waiting = []
    for folder in folders():
        column = _column(home, folder.facts)
        waiting += [(column, manuscript) for manuscript in folder.manuscripts]
    # The oldest first, so that first publication follows the days the articles carry.
    for column, manuscript in sorted(waiting, key=lambda each: -_days_ago(each[1])):
        written += _article(column, manuscript)
    return written


@transaction.atomic
def _home() -> HomePage:
    address = urlsplit(settings.PUBLIC_URL)
    home = HomePage.objects.first()
    if home is None:
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title=CITY, slug="yunting", **HOME_FACTS))
        home.save_revision().publish()
    port = address.port or (443 if address.scheme == "https" else 80)
    site, made = Site.objects.get_or_create(
        is_default_site=True,
        defaults={"root_page": home, "hostname": address.hostname, "port": port},
    )
    if not made and (site.root_page_id, site.hostname, site.port) != (
        home.pk,
        address.hostname,
        port,
    ):
        site.root_page, site.hostname, site.port = home, address.hostname, port
        site.site_name = CITY
        site.save()
    welcome = Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk)
    for page in welcome.filter(content_type__model="page"):
        page.delete()
    return home


@transaction.atomic
def _column(home: HomePage, facts: Facts) -> ColumnPage:
    column = ColumnPage.objects.descendant_of(home).filter(slug=facts["slug"]).first()
    if column is not None:
        return column
    parent = home
    if "parent" in facts:
        parent = ColumnPage.objects.descendant_of(home).get(slug=facts["parent"])
    column = parent.add_child(
        instance=ColumnPage(
            title=facts["column"],
            slug=facts["slug"],
            column_class=facts["class"],
            intro=facts.get("intro", ""),
            owner_department=facts.get("owner", ""),
            update_cycle=int(facts["cycle"]),
            show_in_menus=facts.get("menu") != "no" and "parent" not in facts,
            live=False,
        )
    )
    column.save_revision().publish()
    return column


@transaction.atomic
def _article(column: ColumnPage, manuscript: Manuscript) -> bool:
    if ArticlePage.objects.child_of(column).filter(title=manuscript.title).exists():
        return False
    facts = manuscript.facts
    article = ArticlePage(
        title=manuscript.title,
        slug=free_slug(manuscript.title, column),
        subtitle=facts.get("subtitle", ""),
        short_title=facts.get("short", ""),
        summary=facts.get("summary", ""),
        source=facts.get("source", ""),
        author=facts.get("author", ""),
        responsible_editor=facts.get("editor", ""),
        cover=picture_named(facts["cover"]) if "cover" in facts else None,
        displayed_at=moment_of(facts["day"]),
        body=body_of(manuscript),
        live=False,
    )
    column.add_child(instance=article)
    if article.displayed_at < timezone.now() - timedelta(minutes=1):
        carry_over(article, article.displayed_at, "云汀市旧版网站的发布记录（演示）")
    article.save_revision().publish()
    return True


def _days_ago(manuscript: Manuscript) -> float:
    days, _, clock = manuscript.facts["day"].partition(" ")
    hour, minute = clock.split(":")
    return int(days) - (int(hour) * 60 + int(minute)) / 1440


def body_of(manuscript: Manuscript) -> list[tuple[str, Any]]:
    """Return the blocks of a manuscript with their pictures and files."""
    return [(kind, _value(kind, value)) for kind, value in manuscript.body]


def moment_of(day: str) -> datetime:
    """Read "3 08:30": three days ago at half past eight, or now if that is still to come; or a
    day as "2019-08-19 10:00".
    """
    days, _, clock = day.partition(" ")
    moment = timezone.make_aware(datetime.combine(day_of(days), time.fromisoformat(clock)))
    return min(moment, timezone.now())


def day_of(text: str) -> date:
    """Read a date, or how many days ago."""
    if "-" in text:
        return date.fromisoformat(text)
    return timezone.localdate() - timedelta(days=int(text))


def _value(kind: str, value: Any) -> Any:
    match kind:
        case "image":
            return _image(value)
        case "gallery":
            return {"images": [_image(each) for each in value]}
        case "table":
            return {
                "data": value,
                "first_row_is_table_header": True,
                "first_col_is_header": False,
                "table_header_choice": "row",
            }
        case "document":
            return {"document": workbook_named(value), "title": ""}
    return value


def _image(named: dict[str, str]) -> dict[str, Any]:
    return {
        "image": picture_named(named["name"]),
        "alt_text": named["alt"],
        "caption": named["caption"],
    }


def picture_named(name: str) -> Any:
    title, _ = PICTURES[name]
    images = get_image_model().objects
    stored = images.filter(title=title).first()
    if stored is None:
        file = ImageFile(io.BytesIO(draw(name)), name=f"{name}.jpg")
        stored = images.create(title=title, description=title, file=file)
    return stored


def workbook_named(name: str) -> Any:
    """Return a small real workbook of this name; its rows are as invented as the city."""
    documents = get_document_model().objects
    title = name.rpartition(".")[0]
    stored = documents.filter(title=title).first()
    if stored is None:
        book = Workbook()
        sheet = book.active
        sheet.append([title])
        sheet.append(["序号", "名称", "备注"])
        for number in range(1, 11):
            sheet.append([number, f"示例条目{number:02d}", "演示数据"])
        buffer = io.BytesIO()
        book.save(buffer)
        stored = documents.create(title=title, file=ContentFile(buffer.getvalue(), name=name))
    return stored
