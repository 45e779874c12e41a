"""A doubtful word shown at its place and changed with a click; what Word brings is dropped."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.desk import in_a_browser, log_in, open_for_typing, open_side, written
from tests.installation import Installation, until

pytestmark = in_a_browser

TERM = """
from proofing.models import Term, WordList
of, _new = WordList.objects.get_or_create(name="易错字词")
Term.objects.get_or_create(word_list=of, wrong="按装", defaults={"right": "安装"})
"""
DRAFT = """
from wagtail.models import Page
for block in Page.objects.get(pk={key}).get_latest_revision_as_object().body:
    print(block.value.source)
"""
MARKED = "[...CSS.highlights.get('checks-passage') ?? []].map(String)"
# What Word and WPS put on the clipboard, cut down.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {mso-style-parent:""; text-indent:24.0pt; font-family:仿宋;}</style></head><body>
<!--StartFragment--><h1 style='text-align:center'><span
style='font-size:22.0pt'>关于检修的通知</span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span lang=ZH-CN
style='font-family:仿宋;color:red;background:yellow'>各区<b>务必</b>准备<sup>1</sup></span><o:p></o:p></p>
<p class=MsoNormal><a href="https://www.gov.cn/">网址</a><u>下划线</u><s>删除线</s><img
src="file:///C:/Users/zhangsan/msohtmlclip1/01/clip_image001.png"></p>
<!--EndFragment--></body></html>"""
PASTE = """(element, html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', element.textContent);
    element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def body_of(installation: Installation, key: int) -> str:
    return installation.python(DRAFT.format(key=key)).strip()


@pytest.mark.usefixtures("clean_console")
def test_a_doubtful_word_is_shown_where_it_stands_and_changed(
    page: Page, installation: Installation
):
    installation.python(TERM)
    (key,) = written(
        installation, "检修通知", body="<p>先按装，再<b>按</b>装一次。</p>", live=False
    )
    log_in(page, installation)
    open_for_typing(page, installation, key)
    open_side(page, "attachments-checks")
    second = page.locator(".checks__finding", has_text="“按装”应为“安装”").nth(1)
    second.get_by_role("button", name="在稿中查看").click()
    assert page.evaluate(MARKED) == ["按装"]
    second.get_by_role("button", name="改为“安装”").click()
    expect(page.locator(".checks__finding", has_text="“按装”应为“安装”")).to_have_count(1)
    assert body_of(installation, key).endswith("先按装，再<b>安装</b>一次。</p>")


def test_what_word_brings_along_is_dropped_when_it_is_pasted(
    page: Page, installation: Installation
):
    (key,) = written(installation, "粘贴", body="<p></p>", live=False)
    log_in(page, installation)
    open_for_typing(page, installation, key)
    writing = page.locator("[data-contentpath='body'] [contenteditable='true']").first
    writing.click()
    writing.evaluate(PASTE, WORD)
    expect(writing).to_contain_text("下划线")
    kept = until(lambda: "下划线" in (said := body_of(installation, key)) and said)
    assert re.sub(r' data-block-key="\w+"|\s+', "", kept) == (
        "<p></p><p>关于检修的通知</p><p>各区<b>务必</b>准备1</p>"
        '<p><ahref="https://www.gov.cn/">网址</a>下划线删除线</p>'
    )
