"""The live console in a browser: typed fast, by two at once, offline, and after a night."""

import base64
import json
import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.desk import NARROW, fits, in_a_browser
from tests.installation import Installation

pytestmark = in_a_browser

EACH = 25
TABLET = {"width": 1024, "height": 768}
UNSENT = "未发出，正在重试"

MAKE = """
import uuid
from home.models import HomePage
from interviews.models import InterviewIndexPage
from interviews.states import State
from tests.interviews.factories import InterviewIndexPageFactory, asked, brought_to, interview
home = HomePage.objects.get()
index = InterviewIndexPage.objects.first() or InterviewIndexPageFactory(parent=home)
page = interview(index, title="老旧小区怎么改", slug=uuid.uuid4().hex)
sitting = brought_to(page.sitting, State({state!r}))
if sitting.stands.takes_questions:
    asked(sitting, nickname="江边的树")
print(sitting.pk)
"""
COLLEAGUE = """
from django.contrib.auth import get_user_model
users = get_user_model().objects
if not users.filter(username="recorder").exists():
    users.create_superuser("recorder", "recorder@example.com", "fabuting-demo")
"""
ARCHIVE_WITH_A_PROMISE = """
from interviews.ledger import moderating
from interviews.models import Sitting
from interviews.states import State
from tests.interviews.factories import brought_to
sitting = Sitting.objects.get(pk={key})
moderating.promise(sitting.questions.get(), None)
brought_to(sitting, State.ARCHIVED)
"""
READ = """
import json
from interviews.models import Sitting
sitting = Sitting.objects.get(pk={key})
turns = sitting.turns.select_related("speaker", "question")
print(json.dumps([
    [turn.speaker.name, turn.text, turn.part, turn.is_withdrawn] for turn in turns
]))
"""


def made(installation: Installation, state: str = "live") -> int:
    """Make an interview in a state, with a host, a guest and a question; return its key."""
    return int(installation.python(MAKE.format(state=state)).split()[-1])


def recorded(installation: Installation, key: int) -> list[list]:
    """Return speaker, words, part and whether withdrawn of every turn."""
    return json.loads(installation.python(READ.format(key=key)).splitlines()[-1])


def log_in(page: Page, installation: Installation, name: str = "admin") -> None:
    page.goto(f"{installation.url}/admin/login/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill("fabuting-demo")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")


def open_console(page: Page, installation: Installation, key: int) -> None:
    page.goto(f"{installation.url}/admin/interviews/console/{key}/")
    expect(page.locator("[data-connection]")).to_have_text("已连接")


def field(page: Page) -> Locator:
    return page.locator("[data-field]")


def say(page: Page, words: str) -> None:
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")


def turn(page: Page, words: str) -> Locator:
    return page.locator("[data-turns] > li").filter(has_text=words)


def unsent(page: Page) -> Locator:
    return page.locator("[data-unsent] > li")


@pytest.fixture
def colleague(browser: Browser, installation) -> Iterator[Page]:
    """Another recorder's page, in a browser of its own, logged in."""
    installation.python(COLLEAGUE)
    context = browser.new_context(locale="zh-CN", viewport={"width": 1400, "height": 1000})
    other = context.new_page()
    log_in(other, installation, "recorder")
    yield other
    context.close()


def test_two_recorders_type_fast_and_no_turn_is_lost_or_twice(page, colleague, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    open_console(colleague, installation, key)
    page.keyboard.press("1")
    colleague.keyboard.press("2")

    for number in range(EACH):
        say(page, f"甲-{number:02}")
        say(colleague, f"乙-{number:02}")

    for one in (page, colleague):
        expect(one.locator("[data-turns] > li")).to_have_count(1 + 2 * EACH)
        expect(unsent(one)).to_have_count(0)
    turns = recorded(installation, key)
    for who, speaker in (("甲", "林晓"), ("乙", "周明")):
        said = [words for name, words, *_ in turns if name == speaker and words.startswith(who)]
        assert said == [f"{who}-{number:02}" for number in range(EACH)]
    order = [words for _name, words, *_ in turns]
    for one in (page, colleague):
        assert one.locator("[data-turns] .turn__words").all_inner_texts() == order


def test_what_was_typed_without_a_connection_goes_out_once_when_it_is_back(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.keyboard.press("2")
    page.context.set_offline(True)

    for words in ("第一句。", "第二句。", "第三句。"):
        say(page, words)

    expect(page.locator("[data-connection]")).to_contain_text("连接中断")
    expect(page.locator("[data-waiting]")).to_have_text("3条未发出")
    expect(unsent(page).first).to_contain_text(UNSENT)
    page.context.set_offline(False)
    expect(page.locator("[data-turns] > li")).to_have_count(4)
    expect(unsent(page)).to_have_count(0)
    assert [words for _name, words, *_ in recorded(installation, key)][1:] == [
        "第一句。", "第二句。", "第三句。",
    ]  # fmt: skip


def test_a_closed_browser_keeps_what_was_not_sent_and_what_stood_in_the_field(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.keyboard.press("2")
    page.context.set_offline(True)
    say(page, "关窗之前说的话。")
    page.keyboard.insert_text("还没写完的半句")
    expect(unsent(page)).to_contain_text("关窗之前说的话。")
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    open_console(again, installation, key)

    expect(turn(again, "关窗之前说的话。")).to_have_count(1)
    expect(unsent(again)).to_have_count(0)
    expect(field(again)).to_have_value("还没写完的半句")
    expect(again.locator(".speaker", has_text="周明").locator("input")).to_be_checked()
    assert len(recorded(installation, key)) == 2


def test_a_turn_whose_answer_got_lost_is_sent_again_and_is_one_turn(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
            return
        lost.append(route.request)
        route.fetch()
        route.abort()

    page.route("**/acts/say/", lose_the_first_answer)
    page.keyboard.press("1")
    say(page, "只说一次。")

    expect(turn(page, "只说一次。")).to_have_count(1)
    expect(unsent(page)).to_have_count(0)
    assert lost
    assert [words for _name, words, *_ in recorded(installation, key)].count("只说一次。") == 1


def test_a_turn_at_which_the_portal_breaks_holds_up_no_other(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)

    def breaks(route):
        if "出错的一条" in route.request.post_data:
            route.fulfill(status=500, body="error")
        else:
            route.continue_()

    page.route("**/acts/say/", breaks)
    page.keyboard.press("1")
    say(page, "出错的一条")
    say(page, "后面的一条")

    expect(turn(page, "后面的一条")).to_have_count(1)
    expect(unsent(page)).to_contain_text("出错的一条")
    page.unroute("**/acts/say/")
    expect(turn(page, "出错的一条")).to_have_count(1)
    expect(unsent(page)).to_have_count(0)


def test_a_change_at_which_the_portal_breaks_can_be_thrown_away(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    page.route("**/acts/withdraw/", lambda route: route.fulfill(status=500, body="error"))
    page.on("dialog", lambda dialog: dialog.accept())

    turn(page, "各位网友大家好。").focus()
    page.keyboard.press("x")

    expect(unsent(page)).to_contain_text("系统多次未能接收", timeout=15_000)
    unsent(page).get_by_role("button", name="放弃").click()
    expect(unsent(page)).to_have_count(0)
    expect(page.locator("[data-waiting]")).to_have_text("")


def test_an_edit_made_before_the_last_one_went_out_goes_on_from_it(page, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    editor = page.locator(".editor__field")

    def edit(words: str) -> None:
        page.keyboard.press("e")
        editor.press("End")
        page.keyboard.insert_text(words)

    page.context.set_offline(True)
    turn(page, "各位网友").focus()
    for words in ("一改", "二改"):
        edit(words)
        page.keyboard.press("Enter")
        expect(editor).to_have_count(0)
    edit("三改")
    page.context.set_offline(False)
    expect(turn(page, "大家好。一改二改")).to_have_count(1)
    expect(editor).to_have_value("各位网友大家好。一改二改三改")
    editor.press("Enter")

    expect(turn(page, "大家好。一改二改三改")).to_have_count(1)
    expect(unsent(page)).to_have_count(0)
    expect(page.locator(".editor__conflict")).to_have_count(0)


def test_what_is_being_typed_in_a_turn_is_thrown_away_by_nothing_that_comes(
    page, colleague, installation
):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    open_console(colleague, installation, key)
    editor = page.locator(".editor__field")
    page.context.set_offline(True)
    turn(page, "各位网友").focus()
    page.keyboard.press("e")
    editor.fill("第一次改。")
    editor.press("Enter")
    page.keyboard.press("e")
    editor.fill("还没改完的半句")
    turn(colleague, "各位网友").get_by_role("button", name="编辑").click()
    colleague.locator(".editor__field").fill("别人改的。")
    colleague.keyboard.press("Enter")
    expect(turn(colleague, "别人改的。")).to_have_count(1)

    page.context.set_offline(False)

    expect(unsent(page)).to_contain_text("刚刚被其他人修改过")
    expect(editor).to_have_value("还没改完的半句")
    unsent(page).get_by_role("button", name="放回输入框").click()
    expect(editor).to_be_focused()
    page.locator("[data-turns] > li").first.focus()
    page.keyboard.press("e")
    expect(editor).to_be_focused()
    expect(editor).to_have_value("还没改完的半句")
    expect(unsent(page)).to_contain_text("第一次改。")

    editor.press("Enter")
    expect(page.locator(".editor__conflict blockquote")).to_have_text("别人改的。")
    expect(editor).to_have_value("还没改完的半句")


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


def test_after_a_night_the_words_are_kept_and_go_out_after_a_new_log_in(
    page, colleague, installation
):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    open_console(colleague, installation, key)
    page.keyboard.press("2")
    page.context.clear_cookies()

    say(page, "夜里写的话。")

    notice = page.locator("[data-notice]")
    expect(notice).to_contain_text("登录已过期")
    expect(unsent(page)).to_contain_text("夜里写的话。")
    colleague.keyboard.press("1")
    say(colleague, "别人说的话。")
    with page.context.expect_page() as opened:
        notice.get_by_role("link", name="登录").click()
    log_in(opened.value, installation)
    page.bring_to_front()
    expect(turn(page, "夜里写的话。")).to_have_count(1)
    expect(turn(page, "别人说的话。")).to_have_count(1)
    expect(notice).to_be_hidden()


def test_what_is_refused_keeps_its_words_and_says_why(page, colleague, installation):
    key = made(installation)
    log_in(page, installation)
    open_console(page, installation, key)
    open_console(colleague, installation, key)
    page.keyboard.press("2")
    page.context.set_offline(True)
    say(page, "说晚了的话。")
    expect(unsent(page)).to_contain_text(UNSENT)
    colleague.get_by_role("button", name="结束访谈").click()
    colleague.get_by_role("dialog").get_by_role("button", name="结束访谈").click()
    colleague.get_by_role("button", name="审核通过实录").click()
    colleague.get_by_role("dialog").get_by_role("button", name="审核通过实录").click()
    expect(colleague.locator("[data-state]")).to_have_text("实录已审核")

    page.context.set_offline(False)

    expect(unsent(page)).to_contain_text("实录已审核，请先退回再修改。")
    page.reload()
    expect(unsent(page)).to_contain_text("说晚了的话。")
    unsent(page).get_by_role("button", name="放回输入框").click()
    expect(field(page)).to_have_value("说晚了的话。")
    expect(unsent(page)).to_have_count(0)


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
