"""A workbook that waits for its reviewer, so that there is something to look at and to decide."""

import io
from datetime import date

from openpyxl import Workbook

from disclosure.demo.powers import CULTURE
from disclosure.importing import propose, understand
from disclosure.kinds import ListKind
from disclosure.models import ImportBatch, PowerListPage

FILE_NAME = "文化和旅游局权力清单（2026年修订）.xlsx"
REASON, DOCUMENT, DAY = "年度动态调整", "云政办发〔2026〕40号", date(2026, 12, 1)
HEADS = [
    *("序号", "职权编码", "事项名称", "权力类型", "实施依据", "行使主体", "承办机构"),
    *("行使层级", "承诺期限", "监督电话"),
]
# One says something else, one is new, one is as it was, and one of the list is not there.
ROWS = [
    [
        *(1, "990136001000", "营业性演出审批", "行政许可"),
        *("【行政法规】《营业性演出管理条例》第十三条", CULTURE, "市场管理科"),
        *("市级", "1日（告知承诺）", "0000-12345611"),
    ],
    [
        *(2, "990136003000", "举办高危险性\n体育活动的审批", "行政许可"),
        *("【行政法规】《全民健身条例》第三十二条", CULTURE, "体育事业科"),
        *("市级", "5个工作日", "0000-12345613"),
    ],
    [
        *(3, "990636001000", "对娱乐场所的监督检查", "行政检查"),
        *("【行政法规】《娱乐场所管理条例》第三十二条", CULTURE, "文化市场综合执法支队"),
        *("县级", None, "0000-12345612"),
    ],
]


def bring() -> None:
    """Bring the workbook, unless one was brought before."""
    power_list = PowerListPage.objects.get(organ__name=CULTURE, kind=ListKind.POWERS)
    if ImportBatch.objects.filter(power_list=power_list).exists():
        return
    propose(
        understand(power_list, FILE_NAME, _workbook()),
        reason=REASON,
        document=DOCUMENT,
        effective_on=DAY,
        user=None,
    )


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append([f"{CULTURE}权力清单"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADS))
    sheet.append(HEADS)
    for row in ROWS:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
