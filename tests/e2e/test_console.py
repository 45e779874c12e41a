"""The live console in a browser: by keys, with questions, photos and speakers, on any window."""

import base64
import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, expect

from tests.e2e.console_desk import field, made, open_console, recorded, say, turn
from tests.e2e.desk import NARROW, fits, in_a_browser, log_in

pytestmark = in_a_browser

TABLET = {"width": 1024, "height": 768}
ARCHIVE_WITH_A_PROMISE = """
from interviews.ledger import moderating
from interviews.models import Sitting
from interviews.states import State
from tests.interviews.factories import brought_to
sitting = Sitting.objects.get(pk={key})
moderating.promise(sitting.questions.get(), None)
brought_to(sitting, State.ARCHIVED)
"""


@pytest.mark.usefixtures("clean_console")
def test_the_enter_of_an_input_method_sends_nothing(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.keyboard.press("2")
    ime = page.context.new_cdp_session(page)

    ime.send("Input.imeSetComposition", {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6})
    # An input method marks the keys that it takes with the code 229.
    ime.send("Input.dispatchKeyEvent", {
        "type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229,
    })  # fmt: skip
    expect(field(page)).to_have_value("ni hao")
    ime.send("Input.insertText", {"text": "你好"})
    expect(field(page)).to_have_value("你好")
    assert len(recorded(installation, key)) == 1

    page.keyboard.press("Enter")
    expect(turn(page, "你好")).to_have_count(1)


@pytest.mark.usefixtures("clean_console")
def test_what_is_typed_after_the_interview_was_begun_or_beside_the_field_is_not_lost(
    page, installation
):
    key = made(installation, state="announced")
    log_in(page, installation)
    open_console(page, installation, key)
    page.get_by_role("button", name="开始直播").click()
    page.get_by_role("dialog").get_by_role("button", name="开始直播").click()
    # News may tell of the new state before the step itself is answered and its dialog closes.
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-state]")).to_have_text("正在直播")

    page.keyboard.press("1")
    say(page, "各位网友大家好")
    expect(turn(page, "各位网友大家好")).to_have_count(1)

    page.locator("[data-state]").click()
    page.keyboard.press("2")
    page.keyboard.type("hello")
    expect(field(page)).to_have_value("hello")
    page.keyboard.press("Enter")
    expect(turn(page, "hello").locator("p").first).to_contain_text("周明")


@pytest.mark.usefixtures("clean_console")
def test_everything_is_done_by_keys(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)

    page.keyboard.press("1")
    say(page, "第一段")
    page.keyboard.insert_text("接着说")
    page.keyboard.press("Alt+Digit2")
    page.keyboard.press("Shift+Enter")
    page.keyboard.insert_text("换一行")
    page.keyboard.press("Enter")
    # A key pressed twice was meant as the first letter, and who spoke before speaks.
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.keyboard.insert_text("0个小区")
    page.keyboard.press("Enter")
    expect(turn(page, "10个小区")).to_contain_text("周明")

    page.keyboard.press("Alt+ArrowUp")
    expect(turn(page, "10个小区")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("x")
    expect(turn(page, "第一段")).to_have_class(re.compile("turn--withdrawn"))
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-turns] > li").nth(2)).to_contain_text("第一段")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.insert_text("，改过")
    page.keyboard.press("Enter")
    expect(turn(page, "换一行，改过")).to_have_count(1)
    page.keyboard.press("c")
    page.keyboard.insert_text("补充数字")
    page.keyboard.press("Enter")
    expect(turn(page, "换一行，改过")).to_contain_text("更正：补充数字")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()

    assert recorded(installation, key)[1:] == [
        ["周明", "接着说\n换一行，改过", "speech", False],
        ["林晓", "第一段", "speech", True],
        ["周明", "10个小区", "speech", False],
    ]


@pytest.mark.usefixtures("clean_console")
def test_a_question_is_put_with_one_click_and_answered_with_one_key(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    questions = page.get_by_role("complementary", name="提问")
    expect(questions.get_by_role("heading").first).to_have_text("现在结束，遗留1条提问")

    questions.get_by_role("button", name="提出").click()
    expect(turn(page, "老旧小区什么时候加装电梯？")).to_contain_text("提问1")
    expect(field(page)).to_be_focused()
    page.keyboard.press("2")
    page.keyboard.insert_text("今年年底之前。")
    page.keyboard.press("Control+Enter")

    expect(turn(page, "今年年底之前。")).to_contain_text("答复提问1")
    expect(questions.get_by_role("heading").first).to_have_text("现在结束，没有遗留提问")


def test_of_two_edits_the_later_one_sees_both_and_keeps_its_words(page, colleague, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.keyboard.press("2")
    say(page, "五百户")
    open_console(colleague, installation, key)
    for one in (page, colleague):
        turn(one, "五百户").get_by_role("button", name="编辑").click()
    mine, theirs = (one.locator(".editor__field") for one in (page, colleague))

    theirs.fill("五千户")
    colleague.keyboard.press("Enter")
    expect(turn(colleague, "五千户")).to_have_count(1)
    mine.fill("五万户")
    mine.press("Enter")

    conflict = page.locator(".editor__conflict")
    expect(conflict).to_contain_text("刚刚被其他人修改过")
    expect(conflict.locator("blockquote")).to_have_text("五千户")
    expect(page.locator(".editor__field")).to_have_value("五万户")
    page.locator(".editor__field").press("Enter")
    expect(turn(colleague, "五万户")).to_have_count(1)


@pytest.mark.usefixtures("clean_console")
def test_a_photo_is_pasted_described_and_shown_in_its_place(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    file = BytesIO()
    Image.new("RGB", (60, 40), "green").save(file, "PNG")
    page.keyboard.press("2")
    field(page).evaluate(
        """(field, bytes) => {
            const data = new DataTransfer();
            const raw = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
            data.items.add(new File([raw], 'image.png', { type: 'image/png' }));
            const paste = { clipboardData: data, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent('paste', paste));
        }""",
        base64.b64encode(file.getvalue()).decode(),
    )
    tray = page.locator("[data-tray]")
    expect(tray.locator("img[src]")).to_be_visible()

    say(page, "这是施工现场。")
    expect(page.locator("[data-why]")).to_contain_text("请为每张图片填写说明")
    expect(field(page)).to_have_value("这是施工现场。")
    tray.get_by_label("图片说明").fill("工人正在安装电梯井道")
    tray.get_by_label("图片说明").press("Enter")

    expect(turn(page, "这是施工现场。").get_by_alt_text("工人正在安装电梯井道")).to_be_visible()
    expect(tray.locator("li")).to_have_count(0)


@pytest.mark.usefixtures("clean_console")
def test_the_host_takes_the_interview_from_its_list_on_the_air_and_sees_what_would_be_left(
    page, installation
):
    key = made(installation, "announced")
    log_in(page, installation)
    page.goto(f"{installation.url}/admin/interviews/console/")
    page.locator(f"a[href$='/console/{key}/']").click()
    page.get_by_role("button", name="开始直播").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="开始直播").click()
    expect(page.locator("[data-state]")).to_have_text("正在直播")

    page.get_by_role("button", name="结束访谈").click()
    expect(dialog).to_contain_text("还有1条提问没有结果")
    dialog.get_by_role("button", name="承诺答复").click()
    expect(dialog).to_contain_text("每条提问都有结果。")
    dialog.get_by_role("button", name="结束访谈").click()
    expect(page.locator("[data-state]")).to_have_text("实录整理中")


@pytest.mark.usefixtures("clean_console")
def test_a_speaker_is_added_on_the_fly_and_corrected_everywhere(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.get_by_role("button", name="发言人…").click()
    new = page.locator("[data-new-person]")
    new.get_by_label("名称").fill("王方")
    new.get_by_role("button", name="保存").click()
    expect(page.locator(".speaker", has_text="王方")).to_contain_text("3")
    page.keyboard.press("3")
    field(page).focus()
    page.keyboard.press("3")
    say(page, "补充一点。")
    expect(turn(page, "补充一点。")).to_contain_text("王方")

    page.get_by_role("button", name="发言人…").click()
    row = page.locator("[data-people] > li").nth(2)
    row.get_by_label("名称").fill("王芳")
    row.get_by_role("button", name="保存").click()

    expect(turn(page, "补充一点。")).to_contain_text("王芳")


@pytest.mark.usefixtures("clean_console")
def test_a_half_typed_speaker_stays_when_somebody_else_enters_one(page, colleague, installation):
    key = made(installation)
    log_in(page, installation)
    for one in (page, colleague):
        open_console(one, installation, key)
        one.get_by_role("button", name="发言人…").click()
    rows = page.locator("[data-people] > li")
    new = page.locator("[data-new-person]")
    rows.nth(1).get_by_label("职务").fill("副局长")
    new.get_by_label("名称").press_sequentially("王")

    theirs = colleague.locator("[data-people] > li").nth(1)
    theirs.get_by_label("名称").fill("周鸣")
    theirs.get_by_role("button", name="保存").click()
    expect(rows.nth(1).get_by_label("名称")).to_have_value("周鸣")

    expect(rows.nth(1).get_by_label("职务")).to_have_value("副局长")
    page.keyboard.insert_text("芳")
    expect(new.get_by_label("名称")).to_have_value("王芳")
    rows.nth(1).get_by_role("button", name="保存").click()
    expect(theirs.get_by_label("职务")).to_have_value("副局长")
    expect(theirs.get_by_label("名称")).to_have_value("周鸣")


@pytest.mark.usefixtures("clean_console")
def test_a_promise_is_kept_in_the_archive_and_nothing_is_offered_that_would_be_refused(
    page, installation
):
    key = made(installation)
    installation.python(ARCHIVE_WITH_A_PROMISE.format(key=key))
    log_in(page, installation)
    page.goto(f"{installation.url}/admin/interviews/console/")
    page.locator(f"a[href$='/console/{key}/']").click()
    promised = page.locator("[data-promised]")
    expect(promised).to_contain_text("老旧小区什么时候加装电梯？")
    expect(promised.get_by_role("button", name="提出")).to_have_count(0)

    promised.get_by_role("button", name="选定").click()
    page.keyboard.press("2")
    page.keyboard.insert_text("今年年底之前。")
    page.keyboard.press("Control+Enter")

    expect(turn(page, "今年年底之前。")).to_contain_text("答复提问1")
    expect(promised).to_be_hidden()


@pytest.mark.parametrize("window", [NARROW, TABLET])
def test_the_console_fits_a_phone_and_a_tablet(page, installation, window):
    key = made(installation)
    log_in(page, installation)
    page.set_viewport_size(window)
    open_console(page, installation, key)
    page.locator(".speaker", has_text="周明").click()
    field(page).fill("用手指也能录。")
    page.get_by_role("button", name="发送", exact=False).first.click()
    expect(turn(page, "用手指也能录。")).to_have_count(1)

    fits(page.locator("[data-console]"))
    if window is NARROW:
        page.locator("[data-to-questions]").click()
        expect(page.get_by_role("button", name="提出")).to_be_visible()
        fits(page.locator("[data-console]"))


@pytest.mark.usefixtures("clean_console")
def test_a_transcript_made_elsewhere_is_looked_at_and_written_with_the_file_chosen_once(
    page, installation
):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.get_by_role("link", name="导入实录").click()
    text = "老旧小区怎么改\n主持人：大家好。\n周明：主持人好。\n赵刚：补充一点。\n"
    page.get_by_label("文件").set_input_files(
        {"name": "实录.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    page.get_by_role("button", name="查看识别结果").click()
    preview = page.locator("[data-preview]")
    expect(preview).to_contain_text("4条发言")
    fits(page.locator("main"))

    page.get_by_role("button", name="全部写入实录").click()
    expect(preview).to_contain_text("请为没有发言人的发言选择发言人。")
    preview.get_by_label("没有发言人").select_option("不导入")
    page.get_by_role("button", name="全部写入实录").click()

    expect(page.get_by_text("已写入3条发言。")).to_be_visible()
    expect(turn(page, "补充一点。")).to_contain_text("赵刚")
    assert [who for who, *_ in recorded(installation, key)[1:]] == ["林晓", "周明", "赵刚"]


def test_without_javascript_one_can_say_a_turn(browser, installation):
    key = made(installation)
    context: BrowserContext = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    log_in(page, installation)
    page.goto(f"{installation.url}/admin/interviews/console/{key}/")
    page.locator(".speaker", has_text="周明").click()
    field(page).fill("没有脚本也能说。")

    page.get_by_role("button", name="发送").first.click()

    expect(turn(page, "没有脚本也能说。")).to_contain_text("周明")
    expect(page.locator(".speaker", has_text="周明").locator("input")).to_be_checked()
    context.close()
