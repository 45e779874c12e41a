"""A draft that the checks hold back, so that the demo shows what they find and how it is decided.

The identity number is the example of GB 11643-1999 itself, the telephone number an operator's.
"""

import io

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.files.base import ContentFile
from django.utils.translation import override
from openpyxl import Workbook
from wagtail.documents import get_document_model

from attachments.gate.deciding import holding, waive
from home.demo.building import CITY
from home.models import ArticlePage, ColumnPage
from home.slugs import free_slug

COLUMN = "gongshi"
TITLE = "2026年第四季度公益性岗位拟聘用人员公示"
FILE = "公益性岗位拟聘用人员名单"
TELEPHONE, EXAMPLE = "13800138000", "11010519491231002X"
TEXT = (
    "<p>经个人申请、社区初审和资格复核，现将2026年第四季度公益性岗位拟聘用人员名单予以公示，"
    "公示期为5个工作日。对公示内容有异议的，请在公示期内实名反映。</p>"
    f"<p>受理时间：工作日9:00至17:00；值班电话：{TELEPHONE}。</p>"
)
ROWS = (
    ("序号", "姓名", "身份证号", "岗位"),
    (1, "赵小满", "110105********0021", "社区协管"),
    (2, "钱谷雨", EXAMPLE, "道路保洁"),
    (3, "孙白露", "110105********0048", "公共设施维护"),
)
REASON = "值班电话，按规定应当公开，经办公室核实"


def build_held(user: AbstractBaseUser) -> None:
    """Write the draft, and waive one of its findings in the name of this user."""
    column = ColumnPage.objects.filter(slug=COLUMN).first()
    if column is None or ArticlePage.objects.child_of(column).filter(title=TITLE).exists():
        return
    body = [
        ("paragraph", TEXT),
        ("document", {"document": _list(), "title": ""}),
    ]
    article = column.add_child(
        instance=ArticlePage(
            title=TITLE, slug=free_slug(TITLE, column), source=f"{CITY}人力资源和社会保障局",
            body=body, live=False, owner=user,
        )
    )  # fmt: skip
    article.save_revision(user=user)
    # Commands speak English; the record is read by people who do not.
    with override(settings.LANGUAGE_CODE):
        telephone = [finding for finding in holding(article) if finding.snippet.startswith("138")]
        waive(article, telephone, user, REASON)


def _list() -> object:
    book = Workbook()
    book.active.title = "名单"
    for row in ROWS:
        book.active.append(row)
    working = book.create_sheet("工作底稿")
    working.append(["复核意见", "第2人材料待补"])
    working.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    file = ContentFile(buffer.getvalue(), name=f"{FILE}.xlsx")
    return get_document_model().objects.create(title=FILE, file=file)
