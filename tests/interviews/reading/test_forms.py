"""Forms in which speakers are written, one small transcript each: (speaker, text) of every turn."""

from datetime import time

import pytest

from interviews.reading import Known, Role, read_text

HOST, GUEST = ("主持人", "各位网友好。"), ("张三", "大家好。")
CASES = {
    "colon": ("主持人：各位网友好。\n嘉宾：大家好。", [HOST, ("嘉宾", "大家好。")]),
    "half-width colon": ("主持人:各位网友好。\n嘉宾: 大家好。", [HOST, ("嘉宾", "大家好。")]),
    "black brackets": ("【主持人】各位网友好。\n【张三】大家好。", [HOST, GUEST]),
    "black brackets and colon": ("【主持人】：各位网友好。\n【张三】:大家好。", [HOST, GUEST]),
    "square brackets": ("[主持人]各位网友好。\n[张三]大家好。", [HOST, GUEST]),
    "full-width square brackets": ("［主持人］各位网友好。\n［张三］大家好。", [HOST, GUEST]),
    "role and name in brackets": (
        "[主持人 李四] 各位网友好。\n[嘉宾 张三] 大家好。",
        [("李四", "各位网友好。"), GUEST],
    ),
    "role in brackets, name and colon": (
        "【主持人】李四：各位网友好。\n【嘉宾】张三：大家好。",
        [("李四", "各位网友好。"), GUEST],
    ),
    "role and name run together": (
        "主持人李四：各位网友好。\n嘉宾张三：大家好。",
        [("李四", "各位网友好。"), GUEST],
    ),
    "name in parentheses": (
        "主持人（李四）：各位网友好。\n张三（嘉宾）：大家好。",
        [("李四", "各位网友好。"), GUEST],
    ),
    "post in half-width parentheses": ("张三(市民政局局长)：大家好。", [GUEST]),
    "post in parentheses": ("张三（市民政局局长）：大家好。", [GUEST]),
    "two posts in parentheses": ("张三（市民政局党组书记、局长）：大家好。", [GUEST]),
    "post in parentheses after brackets": ("[张三]（市民政局局长）：大家好。", [GUEST]),
    "post before the name": ("市民政局局长 张三：大家好。", [GUEST]),
    "post and name run together": ("市民政局局长张三：大家好。", [GUEST]),
    "two posts before the name": ("市民政局党组书记、局长 张三：大家好。", [GUEST]),
    "post after the name": ("张三 市民政局局长：大家好。", [GUEST]),
    "post alone": ("王局长：大家好。\n主持人：好。", [("王局长", "大家好。"), ("主持人", "好。")]),
    "polite names": (
        "李女士：我想问低保。\n主持人：好的。\n李女士：谢谢。",
        [("李女士", "我想问低保。"), ("主持人", "好的。"), ("李女士", "谢谢。")],
    ),
    "name spread over four characters": (
        "张　三：大家好。\n主持人：好。\n张三：谢谢。",
        [GUEST, ("主持人", "好。"), ("张三", "谢谢。")],
    ),
    "name alone on its line": (
        "主持人\n各位网友好。\n张三\n大家好。\n主持人\n谢谢。\n张三\n不谢。",
        [HOST, GUEST, ("主持人", "谢谢。"), ("张三", "不谢。")],
    ),
    "name and colon alone on its line": ("主持人：\n各位网友好。\n嘉宾：\n大家好。", [HOST, ("嘉宾", "大家好。")]),
    "name in parentheses, text below": (
        "主持人(李四)：\n\n　　各位网友好。",
        [("李四", "各位网友好。")],
    ),
    "questions and answers": (
        "问：怎么办理？\n答：在窗口办理。\n问：收费吗？\n答：不收费。",
        [("问", "怎么办理？"), ("答", "在窗口办理。"), ("问", "收费吗？"), ("答", "不收费。")],
    ),
    "questions and answers in brackets": ("【问】收费吗？\n【答】不收费。", [("问", "收费吗？"), ("答", "不收费。")]),
    "Q and A": ("Q：收费吗？\nA：不收费。", [("Q", "收费吗？"), ("A", "不收费。")]),
    "numbered questions": (
        "1.问：收费吗？\n答：不收费。\n2.问：多久？\n答：三天。",
        [("问", "收费吗？"), ("答", "不收费。"), ("问", "多久？"), ("答", "三天。")],
    ),
    "numbers in parentheses": (
        "（一）网友小河：收费吗？\n答：不收费。",
        [("小河", "收费吗？"), ("答", "不收费。")],
    ),
    "reporter asks": ("记者问：收费吗？\n答：不收费。", [("记者", "收费吗？"), ("答", "不收费。")]),
    "reporter of a medium": (
        "云汀晚报记者：收费吗？\n张三（市民政局局长）：不收费。",
        [("云汀晚报记者", "收费吗？"), ("张三", "不收费。")],
    ),
    "reporter of a medium, with bullet and name": (
        "▲云汀晚报记者 王五：收费吗？\n主持人：请回答。",
        [("王五", "收费吗？"), ("主持人", "请回答。")],
    ),
    "citizen in quotation marks": ("网友“小河”：收费吗？", [("小河", "收费吗？")]),
    "citizen in straight quotation marks": ('网友"小河":收费吗？', [("小河", "收费吗？")]),
    "citizen in brackets": ("【网友 小河】收费吗？", [("小河", "收费吗？")]),
    "citizen in brackets inside brackets": ("网友【小河】：收费吗？", [("小河", "收费吗？")]),
    "citizen with Latin name": ("【网友 xiaohe_88】收费吗？", [("xiaohe_88", "收费吗？")]),
    "citizen and name run together": ("网友小河流水：收费吗？", [("小河流水", "收费吗？")]),
    "citizen without a name": ("网友提问：收费吗？\n答：不收费。", [("网友", "收费吗？"), ("答", "不收费。")]),
    "time before in brackets": ("[14:05:30] 主持人：各位网友好。", [HOST]),
    "time before, bare": ("14:05 主持人：各位网友好。", [HOST]),
    "time before in parentheses": ("（00:12:33）主持人：各位网友好。", [HOST]),
    "date and time before": ("2026-03-05 14:05:30 【主持人】各位网友好。", [HOST]),
    "time after the name": ("主持人 14:05：各位网友好。", [HOST]),
    "time in brackets after the name": ("主持人[14:05:30]：各位网友好。", [HOST]),
    "time in brackets after the colon": ("主持人：[14:05:30]各位网友好。", [HOST]),
    "time within the brackets": ("【主持人 14:05:30】各位网友好。", [HOST]),
    "time at the end": (
        "[主持人] 各位网友好。 [14:05:12]\n[张三] 大家好。 [14:06:40]",
        [HOST, GUEST],
    ),
    "several on one line, times at the end": (
        "[主持人] 各位网友好。[14:05:12] [张三] 大家好。[14:06:40] [主持人] 请说。 [14:07:00]",
        [HOST, GUEST, ("主持人", "请说。")],
    ),
    "several on one line, a medium speaks": (
        "[云汀在线]:大厅里坐满了人。 [09:25] [云汀在线]:发布会开始。 [09:30] [张三]:大家好。 [09:31]",
        [("云汀在线", "大厅里坐满了人。"), ("云汀在线", "发布会开始。"), GUEST],
    ),
    "several on one line, with colons": (
        "主持人:各位网友好。 张三:大家好。 主持人:请说。\n张三:好的。\n主持人:谢谢。",
        [HOST, GUEST, ("主持人", "请说。"), ("张三", "好的。"), ("主持人", "谢谢。")],
    ),
    "name and short post run together": ("王建国局长：大家好。", [("王建国", "大家好。")]),
    "letters set apart": ("主 持 人：各位网友好。\n嘉　宾：大家好。", [HOST, ("嘉宾", "大家好。")]),
    "other colons": ("主持人∶各位网友好。\n嘉宾﹕大家好。", [HOST, ("嘉宾", "大家好。")]),
    "numbered citizens": ("网友提问1：收费吗？\n答：不收。", [("网友", "收费吗？"), ("答", "不收。")]),
    "somebody is asked to speak": ("主持人：有请王局长\n王局长：大家好。", [("主持人", "有请王局长"), ("王局长", "大家好。")]),
    "times and names on lines of their own": (
        "14:00\n主持人\n各位网友好。\n14:01\n张三\n大家好。",
        [HOST, GUEST],
    ),
    "time on the line above": ("14:05:30\n主持人：各位网友好。", [HOST]),
    "program that hears": (
        "说话人1 00:00:05\n各位网友好。\n\n说话人2 00:00:31\n大家好。",
        [("说话人1", "各位网友好。"), ("说话人2", "大家好。")],
    ),
    "program that hears, with names": (
        "张三 00:00:05\n大家好。\n李四 00:00:31\n你好。",
        [GUEST, ("李四", "你好。")],
    ),
    "English program": ("Speaker 1: Welcome.\nSpeaker 2: Thanks.", [("Speaker 1", "Welcome."), ("Speaker 2", "Thanks.")]),
    "names only": (
        "张三：大家好。\n李四：你好。\n张三：请问。\n李四：请说。",
        [GUEST, ("李四", "你好。"), ("张三", "请问。"), ("李四", "请说。")],
    ),
    "nicknames that take turns": (
        "小王：早上好。\n大鹏：早。\n小王：吃了吗？\n大鹏：吃了。",
        [("小王", "早上好。"), ("大鹏", "早。"), ("小王", "吃了吗？"), ("大鹏", "吃了。")],
    ),
    "name of four characters": ("欧阳明月：大家好。\n欧阳明月：请问。", [("欧阳明月", "大家好。"), ("欧阳明月", "请问。")]),
    "transcribed name": (
        "主持人：您好。\n阿依古丽·买买提：大家好。",
        [("主持人", "您好。"), ("阿依古丽·买买提", "大家好。")],
    ),
    "organ answers": (
        "网友小河：收费吗？\n市民政局：不收费。\n网友大山：多久？\n市民政局：三天。",
        [("小河", "收费吗？"), ("市民政局", "不收费。"), ("大山", "多久？"), ("市民政局", "三天。")],
    ),
    "several paragraphs": ("主持人：第一段。\n　　第二段。\n嘉宾：大家好。", [("主持人", "第一段。\n第二段。"), ("嘉宾", "大家好。")]),
    "same speaker twice": ("主持人：一段。\n主持人：又一段。", [("主持人", "一段。"), ("主持人", "又一段。")]),
    "colon after he said": ("主持人：请。\n他说：这不行。", [("主持人", "请。\n他说：这不行。")]),
    "colon of a time": ("主持人：请。\n时间：下午三点。\n地点：大厅。", [("主持人", "请。\n时间：下午三点。\n地点：大厅。")]),
    "colon of a list": ("主持人：请。\n一是：快。\n二是：好。", [("主持人", "请。\n一是：快。\n二是：好。")]),
    "colon in a sentence": ("主持人：他回答我：“不行。”", [("主持人", "他回答我：“不行。”")]),
    "address with colon": ("主持人：请。\nhttp://yunting.example/a", [("主持人", "请。\nhttp://yunting.example/a")]),
    "greeting with colon": (
        "主持人：请。\n各位网友：大家好。\n网友们：你们好。",
        [("主持人", "请。\n各位网友：大家好。\n网友们：你们好。")],
    ),
    "sentence about citizens": ("主持人：请。\n网友最关心的问题是：收费吗？", [("主持人", "请。\n网友最关心的问题是：收费吗？")]),
    "words that begin like surnames": (
        "主持人：请。\n方式：网上办理。\n费用：没有。\n安全：第一。",
        [("主持人", "请。\n方式：网上办理。\n费用：没有。\n安全：第一。")],
    ),
    "label that comes three times and is none": (
        "主持人：请。\n甲类：一。\n甲类：二。\n甲类：三。",
        [("主持人", "请。\n甲类：一。\n甲类：二。\n甲类：三。")],
    ),
    "laughter": ("主持人：请。\n[笑声]\n【掌声】", [("主持人", "请。\n[笑声]\n【掌声】")]),
    "bus at a time": ("主持人：请。\n14:05 首班车发车。", [("主持人", "请。\n14:05 首班车发车。")]),
    "clock time at the end of a sentence": ("主持人：末班车（22:30）", [("主持人", "末班车（22:30）")]),
    "traditional script stays": ("主持人：各位網友好。\n嘉宾：大家好。", [("主持人", "各位網友好。"), ("嘉宾", "大家好。")]),
    "markup is text": ("主持人：<script>alert(1)</script>", [("主持人", "<script>alert(1)</script>")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_speakers_are_found_in_the_form(case):
    text, expected = case

    reading = read_text(text)

    assert [(turn.speaker, turn.text) for turn in reading.turns] == expected


TIMES = {
    "[14:05:30] 主持人：好。": (None, time(14, 5, 30)),
    "14:05 主持人：好。": (None, time(14, 5)),
    "主持人 9:05：好。": (None, time(9, 5)),
    "2026年3月5日 14:05:30 主持人：好。": (None, time(14, 5, 30)),
    "[主持人] 好。 [2026-03-05 02:06:40]": (None, time(2, 6, 40)),
    "(00:12:33) 主持人：好。": (753.0, None),
    "说话人1 00:31\n好。": (31.0, None),
    "主持人[01:02:03]：好。": (3723.0, None),
    "[00:12:33.500] 主持人：好。": (753.0, None),
}


@pytest.mark.parametrize("text", TIMES)
def test_a_time_is_of_the_day_or_in_the_video(text):
    turn = read_text(text).turns[0]

    assert (turn.seconds, turn.clock) == TIMES[text]
    assert turn.text == "好。"


def test_minutes_and_seconds_after_the_first_hour_of_a_video():
    reading = read_text("主持人 00:31\n好。\n嘉宾 59:10\n好。\n主持人 61:05\n好。")

    assert [turn.seconds for turn in reading.turns] == [31.0, 3550.0, 3665.0]


def test_posts_and_roles_said_once_hold_for_every_turn():
    reading = read_text("主持人李四：好。\n张三（市民政局局长）：好。\n李四：请。\n张三：谢谢。")

    assert [(each.name, each.post, each.role, each.turns) for each in reading.speakers] == [
        ("李四", "", Role.HOST, 2),
        ("张三", "市民政局局长", Role.UNKNOWN, 2),
    ]


def test_questions_are_told_from_answers():
    reading = read_text("主持人：请问。\n网友小河：贵吗？\n问：多久？\n答：三天。\n晨报记者：好。")

    assert [turn.is_question for turn in reading.turns] == [False, True, True, False, True]
    assert [turn.role for turn in reading.turns] == [
        Role.HOST, Role.ASKER, Role.ASKER, Role.GUEST, Role.ASKER,
    ]  # fmt: skip


def test_those_who_are_known_to_take_part_need_no_other_evidence():
    text = "阿花：好。\n小林子：谢谢。\n阿花：请说。"
    known = [Known("阿花", role=Role.HOST), Known("小林子", "社区志愿者", Role.GUEST)]

    reading = read_text(text, known)

    assert [turn.speaker for turn in reading.turns] == ["阿花", "小林子", "阿花"]
    assert [turn.post for turn in reading.turns] == ["", "社区志愿者", ""]
    assert reading.doubts == ()


def test_a_header_says_who_takes_part_and_is_kept():
    text = (
        "老年助餐在线访谈\n时间：2026年3月5日\n主持人：李四\n"
        "嘉宾：张三　市民政局局长\n　　　王五　市民政局养老服务科科长\n\n"
        "李四：各位网友好。\n王五：大家好。"
    )

    reading = read_text(text)

    header, *turns = reading.turns
    assert header.speaker == ""
    assert header.text.startswith("老年助餐在线访谈\n时间：2026年3月5日\n主持人：李四")
    assert [(turn.speaker, turn.post, turn.role) for turn in turns] == [
        ("李四", "", Role.HOST),
        ("王五", "市民政局养老服务科科长", Role.GUEST),
    ]
    assert [doubt.kind for doubt in reading.doubts] == ["before_first"]


def test_two_speakers_with_one_name_are_two_and_the_bare_name_is_doubted():
    text = "张伟（市民政局局长）：好。\n张伟（东湖区副区长）：也好。\n张伟：再见。"

    reading = read_text(text)

    assert [(each.name, each.post, each.turns) for each in reading.speakers] == [
        ("张伟", "市民政局局长", 1),
        ("张伟", "东湖区副区长", 1),
        ("张伟", "", 1),
    ]
    assert [(doubt.kind, doubt.turn) for doubt in reading.doubts] == [("same_name", 2)]
    assert "市民政局局长、东湖区副区长" in str(reading.doubts[0])


def test_without_any_speaker_each_paragraph_is_a_turn():
    reading = read_text("今天天气很好。\n\n我们去了公园。\n时间：下午。")

    assert [turn.text for turn in reading.turns] == [
        "今天天气很好。",
        "我们去了公园。",
        "时间：下午。",
    ]
    assert {turn.speaker for turn in reading.turns} == {""}
    assert [doubt.kind for doubt in reading.doubts] == ["no_speaker"]


DOUBTS = {
    "name that occurs once among colons": ("主持人：请。\n刘强：好。", "once", 1),
    "name that occurs once among brackets": ("【主持人】请。\n刘强：好。", "perhaps", 0),
    "short word that comes again and again": (
        "主持人：请。\n甲类：一。\n甲类：二。\n甲类：三。",
        "perhaps",
        0,
    ),
    "nicknames": ("小王：好。\n大鹏：早。\n小王：吃了？\n大鹏：吃了。", "unusual", 0),
    "speaker in the middle of a line": ("主持人：请。嘉宾：好的。\n嘉宾：再说一句。", "inside", 0),
    "nothing said": ("主持人：\n嘉宾：好。", "silent", 0),
    "time that goes back": ("[14:05:30] 主持人：请。\n[14:04:00] 嘉宾：好。", "backwards", 1),
    "lost characters": ("主持人：请\ufffd\ufffd问。", "destroyed", 0),
}


@pytest.mark.parametrize("case", DOUBTS.values(), ids=DOUBTS)
def test_what_is_unsure_is_said_beside_its_turn(case):
    text, kind, turn = case

    reading = read_text(text)

    assert (kind, turn) in [(doubt.kind, doubt.turn) for doubt in reading.doubts]
    assert all(str(doubt) for doubt in reading.doubts)
    assert [doubt.kind for doubt in reading.doubts_of(turn)].count(kind) >= 1
