"""政府信息公开 of the demo's city, with its blocks. What is there already is left alone."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from disclosure.demo.writing import organ_named
from disclosure.models import (
    AnnualReportPage,
    AnnualReportsPage,
    DisclosureGuidePage,
    DisclosureRequestPage,
    DisclosureRule,
    DisclosureRulesPage,
    DocumentDirectoryPage,
    MandatoryContentPage,
    MandatoryEntry,
    OpenGovernmentPage,
    PolicyDocumentPage,
    PowerListIndexPage,
    ReportAttachment,
    Reporter,
)
from disclosure.opening.annual import Level
from disclosure.opening.heads import Head
from home.demo.building import body_of, workbook_named
from home.demo.manuscripts import manuscripts_in
from home.models import ColumnPage

CITY, FINANCE = "云汀市人民政府", "云汀市财政局"
OFFICE = {
    "office": "云汀市人民政府办公室政务公开科",
    "address": "云汀市汀河新区市民中心3号楼（演示地址）",
    "hours": "工作日 9:00—12:00，14:00—17:30",
    "phone": "0000-12345621",
    "fax": "0000-12345622",
    "postal_code": "000000",
    "internet_contact": "zwgk@yunting.example",
}
TEXTS = Path(__file__).with_name("opening.md")
# Organ, how many years ago, items made public, requests answered; one of last year is missing.
REPORTS = [(CITY, 1, 1864, 47), (CITY, 2, 1702, 39), (FINANCE, 2, 213, 6)]
HEADS = [
    (Head.RULES, "zhengce"),
    (Head.ORGANS, "gaikuang"),
    (Head.STATISTICS, "shuju"),
    (Head.LIVELIHOOD, "fuwu"),
    (Head.EMERGENCIES, "tongzhi"),
    (Head.RECRUITMENT, "gongshi"),
]
NOTHING = {"year": 0, "made": 0, "asked": 0}
LAW = "https://www.gov.cn/zhengce/content/2019-04/15/content_5382991.htm"


def build() -> int:
    """Build what is missing of the column; return how many pages were written."""
    home = Site.objects.get(is_default_site=True).root_page
    if OpenGovernmentPage.objects.child_of(home).exists():
        return 0
    with transaction.atomic():
        column = _child(
            home,
            OpenGovernmentPage(
                title=OpenGovernmentPage.usual_title, slug="zwgk", show_in_menus=True,
                intro="依照《中华人民共和国政府信息公开条例》公开政府信息。（演示内容）",
            ),
        )  # fmt: skip
        _block(column, DisclosureGuidePage, "guide", "公开什么、怎样查找、怎样联系我们。",
               body=_body("guide"), **OFFICE)  # fmt: skip
        _rules(column)
        directory = _block(
            column, DocumentDirectoryPage, "directory",
            "全部公文，按主题、机关、年份、种类、性质和有效性查找。", title="政策文件目录",
        )  # fmt: skip
        _heads(column, directory)
        _reports(column)
        _block(column, DisclosureRequestPage, "request", "没有主动公开的信息，可以申请获取。",
               body=_body("request"), form_file=workbook_named("政府信息公开申请表.xlsx"),
               **OFFICE)  # fmt: skip
    return 1 + Page.objects.descendant_of(column).count()


def _rules(column: Page) -> None:
    page = _page(DisclosureRulesPage, "rules", "公开工作依据的法规和本市的规定。")
    page.rules.add(DisclosureRule(title="中华人民共和国政府信息公开条例", address=LAW))
    for document in PolicyDocumentPage.objects.live().filter(rank="normative")[:2]:
        page.rules.add(DisclosureRule(target=document))
    _child(column, page)


def _heads(column: Page, directory: Page) -> None:
    page = _page(MandatoryContentPage, "mandatory", "条例第二十条规定应当主动公开的内容。")
    page.entries.add(MandatoryEntry(head=Head.RULES, target=directory))
    lists = PowerListIndexPage.objects.first()
    if lists:
        for head in (Head.LICENSING, Head.PENALTIES):
            page.entries.add(MandatoryEntry(head=head, target=lists))
    for head, slug in HEADS:
        target = ColumnPage.objects.filter(slug=slug).first()
        if target:
            page.entries.add(MandatoryEntry(head=head, target=target))
    _child(column, page)


def _reports(column: Page) -> None:
    page = _page(AnnualReportsPage, "reports", "市政府和各部门的政府信息公开工作年度报告。")
    this_year = timezone.localdate().year
    for name, level in ((CITY, Level.GOVERNMENT), (FINANCE, Level.DEPARTMENT)):
        organ = organ_named(name)
        page.reporters.add(Reporter(organ=organ, level=level, since=this_year - 2))
    _child(column, page)
    for name, ago, made, asked in REPORTS:
        year = this_year - ago
        report = AnnualReportPage(
            title=f"{name}{year}年政府信息公开工作年度报告",
            slug=f"report-{year}-{'city' if name == CITY else 'finance'}",
            organ=organ_named(name), year=year,
            body=_body("report", year=year, made=made, asked=asked),
        )  # fmt: skip
        report.attachments.add(ReportAttachment(file=workbook_named(f"年报统计表{year}.xlsx")))
        _child(page, report)


def _block(column: Page, model: type[Page], slug: str, intro: str, **values: Any) -> Page:
    return _child(column, _page(model, slug, intro, **values))


def _page(model: type[Page], slug: str, intro: str, **values: Any) -> Page:
    title = values.pop("title", None) or model.usual_title
    return model(title=title, slug=slug, intro=intro, live=False, **values)


def _body(name: str, **values: int) -> list[tuple[str, Any]]:
    text = TEXTS.read_text(encoding="utf-8").format(**{**NOTHING, **values})
    return next(body_of(each) for each in manuscripts_in(text) if each.title == name)


def _child(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
