"""What a recorder typed is there once: two at a time, offline, refused, and after a night."""

from playwright.sync_api import expect

from tests.e2e.console_desk import field, made, open_console, recorded, say, turn, unsent
from tests.e2e.desk import in_a_browser, log_in, log_in_by_the_form

pytestmark = in_a_browser

EACH = 25
# Fifty turns, each told to both consoles, on a machine that runs other tests as well.
ALL_THERE = 120_000  # milliseconds
UNSENT = "未发出，正在重试"


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
        expect(one.locator("[data-turns] > li")).to_have_count(1 + 2 * EACH, timeout=ALL_THERE)
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
    log_in_by_the_form(opened.value, installation)
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
